package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.tls.Certificates;
import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generations of certificates, as they come and go. */
class TlsReloadTest {
    /** Counts how often it was released. */
    private static final class Generation implements Engines {
        int releases;

        @Override
        public SSLEngine open() {
            return TlsServers.CLIENT.createSSLEngine();
        }

        @Override
        public void close(SSLEngine engine) {}

        @Override
        public boolean worksInUnwrap() {
            return false;
        }

        @Override
        public boolean closesBothWays() {
            return false;
        }

        @Override
        public void release() {
            releases++;
        }
    }

    @TempDir
    Path directory;

    private final List<Generation> generations = new ArrayList<>();
    private String failure;
    private Runnable meanwhile = () -> {};
    private TlsEndpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = TlsEndpoint.of(Certificates.options(directory, TlsServers.SERVER), this::make);
    }

    private Engines make(TlsOptions options, KeyMaterial material) throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
        Generation made = new Generation();
        generations.add(made);
        meanwhile.run();
        return made;
    }

    private void expectReleases(int... counts) {
        assertEquals(counts.length, generations.size());
        for (int i = 0; i < counts.length; i++) {
            assertEquals(counts[i], generations.get(i).releases, "of generation " + i);
        }
    }

    /** Another size, for a clock that is coarse. */
    private void touch() throws IOException {
        Path chain = directory.resolve("chain.pem");
        Files.writeString(chain, Files.readString(chain) + "\n");
    }

    @Test
    void shouldReloadOnceWhatChanged() throws IOException {
        assertFalse(endpoint.reloadIfChanged());
        touch();
        assertTrue(endpoint.reloadIfChanged());
        assertFalse(endpoint.reloadIfChanged());
        expectReleases(1, 0);
    }

    @Test
    void shouldTryAgainWhatFailedInPassing() throws IOException {
        touch();
        failure = "too many open files";
        assertThrows(IOException.class, () -> endpoint.reloadIfChanged());
        failure = null;
        assertTrue(endpoint.reloadIfChanged(), "though no file changed since");
        assertFalse(endpoint.reloadIfChanged());
        expectReleases(1, 0);
    }

    @Test
    void shouldTryAgainWhatFailedWhenItWasAskedFor() throws IOException {
        failure = "too many open files";
        assertThrows(IOException.class, () -> endpoint.reload());
        failure = null;
        assertTrue(endpoint.reloadIfChanged());
    }

    @Test
    void shouldSayTheSameFailureOnce() throws IOException {
        touch();
        failure = "no";
        assertThrows(IOException.class, () -> endpoint.reloadIfChanged());
        assertFalse(endpoint.reloadIfChanged());
        failure = "another one";
        assertThrows(IOException.class, () -> endpoint.reloadIfChanged());
        assertFalse(endpoint.reloadIfChanged());
        touch();
        assertThrows(IOException.class, () -> endpoint.reloadIfChanged());
        assertThrows(IOException.class, () -> endpoint.reload(), "who asks is told each time");
        expectReleases(0);
    }

    @Test
    void shouldNotReloadWhatIsClosed() throws IOException {
        endpoint.close();
        expectReleases(1);
        assertThrows(IOException.class, () -> endpoint.reload());
        expectReleases(1, 1);
        touch();
        assertFalse(endpoint.reloadIfChanged());
        endpoint.close();
        expectReleases(1, 1);
    }

    @Test
    void shouldReleaseWhatWasMadeDuringTheClose() throws IOException {
        touch();
        meanwhile = () -> endpoint.close();
        assertFalse(endpoint.reloadIfChanged());
        expectReleases(1, 1);
    }

    @Test
    void shouldOpenNoEngineWhenItIsClosed() {
        endpoint.close();
        assertThrows(IOException.class, () -> endpoint.open());
        assertEquals(0, endpoint.enginesOpen());
    }
}
