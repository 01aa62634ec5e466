package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.corpus.CorpusApp;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loop threads that are bound to cores, where the JVM can do it. */
class PinningTest {
    private static final int LOOPS = 3;

    private static Server start(Transport transport) throws IOException {
        return CorpusApp.app().listen(Servers.options(transport, LOOPS).pinLoops(true));
    }

    private static void assertServes(Server server) throws IOException {
        for (int i = 0; i < 10; i++) {
            try (RawClient client = new RawClient(server.port())) {
                assertEquals("ok", client.ask(RawClient.GET_OK).text());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeOnEveryJvm(Transport transport) throws IOException {
        try (Server server = start(transport)) {
            assertServes(server);
        }
    }

    /** Before Java 22 there is no foreign-function API to do it with: loops may use what the process may. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldLeaveEachLoopOneCore(Transport transport) throws IOException {
        boolean possible = Runtime.version().feature() >= 22;
        List<Integer> cores = CorePinning.allowedCores();
        String all = allowed(Path.of("/proc/self"));
        try (Server server = start(transport)) {
            assertServes(server);
            Map<String, String> found = coresOfLoops();
            assertEquals(LOOPS, found.size(), found.toString());
            for (int i = 0; i < LOOPS; i++) {
                String expected = possible ? Integer.toString(cores.get(i % cores.size())) : all;
                assertEquals(expected, found.get("vivace-loop-" + i), found.toString());
            }
            assertTrue(CorePinning.allowedCores().containsAll(cores), "other threads are as they were");
        }
    }

    private static String allowed(Path task) throws IOException {
        for (String line : statusOf(task)) {
            if (line.startsWith("Cpus_allowed_list:")) {
                return line.substring(18).strip();
            }
        }
        throw new IOException("no list of cores in the status of " + task);
    }

    /** By the names of the loops' threads: the list of cores that the kernel lets each use (proc(5)). */
    private static Map<String, String> coresOfLoops() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String name = "";
                for (String line : statusOf(task)) {
                    if (line.startsWith("Name:")) {
                        name = line.substring(5).strip();
                    } else if (line.startsWith("Cpus_allowed_list:") && name.startsWith("vivace-loop-")) {
                        found.put(name, line.substring(18).strip());
                    }
                }
            }
        }
        return found;
    }

    private static List<String> statusOf(Path task) {
        try {
            return Files.readAllLines(task.resolve("status"));
        } catch (IOException e) {
            // a thread that has just ended
            return List.of();
        }
    }
}
