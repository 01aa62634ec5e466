package dev.vivace.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureLauncherTest {
    private static final String FILES = "--tls-chain chain.pem --tls-key key.pem ";

    @Test
    void shouldTakeTheFilesTheProviderAndTheUsualOptions() {
        ServerOptions options = options(FILES + "--tls-provider openssl --port 4433 --loops 3 --transport nio");
        TlsOptions tls = options.listeners().get(0).tls();
        assertEquals(Path.of("chain.pem"), tls.chain());
        assertEquals(Path.of("key.pem"), tls.key());
        assertEquals(TlsProvider.OPENSSL, tls.provider());
        assertEquals(4433, options.listeners().get(0).address().getPort());
        assertEquals(3, options.loops());
        assertEquals(Transport.NIO, options.transport());
    }

    @Test
    void shouldLeaveTheRestAtItsDefaults() {
        ServerOptions options = options(FILES);
        assertEquals(1, options.listeners().size());
        assertEquals(TlsProvider.AUTO, options.listeners().get(0).tls().provider());
        assertEquals(ServerOptions.defaults().loops(), options.loops());
        assertEquals(Transport.AUTO, options.transport());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tls-chain chain.pem",
                "--tls-key key.pem",
                FILES + "--tls-provider other",
                FILES + "--port",
                FILES + "--port many",
                FILES + "--unknown 1"
            })
    void shouldRefuseWhatIsIncompleteOrUnknown(String line) {
        assertThrows(IllegalArgumentException.class, () -> options(line));
    }

    @Test
    void shouldBeWantedByAnyOfItsOptionsOnly() {
        assertTrue(SecureLauncher.isWanted(new String[] {"--port", "1", "--tls-key", "key.pem"}));
        assertFalse(SecureLauncher.isWanted(new String[] {"--port", "1", "--loops", "1"}));
    }

    private static ServerOptions options(String line) {
        return SecureLauncher.options(line.trim().split(" "));
    }
}
