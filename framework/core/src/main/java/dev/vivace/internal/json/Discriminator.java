package dev.vivace.internal.json;

import java.util.Arrays;
import java.util.Collection;

/**
 * The member of an object that says which variant of a sealed type the object is. dsl-json wants it first; members have no
 * order (RFC 8259, section 4). So it is looked for, and moved to the front in place: the bytes before it change places
 * with it, and what separates them stays in between.
 *
 * <pre>{@code
 * int member = discriminator.find(document, behindBrace, end);
 * int variant = discriminator.variant(document, member, end);
 * if (variant >= 0) {
 *     discriminator.moveToFront(document, behindBrace, member, end, variant);
 * }
 * }</pre>
 *
 * <p>It looks at bytes that have not been validated yet, because what the other members must look like depends on it. What
 * it cannot follow it leaves as it is, for the validator to refuse.
 *
 * <p>The time is linear in the object's length. Where objects are nested in which the member comes last, the inner ones
 * are passed once for each level; who nests them bounds that.
 *
 * <p><b>Threading:</b> immutable; allocates only where the member is spelt with escapes.
 */
final class Discriminator {
    /** The object has no such member. */
    static final int MISSING = -1;

    /** Its value is no string. */
    static final int NO_STRING = -2;

    /** Its value is the name of no variant. */
    static final int UNKNOWN = -3;

    /** The object is not well-formed, before the member or at it. */
    static final int MALFORMED = -4;

    /** An escape is at most so many times as long as what it stands for. */
    private static final int ESCAPE_FACTOR = 6;

    private final byte[] name;
    private final byte[][] values;

    /**
     * A member with the values that it may have.
     *
     * @param name of the member
     * @param values are numbered from 0 in their order
     */
    Discriminator(String name, Collection<String> values) {
        this.name = JsonStrings.utf8(name);
        this.values = values.stream().map(JsonStrings::utf8).toArray(byte[][]::new);
    }

    /**
     * The variant that a member says.
     *
     * @param in holds the object
     * @param member where it was {@linkplain #find found}
     * @param end behind the last byte of the document
     * @return the number of the variant, or a negative code; a negative {@code member} is one already
     */
    int variant(byte[] in, int member, int end) {
        if (member < 0) {
            return member;
        }
        int value = valueOf(in, member, end);
        if (in[value] != '"') {
            return NO_STRING;
        }
        int behind = behindString(in, value, end);
        return behind < 0 ? MALFORMED : variantOf(in, value + 1, behind - 1);
    }

    /**
     * Moves a member that says a variant to the front of its object, its value spelt without escapes.
     *
     * @param in holds the object
     * @param from behind its opening brace
     * @param member where it was found
     * @param end behind the last byte of the document
     * @param variant what it says
     */
    void moveToFront(byte[] in, int from, int member, int end, int variant) {
        int value = valueOf(in, member, end);
        int behind = behindString(in, value, end);
        spell(values[variant], in, value, behind);
        int first = JsonScan.blanks(in, from, end);
        if (member != first) {
            rotate(in, first, member, behind);
        }
    }

    /**
     * Where the member is.
     *
     * @param in holds the object
     * @param from behind its opening brace
     * @param end behind the last byte of the document
     * @return the index of its name's opening quote, {@link #MISSING} or {@link #MALFORMED}
     */
    int find(byte[] in, int from, int end) {
        int index = JsonScan.blanks(in, from, end);
        while (index < end && in[index] == '"') {
            int member = index;
            int behindName = behindString(in, member, end);
            int value = behindName < 0 ? MALFORMED : valueBehind(in, behindName, end);
            if (value < 0) {
                return MALFORMED;
            }
            if (equal(name, in, member + 1, behindName - 1)) {
                return member;
            }
            index = JsonScan.blanks(in, behindValue(in, value, end), end);
            if (index >= end || in[index] != ',') {
                break;
            }
            index = JsonScan.blanks(in, index + 1, end);
            if (index < end && in[index] == '}') {
                return MALFORMED;
            }
        }
        return index < end && in[index] == '}' ? MISSING : MALFORMED;
    }

    /** The index of the first byte of the value of a member that has been found. */
    static int valueOf(byte[] in, int member, int end) {
        return valueBehind(in, behindString(in, member, end), end);
    }

    private static int valueBehind(byte[] in, int behindName, int end) {
        int colon = JsonScan.blanks(in, behindName, end);
        if (colon >= end || in[colon] != ':') {
            return MALFORMED;
        }
        int value = JsonScan.blanks(in, colon + 1, end);
        return value < end ? value : MALFORMED;
    }

    private int variantOf(byte[] in, int from, int closingQuote) {
        for (int i = 0; i < values.length; i++) {
            if (equal(values[i], in, from, closingQuote)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    private static boolean equal(byte[] text, byte[] in, int from, int closingQuote) {
        int length = closingQuote - from;
        if (length == text.length) {
            return Arrays.equals(text, 0, length, in, from, closingQuote);
        }
        return length > text.length
                && length <= text.length * ESCAPE_FACTOR
                && equalUnescaped(text, in, from, closingQuote);
    }

    private static boolean equalUnescaped(byte[] text, byte[] in, int from, int closingQuote) {
        boolean escaped = false;
        for (int i = from; i < closingQuote; i++) {
            if (in[i] == '\\') {
                escaped = true;
                // What no escape may be would be read as the letter itself, and then be out of the validator's sight.
                if ("\"\\/bfnrtu".indexOf(in[++i]) < 0) {
                    return false;
                }
            }
        }
        if (!escaped) {
            return false;
        }
        byte[] unescaped = new byte[closingQuote - from];
        int length = JsonStrings.unescape(in, from, closingQuote, unescaped, 0);
        return Arrays.equals(text, 0, text.length, unescaped, 0, length);
    }

    private static void spell(byte[] text, byte[] in, int quote, int behind) {
        if (behind - quote != text.length + 2) {
            int end = JsonStrings.escape(text, 0, text.length, in, quote + 1);
            in[end] = '"';
            Arrays.fill(in, end + 1, behind, (byte) ' ');
        }
    }

    /** Behind the closing quote, or {@link #MALFORMED}. */
    private static int behindString(byte[] in, int quote, int end) {
        for (int i = quote + 1; i < end; i++) {
            if (in[i] == '"') {
                return i + 1;
            }
            if (in[i] == '\\') {
                i++;
            }
        }
        return MALFORMED;
    }

    /** Behind a value of any kind, or {@code end} if it does not end. */
    private static int behindValue(byte[] in, int from, int end) {
        int depth = 0;
        for (int i = from; i < end; i++) {
            byte b = in[i];
            if (b == '"') {
                i = behindString(in, i, end) - 1;
                if (i < 0) {
                    return end;
                }
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']' || b == ',' && depth == 0) {
                if (depth == 0) {
                    return i;
                }
                depth--;
            }
        }
        return end;
    }

    /** From "others, member" to "member, others": all is turned round, and then each of the three parts. */
    private static void rotate(byte[] in, int first, int member, int behind) {
        int others = member - 1;
        while (in[others] != ',') {
            others--;
        }
        reverse(in, first, behind);
        int memberEnd = first + behind - member;
        int othersStart = behind - (others - first);
        reverse(in, first, memberEnd);
        reverse(in, memberEnd, othersStart);
        reverse(in, othersStart, behind);
    }

    private static void reverse(byte[] in, int from, int end) {
        int low = from;
        int high = end - 1;
        while (low < high) {
            byte b = in[low];
            in[low++] = in[high];
            in[high--] = b;
        }
    }
}
