package dev.vivace.internal.net;

import dev.vivace.Listener;
import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;

/** Servers for the tests, on a free port of 127.0.0.1. */
final class Servers {
    static final String HOST = "127.0.0.1";

    private Servers() {}

    /** With one loop, so that what it does to one connection is over before it does the next thing. */
    static Server start(Vivace app, Transport transport) throws IOException {
        return start(app, transport, 1);
    }

    static Server start(Vivace app, Transport transport, int loops) throws IOException {
        return app.listen(options(transport, loops));
    }

    static ServerOptions options(Transport transport, int loops) {
        return ServerOptions.defaults()
                .listener(Listener.of(HOST, 0))
                .transport(transport)
                .loops(loops);
    }

    static LoopMetrics total(Server server) {
        return server.metrics().total();
    }

    static void awaitRequests(Server server, long count) {
        Await.until(
                "the server has seen " + count + " requests",
                () -> total(server).requests() >= count);
    }

    static void awaitOpen(Server server, long count) {
        Await.until(count + " connections are open", () -> total(server).connectionsOpen() == count);
    }

    static void awaitInWork(Server server, long count) {
        Await.until(count + " requests are in work", () -> total(server).inWork() == count);
    }
}
