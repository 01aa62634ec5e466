package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is held of records counts in the memory of the loop, has its bound, and the time of a head. */
class TlsMemoryTest {
    private static final int REQUEST_BYTES_MAX = 1 << 20;
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TlsServers servers = new TlsServers();
    private final List<Later> laters = new ArrayList<>();
    private final StillLoop loop = new StillLoop();
    private final TlsLoop tlsLoop = TlsWire.tlsLoop(
            Vivace.create()
                    .get("/ok", (req, res) -> res.text("ok"))
                    .get("/later", (req, res) -> res.defer(laters::add))
                    .post("/length", (req, res) -> res.text("" + req.bodyBytes().length)),
            loop,
            ServerOptions.defaults().requestBytesHeldMax(REQUEST_BYTES_MAX).answerBytesHeldMax(REQUEST_BYTES_MAX));

    @AfterEach
    void close() {
        servers.close();
        assertEquals(0, requestBytes());
        assertEquals(0, tlsLoop.counters.snapshot().answerBytesHeld());
    }

    private TlsWire wire(TlsKind kind) throws IOException {
        return servers.wire(servers.endpoint(kind), tlsLoop, loop, TlsServers.peer(kind));
    }

    private long requestBytes() {
        return tlsLoop.counters.snapshot().requestBytesHeld();
    }

    private long errors(String kind) {
        return tlsLoop.counters.snapshot().errors().getOrDefault(kind, 0L);
    }

    private static byte[] but(byte[] bytes, int last) {
        return Arrays.copyOf(bytes, bytes.length - last);
    }

