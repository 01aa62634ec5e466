package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.internal.http1.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Clients that fall silent, at every step of everything a connection does: the clock ends every connection, says why to a
 * client that can still be told, and nothing stays held.
 */
class SilentClientTest {
    private static final int FAILURES_SHOWN_MAX = 10;
    /** 60 s idle, 1 s of lingering, and the precision of the timers; and before that 30 s of an answer that nobody takes. */
    private static final int END_MILLIS_MAX = 92_000;

    /** 10 s, 1 s of lingering, and the precision of the timers and of this test. */
    private static final int HEADER_END_MILLIS_MAX = 12_000;

    private static final String HEADER_TIMEOUT = Faults.kind(Faults.HEADER_TIMEOUT);
    private static final int CLOCK_STEP_MILLIS = 500;
    private static final int POSITIONS_MAX = 30;

    private static final List<Script> SMALL = List.of(
            Script.WHOLE,
            Script.reads(1).readsLast(),
            Script.reads(7, 1, 64).takes(0, 1, 0, 100, Script.ALL),
            Script.reads(40).takes(60, 0));
    private static final List<Script> LARGE =
            List.of(Script.WHOLE.takes(0, Script.ALL), Script.reads(10_000, 1).takes(20_000));

    private final List<String> failures = new ArrayList<>();
    private Stage stage = new Stage();
    private int played;

    @Test
    void shouldEndTheConnectionWheneverTheClientFallsSilent() {
        for (Scenario scenario : Scenarios.all()) {
            for (Script script : scenario.isLarge() ? LARGE : SMALL) {
                int steps = play(scenario, script, WireFault.NONE, 0);
                int positions = scenario.isLarge() ? POSITIONS_MAX / 6 : POSITIONS_MAX;
                int stride = Math.max(1, steps / positions);
                for (WireFault fault : WireFault.SILENT) {
                    for (int at = 0; at < steps; at += stride) {
                        play(scenario, script, fault, at);
                    }
                }
            }
        }
        List<String> shown = failures.subList(0, Math.min(FAILURES_SHOWN_MAX, failures.size()));
        assertTrue(failures.isEmpty(), () -> failures.size() + " faults:\n" + String.join("\n", shown));
        assertTrue(played > 3_000, () -> "only " + played + " plays");
    }

    private int play(Scenario scenario, Script script, WireFault fault, int at) {
        played++;
        Map<String, Long> before = errors();
        ScriptedWire wire = new ScriptedWire(stage.context, scenario, script);
        int steps = stage.play(wire, script, fault, at);
        long silentSince = stage.loop.nanoTime();
        while (!wire.closed() && millis(silentSince) < END_MILLIS_MAX) {
            stage.loop.advanceMillis(CLOCK_STEP_MILLIS);
            while (stage.act(wire, script)) {}
        }
        Map<String, Long> counted = errors();
        before.forEach((kind, count) -> counted.merge(kind, -count, Long::sum));
        counted.values().removeIf(count -> count == 0);
        String wrong = wire.misuse();
        wrong = wrong != null ? wrong : wire.closed() ? outcome(wire, fault, counted) : "still open, " + counted;
        boolean late = fault == WireFault.MUTE
                && counted.containsKey(HEADER_TIMEOUT)
                && millis(silentSince) > HEADER_END_MILLIS_MAX;
        if (wrong == null && late) {
            wrong = "ended late, after " + millis(silentSince) + " ms";
        }
        stage.end(wire);
        wrong = wrong != null ? wrong : stage.leftBehind();
        if (wrong != null) {
            failures.add(new Play(scenario, script, fault, at) + ": " + wrong);
            stage = new Stage();
        }
        return steps;
    }

    private long millis(long sinceNanos) {
        return (stage.loop.nanoTime() - sinceNanos) / 1_000_000;
    }

    private Map<String, Long> errors() {
        return new java.util.TreeMap<>(stage.context.counters().snapshot().errors());
    }

    /** What is wrong with the way it ended, or null. */
    private static String outcome(ScriptedWire wire, WireFault fault, Map<String, Long> counted) {
        byte[] output = wire.output();
        int length = wire.outputLength();
        Scenario scenario = wire.scenario;
        String seen = counted + ", " + Play.text(wire);
        if (fault != WireFault.MUTE) {
            // It takes nothing more, so nobody can say how much it got
            long reasons = counted.getOrDefault("idle-closed", 0L) + counted.getOrDefault("answer-timeout", 0L);
            boolean whole = length == scenario.whole().length && scenario.endsItself();
            return scenario.canBegin(output, length) && (reasons == 1 || whole || fault == WireFault.VANISHED)
                    ? null
                    : "ended wrongly: " + seen;
        }
        if (length == scenario.whole().length && scenario.endsItself()) {
            return scenario.canBegin(output, length) ? null : "wrong bytes: " + seen;
        }
        int answers = scenario.answersTo(wire.delivered());
        int late = lateness(scenario.unfinished(wire.delivered()));
        if (late == 0) {
            boolean right = scenario.isWholeAnswers(output, length, answers) && counted.containsKey("idle-closed");
            return right ? null : "ended wrongly when idle: " + seen;
        }
        Expected expected = Expected.fault(late);
        byte[] said = scenario.unfinished(wire.delivered()).startsWith("HEAD ") ? expected.head() : expected.last();
        boolean right = length >= said.length
                && scenario.isWholeAnswers(output, length - said.length, answers)
                && java.util.Arrays.equals(output, length - said.length, length, said, 0, said.length)
                && counted.containsKey(Faults.kind(late));
        return right ? null : "ended wrongly, and not with " + Faults.kind(late) + ": " + seen;
    }

    /** What a client is late with that has sent this of a request and then nothing; 0 for nothing. */
    private static int lateness(String sent) {
        String begun = sent.startsWith("\r\n") ? sent.substring(2) : sent;
        int headEnd = begun.indexOf("\r\n\r\n");
        if (begun.isEmpty()) {
            return 0;
        }
        if (headEnd < 0) {
            return Faults.HEADER_TIMEOUT;
        }
        // 240 B/s after 5 s, or 30 s between two parts, whichever comes first
        int bodyBytes = begun.length() - headEnd - 4;
        return Math.max(5, bodyBytes / 240) < 30 ? Faults.BODY_TOO_SLOW : Faults.BODY_TIMEOUT;
    }
}
