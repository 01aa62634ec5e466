package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.internal.http1.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Several connections in turn on one loop, several faults each, a clock that runs, and a loop that may hold little: no
 * connection gets what belongs to another, and nothing stays held. What happens follows from the number of the round.
 */
class ManyConnectionsFailTest {
    private static final int ROUNDS = 250;
    private static final int CONNECTIONS = 6;
    private static final int STEPS_MAX = 1_500;
    private static final int FAILURES_SHOWN_MAX = 5;

    /** Less than one large body or answer, so that connections have to make room for each other. */
    private static final int LITTLE_BYTES = 200_000;

    private static final int[][] PIECES = {
        {Script.ALL}, {1}, {0, Script.ALL}, {0, 1, 50}, {7, 1, 64}, {40}, {2_000, 0}, {Script.ALL - 1, 0, 1}
    };
    private static final WireFault[] BETWEEN = {
        WireFault.RESET,
        WireFault.END_OF_INPUT,
        WireFault.DRAIN,
        WireFault.SPURIOUS_WRITABLE,
        WireFault.MUTE,
        WireFault.STALLED,
        WireFault.VANISHED
    };
    private static final List<Expected> REFUSALS = List.of(
            Expected.fault(Faults.HEADER_TIMEOUT),
            Expected.fault(Faults.BODY_TIMEOUT),
            Expected.fault(Faults.BODY_TOO_SLOW),
            Expected.noRoom());

    private final List<Scenario> scenarios =
            Scenarios.all().stream().filter(each -> !each.isAlone()).toList();
    private final List<String> failures = new ArrayList<>();
    private Stage stage;

    @Test
    void shouldKeepConnectionsApart() {
        play(ServerOptions.defaults());
    }

    @Test
    void shouldKeepConnectionsApartThatMakeRoomForEachOther() {
        play(ServerOptions.defaults().requestBytesHeldMax(LITTLE_BYTES).answerBytesHeldMax(LITTLE_BYTES));
        var errors = stage.context.counters().snapshot().errors();
        assertTrue(errors.containsKey("answer-bytes-held"), errors::toString);
        assertTrue(errors.containsKey(Faults.kind(Faults.REQUEST_BYTES_HELD)), errors::toString);
    }

    private void play(ServerOptions options) {
        stage = new Stage(options);
        for (int round = 0; round < ROUNDS && failures.size() < FAILURES_SHOWN_MAX; round++) {
            String wrong = round(new Random(round));
            if (wrong != null) {
                failures.add("round " + round + ": " + wrong);
                stage = new Stage(options);
            }
        }
        assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
    }

    private String round(Random random) {
        List<ScriptedWire> wires = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            wires.add(connection(random));
        }
        for (int step = 0; step < STEPS_MAX; step++) {
            step(wires.get(random.nextInt(CONNECTIONS)), random);
        }
        ScriptedWire[] all = wires.toArray(ScriptedWire[]::new);
        stage.end(all);
        for (ScriptedWire wire : all) {
            String wrong = wire.misuse() != null ? wire.misuse() : outcome(wire);
            if (wrong != null) {
                return wire.scenario + ": " + wrong;
            }
        }
        return stage.leftBehind();
    }

    private ScriptedWire connection(Random random) {
        Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
        int[] reads = {1 + random.nextInt(50), 1 + random.nextInt(scenario.isLarge() ? Script.ALL : 300)};
        int[] takes = PIECES[random.nextInt(PIECES.length)];
        ScriptedWire wire = new ScriptedWire(stage.context, scenario, new Script(reads, takes, random.nextBoolean()));
        if (random.nextInt(3) == 0) {
            WireFault[] faults = WireFault.AT_CALLS;
            wire.failAtCall(random.nextInt(20), faults[random.nextInt(faults.length)]);
        }
        return wire;
    }

    private void step(ScriptedWire wire, Random random) {
        int choice = random.nextInt(1_000);
        if (choice < 4) {
            wire.strike(BETWEEN[random.nextInt(BETWEEN.length)]);
        } else if (choice < 30) {
            stage.loop.advanceMillis(random.nextInt(300));
        } else if (choice < 32) {
            stage.loop.advanceMillis(random.nextInt(12_000));
        } else if (choice < 200) {
            stage.loop.runTask();
        } else if (choice < 300) {
            stage.desk.act();
        } else {
            wire.act();
        }
    }

    private static String outcome(ScriptedWire wire) {
        boolean right = wire.scenario.canBegin(wire.output(), wire.outputLength(), Scenarios.OVERLOADED, REFUSALS);
        return right ? null : "wrong bytes: " + Play.text(wire);
    }
}