    /** A request in one record of some 16 KB. */
    private static byte[] large(TlsWire wire) throws IOException {
        String head = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 15000\r\n\r\n";
        return wire.peer.encrypt(head + "x".repeat(15_000));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountARecordThatIsNotWhole(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind).handshake();
        assertEquals(0, requestBytes());
        byte[] record = large(wire);
        wire.receive(but(record, 1));
        assertTrue(requestBytes() >= record.length - 1, requestBytes() + " bytes");
        wire.receive(new byte[] {record[record.length - 1]}).exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\n15000"));
        assertEquals(0, requestBytes());
        assertTrue(wire.protocol.idle());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendAwayTheRecordThatBeganFirst(TlsKind kind) throws IOException {
        TlsWire[] wires = new TlsWire[80];
        byte[][] records = new byte[wires.length][];
        for (int i = 0; i < wires.length; i++) {
            wires[i] = wire(kind).handshake();
            records[i] = large(wires[i]);
            wires[i].receive(but(records[i], 1));
            assertTrue(requestBytes() <= REQUEST_BYTES_MAX, requestBytes() + " bytes");
        }
        loop.runTasks();
        wires[0].exchange();
        String refused = wires[0].peer.takeText();
        assertTrue(refused.startsWith("HTTP/1.1 503 ") && refused.contains("\r\nRetry-After: 1\r\n"), refused);
        assertTrue(wires[0].peer.closedByServer());
        assertTrue(errors("request-bytes-held") > 0);
        int last = wires.length - 1;
        wires[last].receive(Arrays.copyOfRange(records[last], records[last].length - 1, records[last].length));
        wires[last].exchange();
        assertTrue(wires[last].peer.takeText().endsWith("\r\n\r\n15000"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheRestOfARecordTheTimeOfAHead(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind).handshake();
        loop.advanceMillis(40_000);
        byte[] record = wire.peer.encrypt(OK);
        wire.receive(Arrays.copyOf(record, 7));
        for (int i = 7; i < 16; i++) {
            loop.advanceMillis(1_000);
            wire.receive(new byte[] {record[i]});
        }
        loop.advanceMillis(900);
        assertFalse(wire.outputShut);
        loop.advanceMillis(300);
        wire.exchange();
        String text = wire.peer.takeText();
        assertTrue(text.startsWith("HTTP/1.1 408 "), text);
        assertEquals(1, errors("header-timeout"));
        assertEquals(0, requestBytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveItThatTimeBehindAnAnswerToo(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind).handshake();
        byte[] later = wire.peer.encrypt("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        byte[] next = wire.peer.encrypt(OK);
        wire.receive(later);
        wire.receive(Arrays.copyOf(next, 10));
        loop.advanceMillis(12_000);
        assertFalse(wire.outputShut);
        laters.get(0).respond(res -> res.text("late"));
        wire.settle().exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nlate"));
        // What a wire does not read is still in it; now it is
        loop.advanceMillis(9_700);
        assertFalse(wire.outputShut);
        loop.advanceMillis(500);
        wire.exchange();
        assertTrue(wire.peer.takeText().startsWith("HTTP/1.1 408 "));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTheIdleTimeoutOfWhoHasBegunNothing(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind).handshake();
        byte[] record = wire.peer.encrypt(OK);
        wire.receive(Arrays.copyOf(record, 10));
        wire.receive(Arrays.copyOfRange(record, 10, record.length)).exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nok"));
        loop.advanceMillis(59_000);
        assertFalse(wire.outputShut || wire.closed());
        loop.advanceMillis(1_300);
        assertTrue(wire.closed());
        assertEquals(1, errors("idle-closed"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountRecordsBehindARequestInWork(TlsKind kind) throws IOException {
        List<TlsWire> wires = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            wires.add(wire(kind).handshake());
        }
        for (TlsWire wire : wires) {
            byte[] first = wire.peer.encrypt("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            byte[] burst = Arrays.copyOf(first, 60_000);
            int length = first.length;
            for (byte[] next = large(wire); length + next.length <= burst.length; next = large(wire)) {
                System.arraycopy(next, 0, burst, length, next.length);
                length += next.length;
            }
            wire.receive(Arrays.copyOf(burst, length));
            // What is decrypted already is asked for in bytes, and lent in powers of two
            assertTrue(requestBytes() <= REQUEST_BYTES_MAX + 32_768, requestBytes() + " bytes");
        }
        assertTrue(requestBytes() > REQUEST_BYTES_MAX / 2, requestBytes() + " bytes");
        long refused = errors("request-bytes-held") + errors("overload-refused");
        assertTrue(refused > 10, refused + " refused");
        assertFalse(wires.get(0).closed(), "a request in work waits for us");
        laters.get(0).respond(res -> res.text("late"));
        wires.get(0).settle().exchange();
        assertEquals(3, wires.get(0).peer.takeText().split("\r\n\r\n15000", -1).length - 1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendAwayStalledHandshakesFirst(TlsKind kind) throws IOException {
        byte[] begun = new byte[5 + 16_000];
        System.arraycopy(new byte[] {22, 3, 1, 0x40, 0, 1, 0, 0x3F, (byte) 0xF0}, 0, begun, 0, 9);
        TlsWire upload = wire(kind).handshake();
        byte[] record = large(upload);
        upload.receive(but(record, 1));
        TlsWire[] wires = new TlsWire[80];
        for (int i = 0; i < wires.length; i++) {
            if (i == 40) {
                loop.advanceMillis(1_100);
            }
            wires[i] = wire(kind).receive(begun);
            assertTrue(requestBytes() <= REQUEST_BYTES_MAX, requestBytes() + " bytes");
        }
        assertTrue(wires[0].closed());
        assertTrue(wires[0].count(LoopCounters.TLS_HANDSHAKE_REFUSED) > 0);
        upload.settle().exchange();
        assertTrue(upload.peer.takeText().startsWith("HTTP/1.1 503 ") || !upload.outputShut);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountEncryptedAnswersThatWait(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind).handshake();
        wire.room = 10;
        wire.receive(wire.peer.encrypt(OK));
        long held = tlsLoop.counters.snapshot().answerBytesHeld();
        assertTrue(held >= 2 * 1_024, held + " bytes, of the answer and of its record");
        wire.room = Long.MAX_VALUE;
        wire.settle().exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nok"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldSeeTheProgressOfABodyInsideARecord(TlsKind kind) throws IOException {
        for (int rate : new int[] {300, 200}) {
            TlsWire wire = wire(kind).handshake();
            wire.receive(wire.peer.encrypt("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 32000\r\n\r\n"));
            byte[] body = wire.peer.encrypt("x".repeat(32_000));
            int at = 0;
            while (at < body.length && !wire.outputShut) {
                int count = Math.min(rate / 4, body.length - at);
                loop.advanceMillis(250);
                wire.receive(Arrays.copyOfRange(body, at, at + count));
                at += count;
            }
            wire.exchange();
            String text = wire.peer.takeText();
            if (rate == 300) {
                assertTrue(text.endsWith("\r\n\r\n32000"), text + " after " + at);
            } else {
                assertTrue(text.startsWith("HTTP/1.1 408 ") && at > 900, text + " after " + at);
                assertEquals(1, errors("body-too-slow"));
            }
        }
    }

    /** An engine that throws, as a bug would, leaves what it has decrypted to the next turn, whoever's that is. */
    @ParameterizedTest
    @EnumSource
    void shouldNotTakeWhatAFailedConnectionLeftForItsOwn(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind).handshake();
        wire.room = 10;
        byte[] first = wire.peer.encrypt(OK);
        byte[] next = wire.peer.encrypt(OK);
        byte[] both = Arrays.copyOf(first, first.length + 10);
        System.arraycopy(next, 0, both, first.length, 10);
        wire.receive(both);
        assertTrue(wire.awaitingWritable);
        tlsLoop.plain.put("GET /length HTTP/1.1\r\nHost: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.room = Long.MAX_VALUE;
        wire.settle().exchange();
        String text = wire.peer.takeText();
        assertTrue(text.endsWith("\r\n\r\nok") && text.split("HTTP/1.1 ", -1).length == 2, text);
    }
}
