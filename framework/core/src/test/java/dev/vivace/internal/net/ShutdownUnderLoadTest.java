package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SIGTERM while clients ask as fast as they can: each request that a client has finished sending is answered wholly, or the
 * connection ends before any byte of an answer, and without a reset.
 *
 * <p>{@code -Dvivace.answers=N} waits for that many answers before the end, and the counts are printed, so that the figures
 * of docs/operations.md can be had again.
 */
class ShutdownUnderLoadTest {
    private static final int ANSWERS_BEFORE = Integer.getInteger("vivace.answers", 2_000);

    /** No new connections with NIO: the JDK closes a listening socket with those that came in the last microseconds. */
    @ParameterizedTest
    @CsvSource({"EPOLL,1,8,8", "EPOLL,2,8,8", "NIO,2,16,0", "EPOLL,2,0,16"})
    void shouldLoseNoRequest(Transport transport, int loops, int keeping, int renewing) throws Exception {
        try (ChildJvm child = ChildJvm.start(ShutdownMain.class, "await", transport.name(), Integer.toString(loops))) {
            int port = Integer.parseInt(child.nextLine());
            try (LoadClients clients = new LoadClients(port, "/ok", true)) {
                clients.start(keeping, renewing).awaitAnswers(ANSWERS_BEFORE);
                child.signal("TERM");
                clients.join();
                System.out.println("1 end, " + transport + ", " + keeping + " kept connections: " + clients);
                assertEquals(Map.of(), clients.othersThan(LoadClients.CLEAN_END, LoadClients.REFUSED));
                assertEquals(keeping + renewing, clients.count(LoadClients.REFUSED));
                assertTrue(clients.count(LoadClients.CLEAN_END) <= keeping + renewing, clients.toString());
            }
            assertEquals(143, child.exitStatus());
            assertEquals(List.of(), child.errorLines());
        }
    }

    /** New clients that come too late for the one find the other, at their second try; idle ones are closed, as promised. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLoseNoRequestWhereAnotherSharesThePort() throws Exception {
        try (ChildJvm leaving = ChildJvm.start(SharingMain.class, "0")) {
            int port = Integer.parseInt(leaving.nextLine());
            try (ChildJvm staying = ChildJvm.start(SharingMain.class, Integer.toString(port));
                    LoadClients clients = new LoadClients(port, "/ok", false)) {
                assertEquals(Integer.toString(port), staying.nextLine());
                clients.start(8, 8).awaitAnswers(ANSWERS_BEFORE);
                leaving.signal("TERM");
                assertEquals(143, leaving.exitStatus());
                clients.awaitAnswers(ANSWERS_BEFORE).end();
                assertEquals(Map.of(), clients.othersThan(LoadClients.CLEAN_END));
                assertTrue(clients.count(LoadClients.CLEAN_END) <= 8, clients.toString());
            }
        }
    }

    /** Serves a port that others may have too. */
    static final class SharingMain {
        private SharingMain() {}

        public static void main(String[] args) throws Exception {
            ServerOptions options = ServerOptions.defaults()
                    .transport(Transport.EPOLL)
                    .loops(2)
                    .listener(Listener.of(Servers.HOST, Integer.parseInt(args[0])))
                    .sharePort(true);
            try (Server server =
                    Vivace.create().get("/ok", (req, res) -> res.text("ok")).listen(options)) {
                System.out.println(server.port());
                server.awaitShutdown();
            }
        }
    }
}
