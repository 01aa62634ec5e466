package dev.vivace.internal.typed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern as an automaton that looks at each character once (subset construction): its time grows with the length of the
 * text alone, up to a bound of its own, whatever the pattern, so that {@code (a+)+} is as harmless as {@code a+}. Most patterns of members are of this
 * kind; the others are {@link BacktrackingPattern}s. It takes the texts of that length that {@link java.util.regex.Matcher#matches} takes,
 * and allocates nothing.
 *
 * <p><b>Threading:</b> immutable.
 */
final class LinearPattern {
    /** In code points. Longer texts do not match: one pass is short, and this says how short. */
    static final int LENGTH_MAX = 65_536;

    /** Tables of at most 128 KB, made in some milliseconds. */
    private static final int CELLS_MAX = 32_768;

    private static final int STATES_MAX = 1_024;
    private static final int ASCII = 128;

    /** Kinds of characters that no state tells apart; by code point where below 128. */
    private final byte[] asciiKinds = new byte[ASCII];

    /** Where a run of characters of one kind begins, and the kind. */
    private final int[] runStarts;

    private final byte[] runKinds;

    /** The row of the next state, by row and kind; -1 where nothing can match any more. */
    private final int[] nextRows;

    private final boolean[] acceptingRows;

    private LinearPattern(int[] runStarts, byte[] runKinds, int[] nextRows, boolean[] acceptingRows) {
        this.runStarts = runStarts;
        this.runKinds = runKinds;
        this.nextRows = nextRows;
        this.acceptingRows = acceptingRows;
        for (int c = 0; c < ASCII; c++) {
            asciiKinds[c] = (byte) kindOf(c);
        }
    }

    /** Null where the automaton would be too large. */
    static LinearPattern of(PatternNode node) {
        PatternStates states = PatternStates.of(node);
        if (states == null) {
            return null;
        }
        BitSet boundaries = new BitSet();
        boundaries.set(0);
        for (CodePoints set : states.sets()) {
            if (set != null) {
                set.addBoundaries(boundaries);
            }
        }
        int[] runStarts = members(boundaries);
        Map<BitSet, Integer> kinds = new HashMap<>();
        List<Integer> samples = new ArrayList<>();
        byte[] runKinds = new byte[runStarts.length];
        for (int run = 0; run < runStarts.length; run++) {
            int codePoint = runStarts[run];
            BitSet told = new BitSet();
            for (int state = 0; state < states.sets().size(); state++) {
                CodePoints set = states.sets().get(state);
                told.set(state, set != null && set.contains(codePoint));
            }
            Integer kind = kinds.putIfAbsent(told, samples.size());
            if (kind == null) {
                kind = samples.size();
                samples.add(codePoint);
            }
            if (kind > Byte.MAX_VALUE) {
                return null;
            }
            runKinds[run] = kind.byteValue();
        }
        return of(states, runStarts, runKinds, samples);
    }

    private static int[] members(BitSet set) {
        int[] members = new int[set.cardinality()];
        int count = 0;
        for (int at = set.nextSetBit(0); at >= 0; at = set.nextSetBit(at + 1)) {
            members[count++] = at;
        }
        return members;
    }

    private static LinearPattern of(PatternStates states, int[] runStarts, byte[] runKinds, List<Integer> samples) {
        int width = samples.size();
        Map<BitSet, Integer> rows = new HashMap<>();
        List<BitSet> open = new ArrayList<>();
        rows.put(states.beginning(), 0);
        open.add(states.beginning());
        List<int[]> table = new ArrayList<>();
        for (int row = 0; row < open.size(); row++) {
            int[] nexts = new int[width];
            for (int kind = 0; kind < width; kind++) {
                BitSet reached = states.after(open.get(row), samples.get(kind));
                if (reached.isEmpty()) {
                    nexts[kind] = -1;
                    continue;
                }
                Integer known = rows.putIfAbsent(reached, open.size());
                if (known == null) {
                    known = open.size();
                    open.add(reached);
                }
                nexts[kind] = known * width;
            }
            table.add(nexts);
            if (open.size() > STATES_MAX || open.size() * width > CELLS_MAX) {
                return null;
            }
        }
        int[] nextRows = new int[table.size() * width];
        for (int row = 0; row < table.size(); row++) {
            System.arraycopy(table.get(row), 0, nextRows, row * width, width);
        }
        boolean[] accepting = new boolean[open.size() * width];
        for (int row = 0; row < open.size(); row++) {
            accepting[row * width] = open.get(row).get(0);
        }
        return new LinearPattern(runStarts, runKinds, nextRows, accepting);
    }

    boolean matches(String text) {
        if (!Lengths.textBetween(0, LENGTH_MAX, text)) {
            return false;
        }
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int kind;
            if (c < ASCII) {
                kind = asciiKinds[c];
            } else {
                int codePoint = text.codePointAt(i);
                kind = kindOf(codePoint);
                i += Character.charCount(codePoint) - 1;
            }
            row = nextRows[row + kind];
            if (row < 0) {
                return false;
            }
        }
        return acceptingRows[row];
    }

    private int kindOf(int codePoint) {
        int found = Arrays.binarySearch(runStarts, codePoint);
        return runKinds[found >= 0 ? found : -found - 2];
    }
}
