package dev.vivace.internal.exchange;

import dev.vivace.ServerOptions;

/** One loop with its app, on which scenario after scenario is played: what one leaves behind, the next one meets. */
final class Stage {
    /** Time for a lingering end and a short deadline to pass. */
    private static final int CLOCK_STEPS_MAX = 10;

    private static final int CLOCK_STEP_MILLIS = 400;
    private static final int STEPS_MAX = 20_000_000;

    private static final Scenario PROBE = new Scenario("the connection after it")
            .get("/ok", Expected.text("ok"))
            .sends("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 26\r\n\r\nabcdefghijklmnopqrstuvwxyz")
            .answer(Expected.text("abcdefghijklmnopqrstuvwxyz"));
    private static final Scenario OTHER_PROBE = new Scenario("the one beside that")
            .sends("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 26\r\n\r\nABCDEFGHIJKLMNOPQRSTUVWXYZ")
            .answer(Expected.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            .get("/text/20", Expected.text("t".repeat(20)));
    /** The second piece of each request meets another connection's, and so do its answers. */
    private static final Script PROBING = Script.reads(100).takes(150, 0);

    final ScriptedLoop loop = new ScriptedLoop();
    final Desk desk = new Desk();
    final LoopContext context;

    Stage() {
        this(ServerOptions.defaults());
    }

    Stage(ServerOptions options) {
        context = new LoopContext(AppSource.compile(desk.app(), options), loop, 0, desk, new ErrorLog());
        context.start();
    }

    /** The next thing that happens, the clock apart; false when nothing can. */
    boolean act(ScriptedWire wire, Script script) {
        return script.readsFirst()
                ? wire.act() || loop.runTask() || desk.act()
                : loop.runTask() || desk.act() || wire.act();
    }

    /** Plays until nothing happens by itself any more; how many steps that took. */
    int play(ScriptedWire wire, Script script, WireFault fault, int atStep) {
        int clockSteps = 0;
        int steps = 0;
        for (; steps < STEPS_MAX; steps++) {
            if (steps == atStep) {
                strike(wire, fault);
            }
            if (!act(wire, script)) {
                if (wire.closed() || wire.protocol.idle() || clockSteps++ == CLOCK_STEPS_MAX) {
                    return steps;
                }
                loop.advanceMillis(CLOCK_STEP_MILLIS);
            }
        }
        throw new IllegalStateException(wire.scenario + " does not come to an end");
    }

    private void strike(ScriptedWire wire, WireFault fault) {
        if (fault == WireFault.SECOND_PASSES) {
            loop.advanceMillis(1_100);
        } else if (fault != WireFault.NONE) {
            wire.strike(fault);
        }
    }

    /** Lets go of a connection, and of what was in work for it. */
    void end(ScriptedWire... wires) {
        for (ScriptedWire wire : wires) {
            wire.close();
        }
        while (loop.runTask() || desk.act()) {}
    }

    /** What is wrong after everything is over, or null. */
    String leftBehind() {
        String held = NothingHeld.heldBy(context, 0);
        return held != null ? held : desk.unfinished() != null ? desk.unfinished() : probe();
    }

    /** Two connections in turn, each of them holding a body and then answers while the other one does. */
    private String probe() {
        ScriptedWire one = new ScriptedWire(context, PROBE, PROBING);
        ScriptedWire other = new ScriptedWire(context, OTHER_PROBE, PROBING);
        while (one.act() | other.act()) {}
        for (ScriptedWire each : new ScriptedWire[] {one, other}) {
            if (each.outputLength() != each.scenario.whole().length
                    || !each.scenario.canBegin(each.output(), each.outputLength())) {
                return each.scenario + " got " + Play.text(each);
            }
        }
        end(one, other);
        return NothingHeld.heldBy(context, 0);
    }
}
