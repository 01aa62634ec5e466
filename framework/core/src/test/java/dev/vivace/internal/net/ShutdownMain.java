package dev.vivace.internal.net;

import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The program of {@link ShutdownTest}: prints its port; a line {@code answer} on standard input answers a deferred
 * request, a line {@code exit N} ends the program. Its first argument says whether it awaits the shutdown
 * ({@code await-two}: of two servers, which differ in their ports), the second the transport, the third the number of loops (1).
 */
final class ShutdownMain {
    private ShutdownMain() {}

    public static void main(String[] args) throws Exception {
        LinkedBlockingQueue<dev.vivace.Later> waiting = new LinkedBlockingQueue<>();
        Vivace app = Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/later", (req, res) -> res.defer(waiting::add))
                .get("/exit/{status}", ShutdownMain::exit)
                .blocking(group -> group.get("/blocking-exit/{status}", ShutdownMain::exit));
        try (Server server =
                Servers.start(app, Transport.valueOf(args[1]), args.length > 2 ? Integer.parseInt(args[2]) : 1)) {
            System.out.println(server.port());
            Thread commands = new Thread(() -> obey(waiting), "commands");
            commands.setDaemon(true);
            commands.start();
            if (args[0].equals("await-two")) {
                Server second = Servers.start(app, Transport.valueOf(args[1]));
                System.out.println(second.port());
                Thread waiter = new Thread(() -> await(second), "waiter");
                waiter.setDaemon(true);
                waiter.start();
            }
            if (args[0].startsWith("await")) {
                server.awaitShutdown();
                System.out.println("down");
            } else {
                new CountDownLatch(1).await();
            }
        }
    }

    private static void await(Server server) {
        try {
            server.awaitShutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply exit(Request req, Response res) {
        System.exit(req.pathInt("status"));
        return res.empty();
    }

    private static void obey(LinkedBlockingQueue<dev.vivace.Later> waiting) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("exit ")) {
                    System.exit(Integer.parseInt(line.substring(5)));
                }
                waiting.take().respond(res -> res.text("late"));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
