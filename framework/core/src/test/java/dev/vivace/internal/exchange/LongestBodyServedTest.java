package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.BodyMode;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A body within {@code bodyBytesMax} finds room in what a loop may hold, or the server does not start. */
class LongestBodyServedTest {
    private static final int BODY_BYTES_MAX = 700_000;

    private final FakeLoop loop = new FakeLoop();

    private Vivace app() {
        return Vivace.create()
                .post("/length", (req, res) -> res.text("" + req.bodyBytes().length))
                .post("/later", (req, res) -> {
                    int length = req.bodyBytes().length;
                    return res.defer(later -> later.respond(r -> r.text("" + length)));
                })
                .blocking(group -> group.post("/work", (req, res) -> res.text("" + req.bodyBytes().length)));
    }

    private LoopContext context(long requestBytesHeldMax) {
        return FakeWire.context(
                app(),
                loop,
                ServerOptions.defaults().bodyBytesMax(BODY_BYTES_MAX).requestBytesHeldMax(requestBytesHeldMax),
                Runnable::run);
    }

    private void assertServed(LoopContext context, String path, int headPart, int readBytes, boolean chunked) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(15_000) + "\r\n"
                + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + BODY_BYTES_MAX + "\r\n\r\n");
        String body = "x".repeat(BODY_BYTES_MAX);
        FakeWire wire = new FakeWire(context, loop);
        wire.readBytesMax = readBytes;
        wire.receive(head.substring(0, headPart));
        wire.receive(head.substring(headPart)
                + (chunked ? Integer.toHexString(BODY_BYTES_MAX) + "\r\n" + body + "\r\n0\r\n\r\n" : body));
        assertTrue(
                wire.text().startsWith("HTTP/1.1 200 ") && wire.text().endsWith("" + BODY_BYTES_MAX),
                () -> path + " in reads of " + readBytes + ": " + wire.text());
        wire.reset();
        NothingHeld.assertNothingHeld(context);
    }

    /** The array that the body came in and the copy for the work are not both counted. */
    @Test
    void shouldServeItWhereItFitsOnce() {
        LoopContext context = context(1 << 20);
        FakeWire older = new FakeWire(context, loop)
                .receive("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(50_000));
        for (String path : List.of("/length", "/later", "/work")) {
            FakeWire wire = new FakeWire(context, loop);
            wire.readBytesMax = 65_536;
            wire.receive("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY_BYTES_MAX + "\r\n\r\n"
                    + "x".repeat(BODY_BYTES_MAX));
            assertTrue(wire.text().endsWith("" + BODY_BYTES_MAX), wire.text());
            wire.reset();
        }
        older.receive("x".repeat(150_000));
        assertTrue(older.text().endsWith("200000"), older.text());
    }

    @Test
    void shouldServeItWithTheLeastRoomThatAStartAsksFor() {
        long least = RequestArrays.bytesForOne(ServerOptions.defaults(), BODY_BYTES_MAX);
        assertTrue(least < BODY_BYTES_MAX + 300_000, least + " bytes");
        LoopContext context = context(least);
        for (String path : List.of("/length", "/later", "/work")) {
            for (int headPart : new int[] {1, 10_000, 15_030}) {
                for (int readBytes : new int[] {1_000, 50_000, 65_536}) {
                    assertServed(context, path, headPart, readBytes, false);
                    assertServed(context, path, headPart, readBytes, true);
                }
            }
        }
    }

    @Test
    void shouldRaiseTheDefaultForTheLongestBodyOfAnyRoute() {
        int length = 400_000_000;
        ServerOptions options = AppSource.compile(
                        Vivace.create()
                                .post("/a", (req, res) -> res.text("a"), route -> route.bodyBytesMax(length))
                                .post("/b", (req, res) -> res.text("b")),
                        ServerOptions.defaults())
                .options();
        assertEquals(RequestArrays.bytesForOne(ServerOptions.defaults(), length), options.requestBytesHeldMax());
    }

    @Test
    void shouldLeaveTheDefaultWhereBodiesAreNotKept() {
        ServerOptions options = AppSource.compile(
                        Vivace.create()
                                .post(
                                        "/a",
                                        (req, res) -> res.text("a"),
                                        route -> route.bodyMode(BodyMode.NONE).bodyBytesMax(400_000_000)),
                        ServerOptions.defaults())
                .options();
        assertEquals(ServerOptions.defaults().requestBytesHeldMax(), options.requestBytesHeldMax());
    }

    @Test
    void shouldNotStartWithTooLittleRoom() throws IOException {
        ServerOptions options =
                ServerOptions.defaults().bodyBytesMax(16_777_216).requestBytesHeldMax(16_777_216);
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class, () -> app().listen(options).close());
        assertTrue(thrown.getMessage().contains("bodyBytesMax is 16777216"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("requestBytesHeldMax"), thrown.getMessage());
    }
}
