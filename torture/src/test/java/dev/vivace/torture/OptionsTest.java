package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void shouldAttackBothTransportsByDefault() throws UsageException {
        Options options = Options.parse();
        assertEquals(List.of("epoll", "nio"), options.transports());
        assertFalse(options.quick());
        assertEquals(List.of(), options.phases());
        assertEquals(-1, options.serverCpu());
        assertEquals(Options.SEED_DEFAULT, options.seed());
    }

    @Test
    void shouldTakeOptions() throws UsageException {
        Options options = Options.parse(
                "--transport",
                "nio",
                "--quick",
                "--phases",
                "slow-heads,reset-flood",
                "--seed",
                "-3",
                "--server-cpu",
                "1");
        assertEquals(List.of("nio"), options.transports());
        assertTrue(options.quick());
        assertEquals(List.of("slow-heads", "reset-flood"), options.phases());
        assertEquals(-3, options.seed());
        assertEquals(1, options.serverCpu());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nothing", "--seed", "--seed x", "--transport tcp", "--phases quiet", "--server-cpu -1"})
    void shouldRefuseOthers(String arguments) {
        assertThrows(UsageException.class, () -> Options.parse(arguments.split(" ")));
    }

    @Test
    void shouldSayWhatIsWrongAndExitWith2() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Torture.run(
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "--x");
        assertEquals(2, status);
        assertEquals(
                "torture: unknown option '--x' (--help shows the options)",
                err.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void shouldExplainEveryOptionAndPhase() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Torture.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, "--help"));
        String text = out.toString(StandardCharsets.UTF_8);
        for (String name : Phases.NAMES) {
            assertTrue(text.contains(name), name);
        }
    }

    @Test
    void shouldRunThePhasesThatAreAskedForAndQuiet() {
        List<String> wanted = Phases.all().stream()
                .filter(phase -> Phases.wanted(phase, List.of("stalled-readers")))
                .map(Phase::name)
                .toList();
        assertEquals(List.of("quiet", "stalled-readers"), wanted);
    }
}
