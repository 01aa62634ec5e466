package dev.vivace.internal.exchange;

import java.nio.charset.StandardCharsets;

/**
 * One scenario, one script and at most one fault on a stage, and what must hold of it.
 *
 * @param at the step or the call of the wire before which the fault comes
 */
record Play(Scenario scenario, Script script, WireFault fault, int at) {
    private static final int SHOWN_CHARS_MAX = 500;

    /** How long a play was. */
    record Length(int steps, int calls) {}

    static Play undisturbed(Scenario scenario, Script script) {
        return new Play(scenario, script, WireFault.NONE, ScriptedWire.NEVER);
    }

    static String text(ScriptedWire wire) {
        String text = new String(wire.output(), 0, wire.outputLength(), StandardCharsets.ISO_8859_1);
        return "(" + text.length() + " bytes) "
                + (text.length() > SHOWN_CHARS_MAX ? "…" + text.substring(text.length() - SHOWN_CHARS_MAX) : text);
    }

    /** Plays it; an AssertionError says what was wrong. */
    Length on(Stage stage) {
        long failedBefore = stage.context.counters().value(LoopCounters.CONNECTION_FAILED);
        ScriptedWire wire = new ScriptedWire(stage.context, scenario, script);
        boolean atCall = fault.ordinal() >= WireFault.BROKEN.ordinal();
        if (atCall) {
            wire.failAtCall(at, fault);
        }
        int steps = stage.play(wire, script, atCall ? WireFault.NONE : fault, at);
        String wrong = wire.misuse();
        wrong = wrong != null ? wrong : outcome(wire);
        if (wrong == null && !wire.closed() && wire.protocol.idle()) {
            wrong = NothingHeld.heldBy(stage.context, 1);
        }
        boolean thrown = wire.struck() && (fault == WireFault.EXCEPTION || fault == WireFault.ERROR);
        long failed = stage.context.counters().value(LoopCounters.CONNECTION_FAILED) - failedBefore;
        if (wrong == null && failed != (thrown ? 1 : 0)) {
            wrong = failed + " connections failed";
        }
        stage.end(wire);
        wrong = wrong != null ? wrong : wire.misuse();
        wrong = wrong != null ? wrong : stage.leftBehind();
        if (wrong != null) {
            throw new AssertionError(this + ": " + wrong);
        }
        return new Length(steps, wire.calls());
    }

    /** What is wrong with what the client got, or null. */
    private String outcome(ScriptedWire wire) {
        byte[] output = wire.output();
        int length = wire.outputLength();
        if (!scenario.canBegin(output, length)) {
            return "wrong bytes: " + text(wire);
        }
        if (wire.struck() && fault.fatal() && (wire.closed() || fault != WireFault.BROKEN)) {
            // Calls other than those that send do not notice a broken connection
            return wire.closed() ? null : "the connection was kept";
        }
        if (wire.struck() && fault == WireFault.END_OF_INPUT) {
            boolean right = scenario.isWholeAnswers(output, length, scenario.answersTo(wire.delivered()));
            return right && wire.closed() ? null : "after the end of the input: " + text(wire);
        }
        if (wire.draining()) {
            // An answer that says it is the last one leaves those behind it to another connection
            boolean right = scenario.isWholeAnswersAndLast(output, length)
                    || scenario.isWholeAnswers(output, length, scenario.answersTo(wire.deliveredAtDrain()));
            return right && wire.closed() ? null : "after the drain: " + text(wire);
        }
        if (length != scenario.whole().length) {
            return "only a part of the answers: " + text(wire);
        }
        return wire.outputEnded() == scenario.endsItself() ? null : "closed: " + wire.closed();
    }

    @Override
    public String toString() {
        return scenario + ", " + script + (fault == WireFault.NONE ? "" : ", " + fault + " at " + at);
    }
}
