package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One process after the other takes a port over while clients ask as fast as they can: no request fails.
 *
 * <p>{@code -Dvivace.answers=N} waits for that many answers before and after each, and the counts are printed, so that the
 * figures of docs/operations.md can be had again.
 */
@EnabledOnOs(OS.LINUX)
class TakeOverUnderLoadTest {
    private static final int ANSWERS_BETWEEN = Integer.getInteger("vivace.answers", 1_500);
    private static final int KEEPING = 8;
    private static final int RENEWING = 8;

    @TempDir
    private Path directory;

    private ChildJvm start(Path path, int port, int loops, String name) throws Exception {
        return ChildJvm.start(
                TakeOverMain.class, path.toString(), Integer.toString(port), Integer.toString(loops), name);
    }

    /** The numbers of loops: listening sockets become more, and stay as many when loops become fewer. */
    @ParameterizedTest
    @CsvSource({"2,2,2", "1,3,2"})
    void shouldFailNoRequest(int first, int second, int third) throws Exception {
        Path path = directory.resolve("take-over");
        try (ChildJvm a = start(path, 0, first, "a")) {
            int port = Integer.parseInt(a.nextLine());
            try (LoadClients clients = new LoadClients(port, "/ok", false).start(KEEPING, RENEWING)) {
                clients.awaitAnswers(ANSWERS_BETWEEN);
                try (ChildJvm b = start(path, port, second, "b")) {
                    assertTakenOver(a, b, port, clients);
                    try (ChildJvm c = start(path, port, third, "c")) {
                        assertTakenOver(b, c, port, clients);
                        clients.end();
                        assertEquals(Map.of(), clients.othersThan());
                        System.out.println("2 take-overs: " + clients);
                        c.signal("TERM");
                        assertEquals(143, c.exitStatus());
                        assertFalse(Files.exists(path), "the last one removes the path");
                    }
                }
            }
        }
    }

    /** The old one ends by itself, as a program that is done. */
    private static void assertTakenOver(ChildJvm before, ChildJvm after, int port, LoadClients clients)
            throws Exception {
        assertEquals(Integer.toString(port), after.nextLine());
        assertEquals("down", before.nextLine());
        assertEquals(0, before.exitStatus());
        clients.awaitAnswers(ANSWERS_BETWEEN);
        assertEquals(Map.of(), clients.othersThan());
        assertTrue(after.isAlive());
    }
}
