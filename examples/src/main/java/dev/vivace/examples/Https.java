package dev.vivace.examples;

import dev.vivace.Server;
import dev.vivace.Vivace;
import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An app over TLS, with a certificate that can be replaced while it runs.
 *
 * <pre>{@code
 * java -cp examples/target/tour.jar dev.vivace.examples.Https chain.pem key.pem
 * curl --cacert root.pem https://localhost:8443/secure
 * }</pre>
 */
public final class Https {
    private static final int PORT = 8_443;

    private Https() {}

    static Vivace app() {
        return Vivace.create().get("/secure", (req, res) -> res.text(req.secure() ? "over TLS" : "in the clear"));
    }

    static TlsOptions options(Path chain, Path key) {
        return TlsOptions.pem(chain, key).reloadEvery(Duration.ofMinutes(1)).hstsMaxAge(Duration.ofDays(365));
    }

    /**
     * Serves this recipe alone.
     *
     * @param args the files of the certificate chain and of the private key
     * @throws IOException when a file cannot be used or the port is taken
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 2) {
            System.err.println("arguments: the PEM files of the certificate chain and of the private key");
            System.exit(2);
        }
        try (Server server = app().listen(PORT, options(Path.of(args[0]), Path.of(args[1])))) {
            server.awaitShutdown();
        }
    }
}
