package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.tls.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in a loop's buffers at the end of a turn, or waits for the next one, and what comes in between. */
class TlsTurnsTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LATER = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String TEXT = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TlsServers servers = new TlsServers();
    private final List<String> handled = new ArrayList<>();
    private Later later;

    @AfterEach
    void close() {
        servers.close();
    }

    private Vivace app() {
        return Vivace.create()
                .use(next -> (req, res) -> {
                    handled.add(req.path());
                    return next.handle(req, res);
                })
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/text", (req, res) -> res.text("t".repeat(100_000)))
                .get("/later", (req, res) -> res.defer(given -> later = given))
                .get("/others", (req, res) -> res.text("not for this client"));
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** A record, and behind it one that is in records so short that each might be an alert, and is looked at by itself. */
    private static byte[] held(TlsWire wire, String first, String behind) throws IOException {
        return join(wire.peer.encrypt(first), wire.peer.encrypt(behind.getBytes(StandardCharsets.US_ASCII), 1));
    }

    @ParameterizedTest
    @EnumSource(names = "OPENSSL_1_3")
    void shouldNotHandOnWhatAConnectionThatFailedLeft(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.room = 0;
        wire.receive(held(wire, TEXT, OK));
        assertEquals(List.of("/text"), handled);
        // Its engine threw, in the middle of a read
        wire.tlsLoop.plain.put("GET /others HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.room = Long.MAX_VALUE;
        wire.settle().exchange();
        assertEquals(List.of("/text", "/ok"), handled);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendAHandshakeThatIsLongerThanOneSend(TlsKind kind) throws IOException {
        Certificates.Issued issuer = TlsServers.ROOT;
        for (int i = 0; i < 60; i++) {
            issuer = Certificates.intermediate(issuer, i + "x".repeat(500));
        }
        Certificates.Issued server = Certificates.issue(issuer, "server", "EC");
        TlsEndpoint endpoint = servers.endpoint(
                kind, options -> Certificates.options(tempDirectory(), server).protocols(kind.protocol));
        TlsWire wire = servers.wire(endpoint, app(), TlsServers.peer(kind));
        wire.room = 0;
        wire.receive(wire.peer.begin());
        assertTrue(wire.awaitingWritable);
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertFalse(wire.closed());
        assertTrue(wire.written().length > LoopContext.OUTPUT_BYTES, wire.written().length + " bytes");
    }

    private static java.nio.file.Path tempDirectory() {
        try {
            return Files.createTempDirectory("vivace-tls");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OPENSSL_1_3")
    void shouldAnswerWhatWaitsForItsTurnWhenTheInputEnds(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.receive(held(wire, LATER, OK + LATER + OK));
        assertEquals(List.of("/later"), handled);
        later.respond(res -> res.text("late"));
        // Between the answer and the turn of what waits behind it
        wire.loop.execute(() -> {
            assertTrue(wire.protocol.wantsBytes());
            wire.protocol.onInputEnd();
        });
        wire.settle();
        assertEquals(List.of("/later", "/ok", "/later"), handled);
        later.respond(res -> res.text("later"));
        wire.settle().exchange();
        String text = wire.peer.takeText();
        assertEquals(4, text.split("HTTP/1.1 200 OK", -1).length - 1, text);
        assertTrue(text.endsWith("\r\n\r\nok"), text);
        assertTrue(wire.closed());
        assertTrue(wire.peer.closedByServer());
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWithAPartOfARecordWhenTheInputEnds(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        byte[] whole = wire.peer.encrypt(OK);
        byte[] part = wire.peer.encrypt(OK);
        wire.receive(join(whole, Arrays.copyOf(part, part.length - 1)));
        wire.endInput().exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nok"));
        assertTrue(wire.closed());
        assertTrue(wire.peer.closedByServer());
        assertEquals(List.of("/ok"), handled);
    }
}
