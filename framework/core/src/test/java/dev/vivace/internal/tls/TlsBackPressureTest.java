package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that takes its answers slowly: the plain rules hold over TLS. */
class TlsBackPressureTest {
    private static final int LARGE = 1_000_000;
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String TEXT = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String JSON = "GET /json HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TlsServers servers = new TlsServers();
    private final List<String> handled = new ArrayList<>();

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
                .get("/last", (req, res) -> res.closeConnection().text("l".repeat(LARGE)))
                .get("/text", (req, res) -> res.text("t".repeat(LARGE)))
                .get("/json", (req, res) -> res.json("j".repeat(LARGE)));
    }

    private static void expectBodies(String text, String... bodies) {
        String[] answers = text.split("HTTP/1.1 200 OK\r\n", -1);
        assertEquals(bodies.length + 1, answers.length);
        for (int i = 0; i < bodies.length; i++) {
            String answer = answers[i + 1];
            assertEquals(bodies[i], answer.substring(answer.indexOf("\r\n\r\n") + 4), "answer " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendLargeAnswersWhole(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.receive(wire.peer.encrypt(TEXT + JSON)).exchange();
        expectBodies(wire.peer.takeText(), "t".repeat(LARGE), "\"" + "j".repeat(LARGE) + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendLargeAnswersWholeWhateverTheSocketTakes(TlsKind kind) throws IOException {
        for (int atOnce : new int[] {1_000, 16_021, 16_022, 16_030, 40_000}) {
            TlsWire wire = servers.open(kind, app());
            for (String request : List.of(TEXT + OK, JSON + OK)) {
                wire.room = 0;
                wire.receive(wire.peer.encrypt(request));
                while (wire.awaitingWritable) {
                    wire.room = atOnce;
                    wire.settle();
                }
                wire.room = Long.MAX_VALUE;
                wire.exchange();
                String body = request.startsWith(TEXT) ? "t".repeat(LARGE) : "\"" + "j".repeat(LARGE) + "\"";
                expectBodies(wire.peer.takeText(), body, "ok");
                assertEquals(0, wire.context.borrowedCount());
                assertTrue(wire.protocol.idle());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerABurstWhateverTheSocketTakes(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.sendBytesMax = 7;
        wire.receive(wire.peer.encrypt(OK.repeat(20))).exchange();
        String[] all = new String[20];
        java.util.Arrays.fill(all, "ok");
        expectBodies(wire.peer.takeText(), all);
        assertEquals(0, wire.context.borrowedCount());
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotReadWhileAnAnswerWaits(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.room = 100_000;
        wire.receive(wire.peer.encrypt(TEXT + OK));
        wire.receive(wire.peer.encrypt(OK));
        assertTrue(wire.awaitingWritable);
        assertFalse(wire.protocol.wantsBytes());
        assertFalse(wire.protocol.idle());
        assertTrue(wire.unread() > 0);
        assertEquals(List.of("/text"), handled);
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertEquals(List.of("/text", "/ok", "/ok"), handled);
        wire.exchange();
        expectBodies(wire.peer.takeText(), "t".repeat(LARGE), "ok", "ok");
        assertTrue(wire.protocol.idle());
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldLittleForAClientThatTakesNothing(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.room = 0;
        wire.receive(wire.peer.encrypt(OK.repeat(5_000)));
        int atOnce = handled.size();
        assertTrue(atOnce < 2_000, () -> atOnce + " requests were answered to a client that takes nothing");
        wire.room = Long.MAX_VALUE;
        wire.settle().exchange();
        assertEquals(5_000, handled.size());
        assertEquals(0, wire.context.borrowedCount());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatItClosesBehindTheLastByte(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.room = 50_000;
        wire.receive(wire.peer.encrypt("GET /last HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertFalse(wire.outputShut);
        while (wire.awaitingWritable) {
            wire.room = 60_000;
            wire.settle();
        }
        assertTrue(wire.outputShut || wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.exchange();
        expectBodies(wire.peer.takeText(), "l".repeat(LARGE));
        assertTrue(wire.peer.closedByServer());
    }

    @ParameterizedTest
    @EnumSource
    void shouldForgetWhatWaitsWhenTheClientResets(TlsKind kind) throws IOException {
        TlsWire wire = servers.open(kind, app());
        wire.room = 20_000;
        wire.receive(wire.peer.encrypt(TEXT + OK));
        wire.close();
        assertEquals(List.of("/text"), handled);
        assertEquals(0, wire.context.borrowedCount());
        assertEquals(0, wire.count(LoopCounters.CONNECTION_FAILED));
    }
}
