package dev.vivace.compare;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Serves an app with TLS from a {@code main}: {@code --tls-chain FILE --tls-key FILE}, with {@code --tls-provider
 * auto|jdk|openssl}, {@code --port N}, {@code --loops N} and {@code --transport epoll|nio}. The figures of TLS are measured
 * on it; programs of users name their files in code (docs/tls.md).
 */
final class SecureLauncher {
    private static final List<String> NAMES =
            List.of("--tls-chain", "--tls-key", "--tls-provider", "--port", "--loops", "--transport");

    private SecureLauncher() {}

    /** Whether a command line asks for TLS. */
    static boolean isWanted(String[] args) {
        for (String arg : args) {
            if (arg.startsWith("--tls-")) {
                return true;
            }
        }
        return false;
    }

    /** The options of a command line; an IllegalArgumentException says what is wrong with it. */
    static ServerOptions options(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException("with TLS, each of " + NAMES + " has a value; not: " + args[i]);
            }
            values.put(args[i], args[i + 1]);
        }
        if (!values.containsKey("--tls-chain") || !values.containsKey("--tls-key")) {
            throw new IllegalArgumentException("TLS needs --tls-chain and --tls-key");
        }
        TlsOptions tls = TlsOptions.pem(Path.of(values.get("--tls-chain")), Path.of(values.get("--tls-key")))
                .provider(TlsProvider.valueOf(upper(values.getOrDefault("--tls-provider", "auto"))));
        int port = Integer.parseInt(values.getOrDefault("--port", "8443"));
        ServerOptions options = ServerOptions.defaults()
                .listener(Listener.port(port).tls(tls))
                .transport(Transport.valueOf(upper(values.getOrDefault("--transport", "auto"))));
        return values.containsKey("--loops") ? options.loops(Integer.parseInt(values.get("--loops"))) : options;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** Serves until SIGTERM. */
    static void run(Vivace app, String[] args) throws InterruptedException {
        try (Server server = app.listen(options(args))) {
            System.out.println("Vivace listening on https://localhost:" + server.port());
            server.awaitShutdown();
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
