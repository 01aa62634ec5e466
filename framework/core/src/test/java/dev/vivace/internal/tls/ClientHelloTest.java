package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsPeer;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Which ClientHellos offer other application protocols only. */
class ClientHelloTest {
    private static byte[] hello(String... protocols) throws SSLException {
        return TlsPeer.of(TlsServers.CLIENT, TlsOptions.TLS_1_3, protocols).begin();
    }

    private static boolean refused(byte[] record) {
        return ClientHello.offersOthersOnly(record, Records.HEADER_BYTES, record.length);
    }

    @Test
    void shouldRefuseOthersOnly() throws SSLException {
        assertTrue(refused(hello("h2")));
        assertTrue(refused(hello("h2", "http/1.0", "http/1.1x", "HTTP/1.1")));
        assertFalse(refused(hello()));
        assertFalse(refused(hello("http/1.1")));
        assertFalse(refused(hello("h2", "http/1.1")));
    }

    @Test
    void shouldFindTheHelloWhereverItLies() throws SSLException {
        byte[] hello = hello("h2");
        byte[] padded = new byte[hello.length + 20];
        System.arraycopy(hello, 0, padded, 7, hello.length);
        assertTrue(ClientHello.offersOthersOnly(padded, 7 + Records.HEADER_BYTES, 7 + hello.length));
    }

    @Test
    void shouldLeaveToTheEngineWhatIsCutOffOrMalformed() throws SSLException {
        byte[] hello = hello("h2", "spdy/3");
        for (int end = 5; end < hello.length; end++) {
            assertFalse(ClientHello.offersOthersOnly(hello, Records.HEADER_BYTES, end), "cut off at " + end);
        }
        Random random = new Random(20_261_121);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = hello.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                changed[5 + random.nextInt(changed.length - 5)] = (byte) random.nextInt();
            }
            refused += refused(changed) ? 1 : 0;
        }
        assertTrue(refused > 0, "nothing was thrown, and some were still refused");
        byte[] noise = new byte[300];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(noise);
            noise[5] = 1;
            refused(Arrays.copyOf(noise, 5 + random.nextInt(295)));
        }
        assertEquals(22, hello[0]);
    }
}
