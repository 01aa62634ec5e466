package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die or hang in the middle of a take-over. */
@EnabledOnOs(OS.LINUX)
class TakeOverFailureTest {
    private static final String NAME = "GET /name HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir
    private Path directory;

    private ChildJvm start(int port, String name, String... how) throws IOException {
        String path = directory.resolve("take-over").toString();
        return how.length == 0
                ? ChildJvm.start(TakeOverMain.class, path, Integer.toString(port), "2", name)
                : ChildJvm.start(TakeOverMain.class, path, Integer.toString(port), "2", name, how[0]);
    }

    private static String name(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.ask(NAME).text();
        }
    }

    @Test
    void shouldGoOnWhenTheNewOneDiesWithTheSockets() throws Exception {
        try (ChildJvm old = start(0, "old")) {
            int port = Integer.parseInt(old.nextLine());
            try (LoadClients clients = new LoadClients(port, "/ok", false).start(4, 4)) {
                clients.awaitAnswers(500);
                try (ChildJvm dying = start(port, "dying", "crash")) {
                    assertEquals("has them", dying.nextLine());
                    assertEquals(3, dying.exitStatus());
                }
                clients.awaitAnswers(500);
                assertEquals("old", name(port));
                try (ChildJvm next = start(port, "next")) {
                    next.nextLine();
                    assertEquals("down", old.nextLine());
                    clients.awaitAnswers(500);
                    assertEquals("next", name(port));
                    clients.end();
                    assertEquals(Map.of(), clients.othersThan());
                }
            }
        }
    }

    @Test
    void shouldGoOnWhenTheNewOneIsKilledWhileItHangs() throws Exception {
        try (ChildJvm old = start(0, "old")) {
            int port = Integer.parseInt(old.nextLine());
            try (ChildJvm hanging = start(port, "hanging", "hang")) {
                assertEquals("asked", hanging.nextLine());
                assertEquals("old", name(port));
            }
            assertEquals("old", name(port));
            Await.until("another one can take over", () -> {
                try (ChildJvm next = start(port, "next")) {
                    return next.nextLine().equals(Integer.toString(port))
                            && name(port).equals("next");
                } catch (IOException | InterruptedException | AssertionError e) {
                    return false;
                }
            });
        }
    }

    @Test
    void shouldListenAsUsualWhenTheOldOneWasKilled() throws Exception {
        int port;
        try (ChildJvm old = start(0, "old")) {
            port = Integer.parseInt(old.nextLine());
            old.signal("KILL");
            old.exitStatus();
        }
        try (ChildJvm next = start(port, "next")) {
            assertEquals(Integer.toString(port), next.nextLine());
            assertEquals("next", name(port));
        }
    }

    /** It is stopped by a signal, which is how a process hangs whatever it is doing. */
    @Test
    void shouldNotStartWhileTheOldOneHangs() throws Exception {
        try (ChildJvm old = start(0, "old")) {
            int port = Integer.parseInt(old.nextLine());
            old.signal("STOP");
            IOException refused = assertThrows(
                    IOException.class,
                    () -> TakeOverMain.app("new")
                            .listen(TakeOverMain.options(directory.resolve("take-over"), port, 2)));
            assertTrue(refused.getMessage().contains("does not answer"), refused.getMessage());
            assertTrue(refused.getMessage().contains(Long.toString(old.pid())), refused.getMessage());
            old.signal("CONT");
            assertEquals("old", name(port));
            try (Server next =
                    TakeOverMain.app("next").listen(TakeOverMain.options(directory.resolve("take-over"), port, 2))) {
                assertEquals("next", name(next.port()));
                assertEquals("down", old.nextLine());
            }
        }
    }
}
