package dev.vivace.internal.net;

import dev.vivace.Health;
import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server that takes over and can be taken over: arguments are the path, the port, the number of loops, and its name, which
 * {@code /name} answers. Prints its port when it listens and {@code down} when it is down. With {@code crash} as the fifth it
 * ends as by a crash once it has the sockets and before it says so; with {@code hang} it asks for them and hangs.
 */
final class TakeOverMain {
    private TakeOverMain() {}

    static Vivace app(String name) {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/name", (req, res) -> res.text(name))
                .get("/ready", Health.readiness());
    }

    static ServerOptions options(Path path, int port, int loops) {
        return ServerOptions.defaults()
                .transport(Transport.EPOLL)
                .loops(loops)
                .listener(Listener.of(Servers.HOST, port))
                .takeOver(path);
    }

    public static void main(String[] args) throws Exception {
        Path path = Path.of(args[0]);
        if (args.length > 4) {
            fail(path, args[4]);
        }
        try (Server server = app(args[3]).listen(options(path, Integer.parseInt(args[1]), Integer.parseInt(args[2])))) {
            System.out.println(server.port());
            server.awaitShutdown();
        }
        System.out.println("down");
    }

    private static void fail(Path path, String how) throws Exception {
        Transports.choose(Transport.EPOLL);
        LocalStream stream = LocalStream.connect(path);
        stream.writeLine(TakeOverProtocol.HELLO);
        if (how.equals("crash")) {
            int count = Integer.parseInt(stream.readLine().substring(TakeOverProtocol.OFFER.length()));
            int descriptors = 0;
            for (int i = 0; i < count; i++) {
                descriptors += TakeOverProtocol.Offer.parse(stream.readLine()).count();
            }
            for (int i = 0; i < descriptors; i++) {
                stream.receiveDescriptor();
            }
            System.out.println("has them");
            Runtime.getRuntime().halt(3);
        }
        System.out.println("asked");
        TimeUnit.SECONDS.sleep(60);
    }
}
