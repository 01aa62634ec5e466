package dev.vivace.internal.net;

import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.corpus.CorpusApp;
import java.io.IOException;

/**
 * The program of {@link DescriptorExhaustionTest}: serves with one loop, prints its port, ends with its input. Arguments: the
 * transport, and how many connections it may have, 0 for the default.
 */
final class DescriptorMain {
    private DescriptorMain() {}

    public static void main(String[] args) throws IOException {
        ServerOptions options = Servers.options(Transport.valueOf(args[0]), 1);
        int connections = Integer.parseInt(args[1]);
        if (connections > 0) {
            options = options.connectionCountMax(connections);
        }
        try (Server server = CorpusApp.app().listen(options)) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {}
        }
    }
}
