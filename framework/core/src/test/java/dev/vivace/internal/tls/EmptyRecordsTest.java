package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.tls.RawTls12;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that are allowed and odd, from a client that can send them: empty ones (RFC 5246 section 6.2.1), warnings. */
class EmptyRecordsTest {
    private static final byte[] EMPTY = {};
    private static final byte[] OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int RECORDS_WITHOUT_DATA_MAX = 32;

    private final TlsServers servers = new TlsServers();
    private final RawTls12 client = new RawTls12();

    @AfterEach
    void close() {
        servers.close();
    }

    private TlsWire open(TlsKind kind) throws IOException, GeneralSecurityException {
        TlsWire wire = servers.wire(kind, Vivace.create().get("/ok", (req, res) -> res.text("ok")));
        wire.receive(client.hello());
        wire.receive(client.finish(wire.newOutput()));
        assertEquals(2, client.receive(wire.newOutput()).size(), "it has changed keys, and finished");
        return wire;
    }

    private void expectOk(TlsWire wire) throws GeneralSecurityException {
        RawTls12.Record answer = client.receive(wire.newOutput()).get(0);
        assertEquals(RawTls12.DATA, answer.type());
        assertTrue(new String(answer.bytes(), StandardCharsets.ISO_8859_1).endsWith("\r\n\r\nok"));
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK_1_2", "OPENSSL_1_2"})
    void shouldTakeEmptyRecords(TlsKind kind) throws IOException, GeneralSecurityException {
        TlsWire wire = open(kind);
        for (int i = 0; i < RECORDS_WITHOUT_DATA_MAX; i++) {
            wire.receive(client.record(RawTls12.DATA, EMPTY));
        }
        for (byte one : OK) {
            wire.receive(client.record(RawTls12.DATA, new byte[] {one}));
            wire.receive(client.record(RawTls12.DATA, EMPTY));
        }
        expectOk(wire);
        wire.receive(RawTls12.join(
                client.record(RawTls12.DATA, EMPTY),
                client.record(RawTls12.DATA, OK),
                client.record(RawTls12.DATA, EMPTY)));
        expectOk(wire);
        assertTrue(wire.protocol.idle());
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK_1_2", "OPENSSL_1_2"})
    void shouldEndAFloodOfEmptyRecords(TlsKind kind) throws IOException, GeneralSecurityException {
        TlsWire wire = open(kind);
        for (int i = 0; i <= RECORDS_WITHOUT_DATA_MAX; i++) {
            assertEquals(0, wire.count(LoopCounters.TLS_FAILED));
            wire.receive(client.record(RawTls12.DATA, EMPTY));
        }
        assertTrue(wire.closed() || wire.outputShut);
        assertEquals(1, wire.count(LoopCounters.TLS_FAILED));
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK_1_2", "OPENSSL_1_2"})
    void shouldRefuseANewHelloInTheMiddle(TlsKind kind) throws IOException, GeneralSecurityException {
        TlsWire wire = open(kind);
        wire.receive(RawTls12.join(client.record(RawTls12.DATA, OK), client.hello(), client.record(RawTls12.DATA, OK)));
        expectOk(wire);
        assertEquals(1, wire.count(LoopCounters.REQUESTS));
        assertEquals(1, wire.count(LoopCounters.TLS_FAILED));
        assertEquals(0, wire.loop.visitsWaiting());
        assertTrue(wire.closed() || wire.outputShut);
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK_1_2", "OPENSSL_1_2"})
    void shouldEndForAFatalAlert(TlsKind kind) throws IOException, GeneralSecurityException {
        TlsWire wire = open(kind);
        wire.receive(client.record(RawTls12.ALERT, new byte[] {2, 80}));
        assertTrue(wire.closed() || wire.outputShut);
        assertEquals(1, wire.count(LoopCounters.TLS_FAILED));
        assertEquals(0, wire.count(LoopCounters.CONNECTION_FAILED));
    }
}
