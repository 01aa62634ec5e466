package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import java.io.IOException;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How connections end: closure alerts both ways, truncation, the last answer, a server that stops. */
class TlsCloseTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST = "GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String LATER = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TlsServers servers = new TlsServers();
    private Later later;

    @AfterEach
    void close() {
        servers.close();
    }

    private TlsWire open(TlsKind kind) throws IOException {
        return servers.open(
                kind,
                Vivace.create()
                        .get("/ok", (req, res) -> res.text("ok"))
                        .get("/later", (req, res) -> res.defer(given -> later = given)));
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerCloseNotifyAndClose(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(wire.peer.closeNotify()).exchange();
        assertTrue(wire.closed());
        assertTrue(wire.peer.closedByServer());
        assertEquals(0, wire.count(LoopCounters.TLS_FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerRequestsThatCameWithCloseNotify(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(join(wire.peer.encrypt(OK + OK), wire.peer.closeNotify())).exchange();
        assertEquals(2, wire.peer.takeText().split("\r\n\r\nok", -1).length - 1);
        assertTrue(wire.peer.closedByServer());
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerADeferredRequestThatCameWithCloseNotify(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(join(wire.peer.encrypt(LATER), wire.peer.closeNotify()));
        assertFalse(wire.closed());
        assertTrue(later.isOpen());
        later.respond(res -> res.text("late"));
        wire.settle().exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nlate"));
        assertTrue(wire.peer.closedByServer());
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerAPipelinedBurstBehindADeferredRequestWithCloseNotify(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(join(join(wire.peer.encrypt(LATER), wire.peer.encrypt(OK + OK)), wire.peer.closeNotify()));
        later.respond(res -> res.text("late"));
        wire.settle().exchange();
        String text = wire.peer.takeText();
        assertTrue(text.indexOf("late") < text.indexOf("\r\n\r\nok"), text);
        assertEquals(2, text.split("\r\n\r\nok", -1).length - 1);
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreWhatFollowsCloseNotify(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        byte[] request = wire.peer.encrypt(LATER);
        wire.receive(join(join(request, wire.peer.closeNotify()), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        later.respond(res -> res.text("late"));
        wire.settle().exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nlate"));
        assertEquals(0, wire.count(LoopCounters.TLS_FAILED));
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerWhatIsCompleteWhenTheClientEndsWithoutCloseNotify(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(wire.peer.encrypt(LATER));
        wire.endInput();
        assertFalse(wire.closed());
        later.respond(res -> res.text("late"));
        wire.settle().exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nlate"));
        assertTrue(wire.closed());
        assertEquals(0, wire.count(LoopCounters.TLS_FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotAnswerARequestThatWasCutOff(TlsKind kind) throws IOException {
        for (int cutOff : new int[] {1, 20}) {
            TlsWire wire = open(kind);
            byte[] record = wire.peer.encrypt("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
            wire.receive(Arrays.copyOf(record, cutOff == 1 ? record.length : record.length - cutOff));
            wire.endInput();
            assertTrue(wire.closed());
            wire.exchange();
            assertEquals("", wire.peer.takeText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendCloseNotifyBehindTheLastAnswer(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(wire.peer.encrypt(LAST)).exchange();
        assertTrue(wire.peer.takeText().contains("Connection: close\r\n"));
        assertTrue(wire.peer.closedByServer());
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldDropWhatStillComesBehindAnErrorAnswer(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(wire.peer.encrypt("NONSENSE\r\n\r\n" + OK));
        assertTrue(wire.outputShut);
        wire.receive(wire.peer.encrypt(OK.repeat(100)));
        assertFalse(wire.closed());
        wire.exchange();
        String text = wire.peer.takeText();
        assertTrue(text.startsWith("HTTP/1.1 400 Bad Request\r\n"), text);
        assertEquals(1, text.split("HTTP/1.1 ", -1).length - 1);
        assertTrue(wire.peer.closedByServer());
        wire.endInput();
        assertTrue(wire.closed());
        assertEquals(0, wire.count(LoopCounters.TLS_FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseIdleConnectionsWhenTheServerStops(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.protocol.draining();
        wire.protocol.onDrain();
        wire.exchange();
        assertTrue(wire.peer.closedByServer());
        // A request that crosses the close is read and dropped, so that it does not reset the connection
        assertFalse(wire.closed());
        wire.loop.advanceMillis(400);
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheLastAnswerWhenTheServerStops(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(wire.peer.encrypt(LATER));
        wire.protocol.draining();
        wire.protocol.onDrain();
        assertFalse(wire.closed());
        later.respond(res -> res.text("late"));
        wire.settle().exchange();
        assertTrue(wire.peer.takeText().contains("Connection: close\r\n"));
        assertTrue(wire.peer.closedByServer());
    }

    @ParameterizedTest
    @EnumSource
    void shouldFinishAHalfReceivedRequestWhenTheServerStops(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        byte[] record = wire.peer.encrypt(OK);
        wire.receive(Arrays.copyOf(record, 10));
        wire.protocol.draining();
        wire.protocol.onDrain();
        assertFalse(wire.closed(), "a record has begun");
        wire.receive(Arrays.copyOfRange(record, 10, record.length)).exchange();
        assertTrue(wire.peer.takeText().contains("Connection: close\r\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK_1_2", "OPENSSL_1_2"})
    void shouldRefuseToRenegotiate(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(wire.peer.begin());
        assertTrue(wire.closed() || wire.outputShut);
        assertEquals(1, wire.count(LoopCounters.TLS_FAILED));
        assertEquals(0, wire.loop.visitsWaiting());
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK_1_3", "OPENSSL_1_3"})
    void shouldTakeKeyUpdates(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        for (int i = 0; i < 50; i++) {
            wire.receive(wire.peer.begin()).exchange();
            wire.receive(wire.peer.encrypt(OK)).exchange();
            assertTrue(wire.peer.takeText().endsWith("\r\n\r\nok"));
        }
        assertTrue(wire.protocol.idle());
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK_1_3", "OPENSSL_1_3"})
    void shouldEndAFloodOfKeyUpdates(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        int sent = 0;
        while (!wire.closed() && !wire.outputShut && sent < 100) {
            wire.receive(wire.peer.begin());
            try {
                wire.exchange();
            } catch (SSLException e) {
                break;
            }
            sent++;
        }
        assertTrue(sent >= 31 && sent <= 33, "after " + sent);
        assertEquals(1, wire.count(LoopCounters.TLS_FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotFailForAnAlertOfTheClient(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(
                servers.endpoint(kind),
                Vivace.create(),
                dev.vivace.tls.TlsPeer.of(
                        dev.vivace.tls.TlsPeer.context(dev.vivace.tls.Certificates.root("another"), null),
                        kind.protocol));
        wire.receive(wire.peer.begin());
        // It does not trust the server, and says so
        assertThrows(SSLException.class, wire::exchange);
        wire.receive(wire.peer.pending());
        assertTrue(wire.closed() || wire.outputShut);
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
        assertEquals(0, wire.count(LoopCounters.CONNECTION_FAILED));
    }
}
