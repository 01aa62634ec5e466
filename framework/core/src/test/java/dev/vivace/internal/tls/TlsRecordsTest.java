package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records in whatever sizes and pieces: the requests in them are the same. */
class TlsRecordsTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    private static final String BURST = OK + POST + OK;

    private final TlsServers servers = new TlsServers();

    @AfterEach
    void close() {
        servers.close();
    }

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .post("/echo", (req, res) -> res.text(req.bodyText()));
    }

    private TlsWire open(TlsKind kind) throws IOException {
        return servers.open(kind, app());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void expectBurst(TlsWire wire, String what) throws IOException {
        wire.exchange();
        String[] answers = wire.peer.takeText().split("HTTP/1.1 ", -1);
        assertEquals(4, answers.length, what);
        assertTrue(answers[1].endsWith("\r\n\r\nok"), what);
        assertTrue(answers[2].endsWith("\r\n\r\nhello"), what);
        assertTrue(answers[3].endsWith("\r\n\r\nok"), what);
        assertTrue(wire.protocol.idle(), what);
        assertEquals(0, wire.context.borrowedCount(), what);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerABurstCutAtEveryByte(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        // Two records, the second of which begins in the middle of a request
        int length = wire.peer.encrypt(bytes(BURST), 50).length;
        wire = open(kind);
        for (int cut = 1; cut < length; cut++) {
            byte[] records = wire.peer.encrypt(bytes(BURST), 50);
            wire.receive(Arrays.copyOf(records, cut));
            wire.receive(Arrays.copyOfRange(records, cut, records.length));
            expectBurst(wire, "cut at " + cut);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerABurstOfRecordsOfEverySizeByteByByte(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = 1; size <= BURST.length(); size++) {
            all.writeBytes(wire.peer.encrypt(bytes(BURST), size));
        }
        for (byte one : all.toByteArray()) {
            wire.receive(new byte[] {one});
        }
        wire.exchange();
        assertEquals(3 * BURST.length(), wire.peer.takeText().split("HTTP/1.1 200 OK", -1).length - 1);
        assertEquals(0, wire.context.borrowedCount());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeRecordsOfOneByte(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        int before = wire.sendCount;
        wire.receive(wire.peer.encrypt(bytes(BURST), 1));
        if (kind != TlsKind.OPENSSL_1_3) {
            // There a record as short as this may be an alert that ends the output, and is looked at by itself
            assertEquals(before + 1, wire.sendCount, "what one read brings is answered at once");
        }
        expectBurst(wire, "records of one byte");
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerAllRequestsOfOneReadWithOneSend(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        int before = wire.sendCount;
        wire.receive(wire.peer.encrypt(bytes(BURST.repeat(16)), 100));
        assertEquals(before + 1, wire.sendCount);
        wire.exchange();
        assertEquals(48, wire.peer.takeText().split("HTTP/1.1 200 OK", -1).length - 1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheLargestRecordsInPieces(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        String body = "x".repeat(300_000);
        byte[] records = wire.peer.encrypt(
                bytes("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + body), 16_384);
        for (int at = 0; at < records.length; at += 65_536) {
            wire.receive(Arrays.copyOfRange(records, at, Math.min(records.length, at + 65_536)));
        }
        wire.exchange();
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\n" + body));
        assertEquals(0, wire.context.borrowedCount());
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWithAnAlertWhenARecordWasChanged(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        byte[] good = wire.peer.encrypt(OK);
        byte[] bad = wire.peer.encrypt(OK);
        bad[bad.length - 1] ^= 1;
        wire.receive(good);
        wire.receive(bad);
        SSLException alert = assertThrows(SSLException.class, wire::exchange);
        assertTrue(alert.getMessage().contains("bad_record_mac"), alert.getMessage());
        assertTrue(wire.peer.takeText().endsWith("\r\n\r\nok"));
        assertEquals(1, wire.count(LoopCounters.REQUESTS));
        assertEquals(1, wire.count(LoopCounters.TLS_FAILED));
        assertTrue(wire.outputShut);
        assertFalse(wire.closed(), "a reset would take the alert away");
        wire.receive(new byte[1_000]);
        assertFalse(wire.closed());
        wire.loop.advanceMillis(1_200);
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseWhenWhatIsDroppedBehindAnAlertDoesNotEnd(TlsKind kind) throws IOException {
        TlsWire wire = open(kind);
        wire.receive(
                new byte[] {23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
        assertTrue(wire.outputShut);
        wire.receive(new byte[65_537]);
        assertTrue(wire.closed());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatIsNotARecord(TlsKind kind) throws IOException {
        for (byte[] header : new byte[][] {{23, 3, 3, 0x48, 1}, {23, 2, 3, 0, 10}, {'G', 'E', 'T', ' ', '/'}}) {
            TlsWire wire = open(kind);
            wire.receive(header);
            assertTrue(wire.closed() || wire.outputShut);
            assertEquals(1, wire.count(LoopCounters.TLS_FAILED));
            assertEquals(0, wire.count(LoopCounters.REQUESTS));
        }
    }
}
