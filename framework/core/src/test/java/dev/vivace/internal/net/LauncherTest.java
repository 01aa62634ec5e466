package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.corpus.CorpusApp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is started with {@code Launcher.run}: what it prints, and its exit status. */
class LauncherTest {
    private static final Pattern LISTENING =
            Pattern.compile("Vivace listening on http://([^ ]+):(\\d+) \\((\\d+) loops?, (epoll|nio), (\\d+) ms\\)");

    /** Starts, asks one question, stops; what the line said. */
    private static Matcher serve(ChildJvm child) throws Exception {
        try (child) {
            String line = child.nextLine();
            Matcher said = LISTENING.matcher(line);
            assertTrue(said.matches(), line);
            try (RawClient client = new RawClient(Integer.parseInt(said.group(2)))) {
                assertEquals("ok", client.ask(RawClient.GET_OK).text());
            }
            child.signal("TERM");
            assertEquals(143, child.exitStatus());
            assertEquals(List.of(), child.outputLines());
            assertEquals(List.of(), child.errorLines());
            return said;
        }
    }

    private static String misuse(String... args) throws Exception {
        try (ChildJvm child = ChildJvm.start(LauncherMain.class, args)) {
            assertEquals(2, child.exitStatus(), () -> child.errorLines().toString());
            assertEquals(List.of(), child.outputLines());
            assertEquals(1, child.errorLines().size(), () -> child.errorLines().toString());
            return child.errorLines().get(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"epoll,1,1 loop", "epoll,3,3 loops", "nio,2,2 loops"})
    void shouldSayWhereItListens(String transport, int loops, String count) throws Exception {
        Matcher said = serve(ChildJvm.start(
                LauncherMain.class,
                "--port",
                "0",
                "--host",
                "127.0.0.1",
                "--loops",
                Integer.toString(loops),
                "--transport",
                transport));
        assertEquals("127.0.0.1", said.group(1));
        assertEquals(transport, said.group(4));
        assertTrue(said.group().contains("(" + count + ", "), said.group());
    }

    @Test
    void shouldListenOnAllAddressesWithALoopPerCore() throws Exception {
        Matcher said = serve(ChildJvm.start(LauncherMain.class, "--port", "0"));
        assertEquals("localhost", said.group(1));
        assertEquals(Runtime.getRuntime().availableProcessors(), Integer.parseInt(said.group(3)));
    }

    @Test
    void shouldNameEveryListener(@TempDir Path directory) throws Exception {
        Pattern both = Pattern.compile("Vivace listening on https://127\\.0\\.0\\.1:(\\d+), http://localhost:(\\d+)"
                + " \\(1 loop, [a-z]+, \\d+ ms\\)");
        try (ChildJvm child =
                ChildJvm.start(SecureLauncherMain.class, directory.toString(), "--port", "0", "--loops", "1")) {
            String line = child.nextLine();
            Matcher said = both.matcher(line);
            assertTrue(said.matches(), line);
            try (RawClient secure = new RawClient(Integer.parseInt(said.group(1)));
                    RawClient plain = new RawClient(Integer.parseInt(said.group(2)))) {
                // As a client without TLS is answered where TLS is spoken
                assertEquals(400, secure.ask(RawClient.GET_OK).status());
                assertEquals("ok", plain.ask(RawClient.GET_OK).text());
            }
        }
    }

    @Test
    void shouldTakeOver(@TempDir Path directory) throws Exception {
        String path = directory.resolve("take-over").toString();
        try (ChildJvm first = ChildJvm.start(LauncherMain.class, "--port", "0", "--take-over", path)) {
            String line = first.nextLine();
            Matcher said = LISTENING.matcher(line);
            assertTrue(said.matches(), line);
            Matcher next = serve(ChildJvm.start(LauncherMain.class, "--port", said.group(2), "--take-over", path));
            assertEquals(said.group(2), next.group(2));
            assertEquals(0, first.exitStatus());
            assertEquals(List.of(), first.errorLines());
        }
    }

    @Test
    void shouldSayWhyItCannotTakeOver(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        assertTrue(misuse("--port", "0", "--take-over", file.toString()).contains("no socket"));
        assertTrue(misuse("--take-over", "x".repeat(200)).contains("at most 96 bytes"));
        assertTrue(misuse("--take-over", "x", "--transport", "nio").contains("needs the epoll transport"));
    }

    /** Newer JVMs than 23 want the flag that the README gives. */
    @Test
    void shouldPrintNoWarning() throws Exception {
        String option = Runtime.version().feature() < 24 ? "-Xshare:auto" : "--enable-native-access=ALL-UNNAMED";
        serve(ChildJvm.start(ChildJvm.ownJava(), List.of(option), LauncherMain.class, "--port", "0"));
    }

    @Test
    void shouldExplainItsOptions() throws Exception {
        try (ChildJvm child = ChildJvm.start(LauncherMain.class, "--loops", "1", "--help")) {
            assertEquals(0, child.exitStatus());
            assertEquals(1, child.outputLines().size());
            for (String option : List.of("--port", "--host", "--loops", "--transport", "--take-over", "--help")) {
                assertTrue(child.outputLines().get(0).contains(option), option);
            }
            assertEquals(List.of(), child.errorLines());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--prot 80",
                "80",
                "--port",
                "--port x",
                "--port -1",
                "--port 65536",
                "--port 99999999999",
                "--loops 0",
                "--loops 1.5",
                "--transport uring",
                "--host no.such.host.invalid"
            })
    void shouldRefuseBadOptionsInOneLine(String args) throws Exception {
        String[] words = args.split(" ");
        String line = misuse(words);
        assertTrue(line.contains(words[words.length - 1]), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vivace.transport", "vivace.strict"})
    void shouldRefuseAPropertyWithAValueThatItDoesNotKnow(String property) throws Exception {
        try (ChildJvm child = ChildJvm.start(
                ChildJvm.ownJava(), List.of("-D" + property + "=uring"), LauncherMain.class, "--port", "0")) {
            assertEquals(2, child.exitStatus());
            assertEquals(List.of(), child.outputLines());
            assertEquals(1, child.errorLines().size(), () -> child.errorLines().toString());
            String line = child.errorLines().get(0);
            assertTrue(line.contains(property) && line.contains("uring"), line);
        }
    }

    /** Its message alone would say nothing, and it is not a matter of the command line. */
    @ParameterizedTest
    @CsvSource({"number,java.lang.NumberFormatException", "error,java.lang.ExceptionInInitializerError"})
    void shouldShowWhereTheAppItselfFailed(String how, String name) throws Exception {
        try (ChildJvm child = ChildJvm.start(FailingAppMain.class, how, "--port", "0", "--loops", "1")) {
            assertEquals(1, child.exitStatus());
            assertEquals(List.of(), child.outputLines());
            List<String> lines = child.errorLines();
            assertTrue(lines.get(0).contains(name), lines::toString);
            assertTrue(lines.stream().anyMatch(line -> line.contains("FailingAppMain.make(")), () -> lines.toString());
        }
    }

    @Test
    void shouldSayInOneLineWhatTheLibraryRefusesAtStart() throws Exception {
        try (ChildJvm child = ChildJvm.start(FailingAppMain.class, "clash", "--port", "0", "--loops", "1")) {
            assertEquals(2, child.exitStatus());
            assertEquals(1, child.errorLines().size(), () -> child.errorLines().toString());
            assertTrue(child.errorLines().get(0).contains("/a/{x}"), child.errorLines()::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void shouldRefuseAPortThatAnotherProgramHas(String transport) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            String line = misuse("--host", "127.0.0.1", "--port", port, "--transport", transport);
            assertTrue(line.contains("127.0.0.1:" + port) && line.contains("taken"), line);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldRefuseAPortThatAnotherVivaceHas(Transport transport) throws Exception {
        try (Server taken = Servers.start(CorpusApp.app(), transport)) {
            String port = Integer.toString(taken.port());
            for (String own : List.of("epoll", "nio")) {
                String line = misuse("--port", port, "--transport", own);
                assertTrue(line.contains(":" + port) && line.contains("taken"), line);
            }
        }
    }
}
