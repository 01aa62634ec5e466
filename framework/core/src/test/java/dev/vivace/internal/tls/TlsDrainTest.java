package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that stops while handshakes are under way: the requests behind them are answered, and nobody is reset. */
class TlsDrainTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TlsServers servers = new TlsServers();

    @AfterEach
    void close() {
        servers.close();
    }

    private TlsWire wire(TlsKind kind) throws IOException {
        return servers.wire(kind, Vivace.create().get("/ok", (req, res) -> res.text("ok")));
    }

    private static void drain(TlsWire wire) {
        wire.protocol.draining();
        wire.protocol.onDrain();
    }

    private static void expectLastAnswer(TlsWire wire) throws IOException {
        wire.exchange();
        String text = wire.peer.takeText();
        assertTrue(text.startsWith("HTTP/1.1 200 ") && text.contains("\r\nConnection: close\r\n"), text);
        assertTrue(text.endsWith("\r\n\r\nok"), text);
        assertTrue(wire.peer.closedByServer());
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerTheRequestBehindAHandshake(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind);
        wire.receive(wire.peer.begin());
        drain(wire);
        assertFalse(wire.closed());
        wire.exchange();
        assertTrue(wire.peer.open());
        wire.receive(wire.peer.encrypt(OK));
        expectLastAnswer(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerIfTheHandshakeIsOnThePool(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind);
        wire.loop.poolWorks = false;
        wire.receive(wire.peer.begin());
        drain(wire);
        wire.loop.poolWorks = true;
        wire.settle().exchange();
        wire.loop.advanceMillis(100);
        wire.receive(wire.peer.encrypt(OK));
        expectLastAnswer(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWhenNoRequestFollowsTheHandshake(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind);
        wire.receive(wire.peer.begin());
        drain(wire);
        wire.exchange();
        wire.loop.advanceMillis(200);
        wire.exchange();
        assertFalse(wire.peer.closedByServer());
        wire.loop.advanceMillis(200);
        wire.exchange();
        assertTrue(wire.peer.closedByServer());
        assertFalse(wire.closed(), "a request that crosses the end is read and dropped");
        wire.loop.advanceMillis(400);
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAHandshakeThatIsNotOverInTime(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind);
        wire.receive(wire.peer.begin());
        drain(wire);
        wire.loop.advanceMillis(10_200);
        assertTrue(wire.closed());
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_TIMEOUT));
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndASilentConnectionAndDropWhatCrosses(TlsKind kind) throws IOException {
        TlsWire wire = wire(kind);
        assertTrue(wire.protocol.idle());
        drain(wire);
        assertTrue(wire.outputShut);
        assertFalse(wire.closed());
        wire.receive(wire.peer.begin());
        assertEquals(0, wire.written().length);
        wire.loop.advanceMillis(400);
        assertTrue(wire.closed());
        assertEquals(0, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
    }
}
