package dev.vivace.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options of TLS: their defaults, their bounds, and that each setter leaves what it was called on. */
class TlsOptionsTest {
    private static final Path CHAIN = Path.of("chain.pem");
    private static final Path KEY = Path.of("key.pem");
    private static final Path TRUST = Path.of("trust.pem");

    private final TlsOptions defaults = TlsOptions.pem(CHAIN, KEY);

    private void expectDefaults() {
        assertEquals(CHAIN, defaults.chain());
        assertEquals(KEY, defaults.key());
        assertNull(defaults.keyPassword());
        assertEquals(ClientCertificates.NONE, defaults.clientCertificates());
        assertNull(defaults.trustedCertificates());
        assertEquals(Duration.ofSeconds(10), defaults.handshakeTimeout());
        assertEquals(512, defaults.handshakesInFlightMax());
        assertNull(defaults.hstsMaxAge());
        assertNull(defaults.reloadEvery());
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), defaults.protocols());
        assertEquals(List.of(), defaults.cipherSuites());
        assertEquals(TlsProvider.AUTO, defaults.provider());
    }

    @Test
    void shouldCopy() {
        TlsOptions changed = defaults.keyPassword("secret".toCharArray())
                .clientCertificates(ClientCertificates.OPTIONAL, TRUST)
                .handshakeTimeout(Duration.ofSeconds(1))
                .handshakesInFlightMax(7)
                .hstsMaxAge(Duration.ZERO)
                .reloadEvery(Duration.ofMinutes(1))
                .protocols("TLSv1.2")
                .cipherSuites("A", "B")
                .provider(TlsProvider.JDK);
        expectDefaults();
        assertArrayEquals("secret".toCharArray(), changed.keyPassword());
        assertEquals(ClientCertificates.OPTIONAL, changed.clientCertificates());
        assertEquals(TRUST, changed.trustedCertificates());
        assertEquals(Duration.ofSeconds(1), changed.handshakeTimeout());
        assertEquals(7, changed.handshakesInFlightMax());
        assertEquals(Duration.ZERO, changed.hstsMaxAge());
        assertEquals(Duration.ofMinutes(1), changed.reloadEvery());
        assertEquals(List.of("TLSv1.2"), changed.protocols());
        assertEquals(List.of("A", "B"), changed.cipherSuites());
        assertEquals(TlsProvider.JDK, changed.provider());
        assertNull(changed.clientCertificates(ClientCertificates.NONE, TRUST).trustedCertificates());
    }

    @Test
    void shouldKeepThePasswordToItself() {
        char[] password = "secret".toCharArray();
        TlsOptions options = defaults.keyPassword(password);
        password[0] = 'x';
        options.keyPassword()[1] = 'x';
        assertArrayEquals("secret".toCharArray(), options.keyPassword());
        assertFalse(options.toString().contains("secret"));
    }

    @Test
    void shouldRefuseWhatIsOutOfBounds() {
        for (Duration none : List.of(
                Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(365).plusNanos(1))) {
            for (IllegalArgumentException refused : List.of(
                    assertThrows(IllegalArgumentException.class, () -> defaults.handshakeTimeout(none)),
                    assertThrows(IllegalArgumentException.class, () -> defaults.reloadEvery(none)))) {
                assertTrue(refused.getMessage().contains(none.toString()), refused.getMessage());
            }
        }
        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, (1 << 20) + 1}) {
            assertThrows(IllegalArgumentException.class, () -> defaults.handshakesInFlightMax(count));
        }
        for (Duration age : List.of(Duration.ofSeconds(-1), Duration.ofDays(3_651))) {
            assertThrows(IllegalArgumentException.class, () -> defaults.hstsMaxAge(age));
        }
        for (String[] names : new String[][] {{}, {"TLSv1.1"}, {"TLSv1.3", "SSLv3"}, {"tlsv1.3"}}) {
            assertThrows(IllegalArgumentException.class, () -> defaults.protocols(names));
        }
    }

    @Test
    void shouldMakeAListenerOfIt() {
        Listener plain = Listener.of("127.0.0.1", 1);
        assertNull(plain.tls());
        assertEquals(defaults, plain.tls(defaults).tls());
        assertEquals(plain.address(), plain.tls(defaults).address());
        assertNull(plain.tls());
    }
}
