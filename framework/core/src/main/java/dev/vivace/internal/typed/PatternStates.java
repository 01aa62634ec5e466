package dev.vivace.internal.typed;

import dev.vivace.internal.typed.PatternNode.Choice;
import dev.vivace.internal.typed.PatternNode.One;
import dev.vivace.internal.typed.PatternNode.Repeat;
import dev.vivace.internal.typed.PatternNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The states that a regular expression can be in: each has either a set of characters that leads to the next state, or states
 * that it is as good as (Thompson's construction).
 */
final class PatternStates {
    private static final int COUNT_MAX = 2_000;

    private final List<CodePoints> sets = new ArrayList<>();
    private final List<int[]> nexts = new ArrayList<>();
    private int start;

    private PatternStates() {}

    /** Null where there are too many. State 0 is the end. */
    static PatternStates of(PatternNode node) {
        PatternStates states = new PatternStates();
        states.add(null);
        states.start = states.build(node, 0);
        return states.start < 0 ? null : states;
    }

    List<CodePoints> sets() {
        return sets;
    }

    /** What begins with these states, all they are as good as included. */
    BitSet closure(BitSet begun) {
        BitSet all = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int state = begun.nextSetBit(0); state >= 0; state = begun.nextSetBit(state + 1)) {
            open.push(state);
        }
        while (!open.isEmpty()) {
            int state = open.pop();
            if (!all.get(state)) {
                all.set(state);
                if (sets.get(state) == null) {
                    for (int next : nexts.get(state)) {
                        open.push(next);
                    }
                }
            }
        }
        return all;
    }

    BitSet beginning() {
        BitSet set = new BitSet();
        set.set(start);
        return closure(set);
    }

    /** Where a character leads to. */
    BitSet after(BitSet states, int codePoint) {
        BitSet reached = new BitSet();
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            CodePoints set = sets.get(state);
            if (set != null && set.contains(codePoint)) {
                reached.set(nexts.get(state)[0]);
            }
        }
        return closure(reached);
    }

    private int add(CodePoints set, int... next) {
        sets.add(set);
        nexts.add(next);
        return sets.size() - 1;
    }

    /** Builds backwards; gives the state that a part begins with, or -1 where there are too many. */
    private int build(PatternNode node, int next) {
        if (next < 0 || sets.size() > COUNT_MAX) {
            return -1;
        }
        if (node instanceof One one) {
            return add(one.set(), next);
        }
        if (node instanceof Sequence sequence) {
            int at = next;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                at = build(sequence.parts().get(i), at);
            }
            return at;
        }
        if (node instanceof Choice choice) {
            int[] begins = new int[choice.parts().size()];
            for (int i = 0; i < begins.length; i++) {
                begins[i] = build(choice.parts().get(i), next);
                if (begins[i] < 0) {
                    return -1;
                }
            }
            return add(null, begins);
        }
        return repeat((Repeat) node, next);
    }

    private int repeat(Repeat repeat, int next) {
        int at = next;
        if (repeat.max() == PatternNode.UNBOUNDED) {
            int loop = add(null, next);
            int body = build(repeat.part(), loop);
            if (body < 0) {
                return -1;
            }
            nexts.set(loop, new int[] {next, body});
            at = loop;
        } else {
            for (int i = repeat.min(); i < repeat.max() && at >= 0; i++) {
                int body = build(repeat.part(), at);
                at = body < 0 ? -1 : add(null, body, next);
            }
        }
        for (int i = 0; i < repeat.min() && at >= 0; i++) {
            at = build(repeat.part(), at);
        }
        return at;
    }
}
