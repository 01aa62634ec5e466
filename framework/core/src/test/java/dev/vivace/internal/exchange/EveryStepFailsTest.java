package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sockets that take and give little, and everything that can go wrong at every step of everything a connection does: what
 * reached the client is the beginning of the right bytes, and all of them when nothing failed; the connection ends once;
 * nothing is sent behind its end; nothing stays held; and the next connection on the loop is answered as if nothing had been.
 */
class EveryStepFailsTest {
    private static final int FAILURES_SHOWN_MAX = 10;
    /** Steps of a longer play at which nothing fails: it is the same there as one step before. */
    private static final int POSITIONS_MAX = 20;

    private static final List<Script> SMALL = List.of(
            Script.WHOLE,
            Script.WHOLE.readsLast(),
            Script.reads(1),
            Script.WHOLE.takes(1),
            Script.reads(1).takes(1),
            Script.reads(1).takes(1, 0).readsLast(),
            Script.WHOLE.takes(0, Script.ALL),
            Script.WHOLE.takes(0, 0, 50).readsLast(),
            Script.reads(7, 1, 64).takes(0, 1, 0, 100, Script.ALL),
            Script.reads(40).takes(60, 0),
            Script.reads(30, 3).takes(Script.ALL, 0, 5).readsLast());

    private static final List<Script> FAILING =
            List.of(SMALL.get(0), SMALL.get(2).readsLast(), SMALL.get(6), SMALL.get(7), SMALL.get(8), SMALL.get(9));

    private static final List<Script> LARGE = List.of(
            Script.WHOLE,
            Script.WHOLE.takes(0, Script.ALL),
            Script.WHOLE.takes(1, Script.ALL - 1, 0, 30_000).readsLast(),
            Script.reads(10_000, 1).takes(20_000));

    private final List<String> failures = new ArrayList<>();
    private Stage stage = new Stage();
    private int played;

    @Test
    void shouldGiveAllBytesHoweverLittleTheSocketTakesAndGives() {
        for (Scenario scenario : Scenarios.all()) {
            for (Script script : scenario.isLarge() ? LARGE : SMALL) {
                play(Play.undisturbed(scenario, script));
            }
        }
        report(250);
    }

    @Test
    void shouldEndWellWhateverHappensBetweenTwoTurns() {
        for (Scenario scenario : Scenarios.all()) {
            for (Script script : scenario.isLarge() ? LARGE : FAILING) {
                Play.Length length = play(Play.undisturbed(scenario, script));
                for (WireFault fault : WireFault.BETWEEN_TURNS) {
                    playAt(scenario, script, fault, length.steps());
                }
            }
        }
        report(5_000);
    }

    @Test
    void shouldEndWellWhereverACallOfTheSocketFails() {
        for (Scenario scenario : Scenarios.all()) {
            for (Script script : scenario.isLarge() ? LARGE : FAILING) {
                Play.Length length = play(Play.undisturbed(scenario, script));
                for (WireFault fault : WireFault.AT_CALLS) {
                    playAt(scenario, script, fault, length.calls());
                }
            }
        }
        report(5_000);
    }

    /** At the first steps, at the last ones, and at some in between. */
    private void playAt(Scenario scenario, Script script, WireFault fault, int length) {
        int dense = scenario.isLarge() ? POSITIONS_MAX / 5 : POSITIONS_MAX;
        int stride = Math.max(1, (length - dense) / dense);
        for (int at = 0; at < length; at += at < dense / 2 || at >= length - dense / 2 ? 1 : stride) {
            play(new Play(scenario, script, fault, at));
        }
    }

    private Play.Length play(Play play) {
        played++;
        try {
            return play.on(stage);
        } catch (AssertionError e) {
            failures.add(e.getMessage());
        } catch (RuntimeException e) {
            failures.add(play + ": " + e);
        }
        stage = new Stage();
        return new Play.Length(0, 0);
    }

    private void report(int playedMin) {
        List<String> shown = failures.subList(0, Math.min(FAILURES_SHOWN_MAX, failures.size()));
        assertTrue(failures.isEmpty(), () -> failures.size() + " faults:\n" + String.join("\n", shown));
        assertTrue(played >= playedMin, () -> "only " + played + " plays");
    }
}
