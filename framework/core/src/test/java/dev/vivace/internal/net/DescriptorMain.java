package dev.vivace.internal.net;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.corpus.CorpusApp;
import java.io.IOException;

/** The program of {@link DescriptorExhaustionTest}: serves with one loop, prints its port, ends with its input. */
final class DescriptorMain {
    private DescriptorMain() {}

    public static void main(String[] args) throws IOException {
        try (Server server = Servers.start(CorpusApp.app(), Transport.valueOf(args[0]))) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {}
        }
    }
}
