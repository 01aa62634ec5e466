package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.tls.TlsPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handshakes that are cut up, stall, come in floods, or are none. */
class TlsHandshakeTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TlsServers servers = new TlsServers();

    @AfterEach
    void close() {
        servers.close();
    }

    private static Vivace app() {
        return Vivace.create().get("/ok", (req, res) -> res.text("ok"));
    }

    /** Connected to one loop, and silent so far. */
    private TlsWire[] fourClients(TlsEndpoint endpoint, TlsLoop tlsLoop, StillLoop loop, TlsKind kind) {
        TlsWire[] wires = new TlsWire[4];
        for (int i = 0; i < wires.length; i++) {
            wires[i] = servers.wire(endpoint, tlsLoop, loop, TlsServers.peer(kind));
        }
        return wires;
    }

    private static void expectOk(TlsWire wire) throws IOException {
        wire.receive(wire.peer.encrypt(OK)).exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nok"));
        assertTrue(wire.protocol.idle());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeAHandshakeByteByByte(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        byte[] toServer = wire.peer.begin();
        while (toServer.length > 0) {
            for (byte one : toServer) {
                wire.receive(new byte[] {one});
            }
            toServer = wire.peer.receive(wire.newOutput());
        }
        expectOk(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerARequestThatComesWithTheEndOfTheHandshake(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        wire.receive(wire.peer.begin());
        byte[] last = wire.peer.receive(wire.newOutput());
        if (!kind.is13()) {
            // The server has to speak once more before this client may
            wire.receive(last).exchange();
            last = new byte[0];
        }
        byte[] request = wire.peer.encrypt(OK);
        byte[] both = Arrays.copyOf(last, last.length + request.length);
        System.arraycopy(request, 0, both, last.length, request.length);
        wire.receive(both).exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nok"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldFinishTheHandshakeThoughTheSocketTakesAFewBytesAtATime(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        wire.sendBytesMax = 100;
        wire.handshake();
        expectOk(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldWorkOnThePoolAndReadNothingMeanwhile(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        wire.loop.poolWorks = false;
        wire.receive(wire.peer.begin());
        assertEquals(1, wire.loop.visitsWaiting());
        assertEquals(0, wire.written().length);
        assertFalse(wire.protocol.wantsBytes());
        wire.loop.poolWorks = true;
        wire.settle().exchange();
        expectOk(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotWorkForAConnectionThatIsGone(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind);
        TlsWire wire = servers.wire(endpoint, app(), TlsServers.peer(kind));
        wire.loop.poolWorks = false;
        wire.receive(wire.peer.begin());
        wire.close();
        assertEquals(0, endpoint.enginesOpen(), "the engine need not wait for the pool");
        wire.loop.work();
        assertEquals(0, wire.loop.tasksWaiting(), "nothing came back");
        assertEquals(0, wire.written().length);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReleaseAnEngineOnThePoolWhenItComesBack(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind);
        TlsWire wire = servers.wire(endpoint, app(), TlsServers.peer(kind));
        wire.loop.poolWorks = false;
        wire.receive(wire.peer.begin());
        wire.loop.work();
        wire.close();
        assertEquals(1, endpoint.enginesOpen());
        wire.settle();
        assertEquals(0, endpoint.enginesOpen());
        assertEquals(0, wire.written().length);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReleaseAnEngineOnThePoolThoughTheLoopHasEnded(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind);
        TlsWire wire = servers.wire(endpoint, app(), TlsServers.peer(kind));
        wire.loop.poolWorks = false;
        wire.receive(wire.peer.begin());
        wire.loop.ended = true;
        wire.loop.work();
        assertEquals(0, endpoint.enginesOpen());
        wire.close();
        assertEquals(0, endpoint.enginesOpen());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseWhenThePoolRefuses(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        wire.loop.poolRefuses = true;
        wire.receive(wire.peer.begin());
        assertTrue(wire.closed());
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_REFUSED));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseAHandshakeThatIsNotOverInTime(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind, options -> options.handshakeTimeout(Duration.ofSeconds(3)));
        for (int seen = 0; seen < 3; seen++) {
            TlsWire wire = servers.wire(endpoint, app(), TlsServers.peer(kind));
            byte[] hello = wire.peer.begin();
            wire.receive(Arrays.copyOf(hello, seen == 0 ? 0 : seen == 1 ? 50 : hello.length));
            wire.loop.advanceMillis(2_800);
            assertFalse(wire.closed());
            wire.loop.advanceMillis(400);
            assertTrue(wire.closed());
            assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_TIMEOUT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotCloseForAHandshakeThatIsOver(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.loop.advanceMillis(11_000);
        assertFalse(wire.closed());
        assertEquals(0, wire.count(LoopCounters.TLS_HANDSHAKE_TIMEOUT));
        expectOk(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseFurtherHandshakesWhileThereAreTooMany(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind, options -> options.handshakesInFlightMax(2));
        StillLoop loop = new StillLoop();
        TlsLoop tlsLoop = TlsWire.tlsLoop(app(), loop);
        TlsWire[] wires = fourClients(endpoint, tlsLoop, loop, kind);
        assertEquals(0, tlsLoop.handshakeCount(), "who has sent nothing costs nothing");
        wires[0].receive(wires[0].peer.begin());
        wires[1].receive(wires[1].peer.begin());
        wires[2].receive(wires[2].peer.begin());
        assertTrue(wires[2].closed());
        assertEquals(1, wires[2].count(LoopCounters.TLS_HANDSHAKE_REFUSED));
        wires[1].exchange();
        wires[3].handshake();
        expectOk(wires[1]);
        expectOk(wires[3]);
        assertEquals(1, tlsLoop.handshakeCount());
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveThePlaceOfAStalledHandshakeToANewOne(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind, options -> options.handshakesInFlightMax(2));
        StillLoop loop = new StillLoop();
        TlsLoop tlsLoop = TlsWire.tlsLoop(app(), loop);
        TlsWire[] wires = fourClients(endpoint, tlsLoop, loop, kind);
        wires[0].receive(wires[0].peer.begin());
        loop.advanceMillis(500);
        wires[1].receive(wires[1].peer.begin());
        loop.advanceMillis(600);
        wires[2].handshake();
        assertTrue(wires[0].closed(), "it stalled for more than a second");
        assertFalse(wires[1].closed());
        wires[3].handshake();
        expectOk(wires[2]);
        expectOk(wires[3]);
        assertEquals(1, wires[2].count(LoopCounters.TLS_HANDSHAKE_REFUSED));
    }

    /** The loop's handshakes of one listener are nothing to another one. */
    @ParameterizedTest
    @EnumSource
    void shouldCountTheHandshakesOfEachListenerByThemselves(TlsKind kind) throws IOException {
        TlsEndpoint many = servers.endpoint(kind, options -> options.handshakesInFlightMax(3));
        TlsEndpoint one = servers.endpoint(kind, options -> options.handshakesInFlightMax(1));
        StillLoop loop = new StillLoop();
        TlsLoop tlsLoop = TlsWire.tlsLoop(app(), loop);
        TlsWire[] wires = new TlsWire[5];
        for (int i = 0; i < wires.length; i++) {
            wires[i] = servers.wire(i < 3 ? many : one, tlsLoop, loop, TlsServers.peer(kind));
        }
        for (int i = 0; i < 3; i++) {
            wires[i].receive(wires[i].peer.begin());
        }
        wires[3].receive(wires[3].peer.begin());
        assertFalse(wires[3].closed(), "it has a place of its own");
        loop.advanceMillis(1_100);
        wires[4].handshake();
        assertTrue(wires[3].closed(), "the place is that of its own listener");
        assertEquals(3, tlsLoop.handshakeCount());
        expectOk(wires[4]);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTakeTimeOnThePoolForTimeThatTheClientTook(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind, options -> options.handshakesInFlightMax(2));
        StillLoop loop = new StillLoop();
        TlsLoop tlsLoop = TlsWire.tlsLoop(app(), loop);
        TlsWire[] wires = fourClients(endpoint, tlsLoop, loop, kind);
        loop.poolWorks = false;
        wires[0].receive(wires[0].peer.begin());
        loop.advanceMillis(1_500);
        loop.poolWorks = true;
        wires[0].settle();
        loop.advanceMillis(10);
        wires[1].receive(wires[1].peer.begin());
        wires[2].receive(wires[2].peer.begin());
        assertTrue(wires[2].closed(), "no client has kept us waiting");
        assertFalse(wires[0].closed());
        loop.advanceMillis(1_000);
        wires[3].handshake();
        assertTrue(wires[0].closed(), "now it has");
        assertFalse(wires[1].closed());
        wires[1].exchange();
        expectOk(wires[1]);
        expectOk(wires[3]);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotGiveAHandshakeMoreTimeForItsTimeOnThePool(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = servers.endpoint(kind, options -> options.handshakeTimeout(Duration.ofSeconds(3)));
        TlsWire wire = servers.wire(endpoint, app(), TlsServers.peer(kind));
        wire.loop.poolWorks = false;
        wire.receive(wire.peer.begin());
        wire.loop.advanceMillis(2_000);
        wire.loop.poolWorks = true;
        wire.settle();
        wire.loop.advanceMillis(800);
        assertFalse(wire.closed());
        wire.loop.advanceMillis(400);
        assertTrue(wire.closed());
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_TIMEOUT));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseClientsThatSpeakOtherProtocolsOnly(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(
                servers.endpoint(kind), app(), TlsPeer.of(TlsServers.CLIENT, kind.protocol, "h2", "spdy/3"));
        wire.receive(wire.peer.begin());
        SSLException alert = assertThrows(SSLException.class, wire::exchange);
        assertTrue(alert.getMessage().contains("no_application_protocol"), alert.getMessage());
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
        assertTrue(wire.outputShut || wire.closed());
    }

    /** The same handshake message in records of so many bytes each (RFC 8446 section 5.1). */
    private static byte[] spread(byte[] record, int bytesMax) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 5; at < record.length; at += bytesMax) {
            int count = Math.min(bytesMax, record.length - at);
            all.write(record, 0, 3);
            all.write(count >> 8);
            all.write(count);
            all.write(record, at, count);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseThemThoughTheirHelloIsSpreadOverRecords(TlsKind kind) throws IOException {
        for (int bytesMax : new int[] {1, 3, 50, 150}) {
            TlsWire wire = servers.wire(
                    servers.endpoint(kind), app(), TlsPeer.of(TlsServers.CLIENT, kind.protocol, "h2", "spdy/3"));
            wire.receive(spread(wire.peer.begin(), bytesMax));
            SSLException alert = assertThrows(SSLException.class, wire::exchange);
            assertTrue(alert.getMessage().contains("no_application_protocol"), alert.getMessage());
            assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
        }
    }

    /** A warning that an engine passes over (user_canceled), in the clear. */
    private static final byte[] WARNING = {Records.ALERT, 3, 3, 0, 2, 1, 90};

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Handshake messages are not interleaved with other records (RFC 8446 section 5.1). */
    @ParameterizedTest
    @EnumSource
    void shouldRefuseThemThoughAWarningStandsInTheirHello(TlsKind kind) throws IOException {
        for (int cut : new int[] {1, 4, 50}) {
            TlsWire wire = servers.wire(
                    servers.endpoint(kind), app(), TlsPeer.of(TlsServers.CLIENT, kind.protocol, "h2", "spdy/3"));
            byte[] hello = wire.peer.begin();
            byte[] first = spread(Arrays.copyOf(hello, 5 + cut), cut);
            byte[] rest =
                    spread(join(Arrays.copyOf(hello, 5), Arrays.copyOfRange(hello, 5 + cut, hello.length)), 16_384);
            expectRefusal(wire.receive(join(first, WARNING, rest)), "cut at " + cut);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseThemThoughAWarningStandsBeforeTheirHello(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(
                servers.endpoint(kind), app(), TlsPeer.of(TlsServers.CLIENT, kind.protocol, "h2", "spdy/3"));
        byte[] empty = {Records.HANDSHAKE, 3, 3, 0, 0};
        expectRefusal(wire.receive(join(empty, WARNING, wire.peer.begin())), "before it");
    }

    private static void expectRefusal(TlsWire wire, String what) {
        try {
            wire.exchange();
        } catch (IOException alert) {
            // Or the end, without one
        }
        assertFalse(wire.peer.open(), what);
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED), what);
        assertTrue(wire.outputShut || wire.closed(), what);
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeAClientWhoseHelloIsSpreadOverRecords(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(
                servers.endpoint(kind), app(), TlsPeer.of(TlsServers.CLIENT, kind.protocol, "h2", "http/1.1"));
        wire.receive(spread(wire.peer.begin(), 40)).exchange();
        assertTrue(wire.peer.open());
        expectOk(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldChooseHttp11AmongOthers(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(
                servers.endpoint(kind), app(), TlsPeer.of(TlsServers.CLIENT, kind.protocol, "h2", "http/1.1"));
        wire.handshake();
        assertEquals("http/1.1", wire.peer.engine.getApplicationProtocol());
        expectOk(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeClientsThatNameNoProtocol(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(servers.endpoint(kind), app(), TlsPeer.of(TlsServers.CLIENT, kind.protocol));
        wire.handshake();
        assertEquals("", wire.peer.engine.getApplicationProtocol());
        expectOk(wire);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseOtherVersions(TlsKind kind) throws IOException {
        String other = kind.is13() ? TlsKind.JDK_1_2.protocol : TlsKind.JDK_1_3.protocol;
        TlsEndpoint endpoint = servers.endpoint(kind, options -> options.protocols(other));
        TlsWire wire = servers.wire(endpoint, app(), TlsServers.peer(kind));
        wire.receive(wire.peer.begin());
        SSLException alert = assertThrows(SSLException.class, wire::exchange);
        assertTrue(alert.getMessage().contains("protocol_version"), alert.getMessage());
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendAnAlertForAHelloThatIsNone(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        wire.receive(new byte[] {22, 3, 1, 0, 6, 1, 0, 0, 2, 9, 9});
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
        assertTrue(wire.outputShut, "after an alert what still comes is dropped for a while");
        assertEquals(Records.ALERT, wire.written()[0]);
        wire.loop.advanceMillis(1_200);
        assertTrue(wire.closed());
    }

    @Test
    void shouldCloseAtOnceWhenTheFirstByteIsNeitherTlsNorHttp() throws IOException {
        for (byte first : new byte[] {0, 20, 21, 23, (byte) 0x80, (byte) 0xFF, ' ', '{'}) {
            TlsWire wire = servers.wire(TlsKind.JDK_1_3, app());
            wire.receive(new byte[] {first, 3, 3, 0, 1, 0});
            assertTrue(wire.closed());
            assertEquals(0, wire.written().length);
            assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAHandshakeThatGoesOnForEver(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        // One ClientHello of 16 MB, in records: an engine would collect it
        byte[] record = new byte[5 + 16_384];
        System.arraycopy(new byte[] {22, 3, 1, 0x40, 0, 1, -1, -1, -1}, 0, record, 0, 9);
        for (int i = 0; i < 9 && !wire.closed() && !wire.outputShut; i++) {
            wire.receive(record);
            Arrays.fill(record, 5, 9, (byte) 0);
        }
        assertTrue(wire.closed() || wire.outputShut);
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseWhenTheClientEndsInTheHandshake(TlsKind kind) throws IOException {
        TlsWire wire = servers.wire(kind, app());
        wire.receive(wire.peer.begin());
        wire.endInput();
        assertTrue(wire.closed());
        assertEquals(1, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
    }

    @Test
    void shouldNotCountAClientThatNeverSpokeAsAFailure() throws IOException {
        TlsWire wire = servers.wire(TlsKind.JDK_1_3, app());
        wire.endInput();
        assertTrue(wire.closed());
        assertEquals(0, wire.count(LoopCounters.TLS_HANDSHAKE_FAILED));
    }
}
