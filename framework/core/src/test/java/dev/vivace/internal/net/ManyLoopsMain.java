package dev.vivace.internal.net;

import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.corpus.CorpusApp;
import java.io.IOException;

/** The program of {@link ManyLoopsTest}: asks for more loops than it has descriptors for, then for one. Argument: the transport. */
final class ManyLoopsMain {
    private static final int TOO_MANY = 1_000;

    private ManyLoopsMain() {}

    public static void main(String[] args) throws IOException {
        Transport transport = Transport.valueOf(args[0]);
        ServerOptions options = Servers.options(transport, TOO_MANY);
        // Without descriptors no class can be loaded from a directory
        CorpusApp.app().listen(options.loops(1)).close();
        try (Server server = CorpusApp.app().listen(options)) {
            System.out.println("served with " + server.loops());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try (Server server = CorpusApp.app().listen(options.loops(1))) {
            System.out.println("served with " + server.loops());
        }
    }
}
