package dev.vivace.internal.typed;

import java.util.BitSet;

/**
 * A set of characters, of all of Unicode. What a class of a regular expression stands for; made at start.
 *
 * <p><b>Threading:</b> immutable.
 */
final class CodePoints {
    private static final int LIMIT = Character.MAX_CODE_POINT + 1;

    private final BitSet members;

    private CodePoints(BitSet members) {
        this.members = members;
    }

    static CodePoints none() {
        return new CodePoints(new BitSet());
    }

    static CodePoints one(int codePoint) {
        return range(codePoint, codePoint);
    }

    static CodePoints range(int first, int last) {
        BitSet set = new BitSet();
        set.set(first, last + 1);
        return new CodePoints(set);
    }

    static CodePoints of(String characters) {
        BitSet set = new BitSet();
        for (int i = 0; i < characters.length(); i = characters.offsetByCodePoints(i, 1)) {
            set.set(characters.codePointAt(i));
        }
        return new CodePoints(set);
    }

    /** Those of a general category, by its first letter or its two letters; null where there is none of that name. */
    static CodePoints category(String name) {
        BitSet set = new BitSet();
        for (int c = 0; c < LIMIT; c++) {
            String of = CATEGORIES[Character.getType(c)];
            if (of.equals(name) || name.length() == 1 && of.startsWith(name)) {
                set.set(c);
            }
        }
        return set.isEmpty() ? null : new CodePoints(set);
    }

    /** By what {@link Character#getType(int)} gives; 17 is not used. */
    private static final String[] CATEGORIES = {
        "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "", "Co",
        "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
    };

    CodePoints or(CodePoints other) {
        BitSet both = (BitSet) members.clone();
        both.or(other.members);
        return new CodePoints(both);
    }

    CodePoints not() {
        BitSet others = (BitSet) members.clone();
        others.flip(0, LIMIT);
        return new CodePoints(others);
    }

    /** With the letters of ASCII in both cases where there is one of them. */
    CodePoints inAnyAsciiCase() {
        BitSet more = (BitSet) members.clone();
        for (int c = 'a'; c <= 'z'; c++) {
            int upper = c - 'a' + 'A';
            if (members.get(c) || members.get(upper)) {
                more.set(c);
                more.set(upper);
            }
        }
        return new CodePoints(more);
    }

    boolean contains(int codePoint) {
        return members.get(codePoint);
    }

    /** Adds each code point that begins a run of members or of others. */
    void addBoundaries(BitSet boundaries) {
        for (int at = members.nextSetBit(0); at >= 0; at = members.nextSetBit(at)) {
            boundaries.set(at);
            at = members.nextClearBit(at);
            if (at < LIMIT) {
                boundaries.set(at);
            }
        }
    }
}
