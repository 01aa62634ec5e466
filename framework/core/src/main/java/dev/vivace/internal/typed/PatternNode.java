package dev.vivace.internal.typed;

import java.util.List;

/** A regular expression in the sense of language theory: nothing in it looks ahead, back, or at what a group has taken. */
interface PatternNode {
    /** One character of a set. */
    record One(CodePoints set) implements PatternNode {}

    /** One after the other; none is the empty text. */
    record Sequence(List<PatternNode> parts) implements PatternNode {}

    /** One of them. */
    record Choice(List<PatternNode> parts) implements PatternNode {}

    /**
     * The same several times.
     *
     * @param max {@link #UNBOUNDED}, or at least {@code min}
     */
    record Repeat(PatternNode part, int min, int max) implements PatternNode {}

    /** No limit. */
    int UNBOUNDED = -1;
}
