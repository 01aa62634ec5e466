package dev.vivace.internal.http1;

/**
 * What {@code Accept} says about one media type (RFC 9110 section 12.5.1): the most specific range that matches decides, and of
 * several such the highest weight. Takes all lines of the field, one after the other.
 *
 * <p>Parameters of a range make no difference where it is wanted: JSON has none (RFC 8259 section 11), and clients send {@code
 * charset}. A range with parameters that is not wanted says nothing about the type without them.
 *
 * <p><b>Threading:</b> one request's.
 */
public final class AcceptField {
    private static final int NOT_MATCHED = 0;
    private static final int ANY_TYPE = 1;
    private static final int ANY_SUBTYPE = 2;
    private static final int EXACT = 3;
    private static final int WEIGHT_MAX = 1_000;

    private final byte[] type;
    private final byte[] subtype;

    private byte[] in;
    private int at;
    private int end;
    private boolean malformed;
    private boolean empty = true;
    private int specificity = NOT_MATCHED;
    private int weight;

    /** @param mediaType in lower case, without parameters */
    public AcceptField(String mediaType) {
        int slash = mediaType.indexOf('/');
        this.type = mediaType.substring(0, slash).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        this.subtype = mediaType.substring(slash + 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Takes one line's value. */
    public void line(byte[] bytes, int start, int lineEnd) {
        in = bytes;
        at = start;
        end = lineEnd;
        blanks(true);
        while (at < end && !malformed) {
            empty = false;
            malformed = !range();
            blanks(false);
            malformed |= at < end && in[at] != ',';
            blanks(true);
        }
    }

    /**
     * Whether the type may be sent. A field that is malformed or empty says nothing: it may be disregarded (section 12.5.1),
     * and a refusal needs a reason.
     */
    public boolean accepts() {
        return malformed || empty || (specificity != NOT_MATCHED && weight > 0);
    }

    private void blanks(boolean commas) {
        while (at < end && (in[at] == Octets.SP || in[at] == Octets.TAB || (commas && in[at] == ','))) {
            at++;
        }
    }

    /** One element of the list; false when it is malformed. */
    private boolean range() {
        int typeStart = at;
        int typeEnd = token();
        if (typeEnd == typeStart || at == end || in[at] != '/') {
            return false;
        }
        int subtypeStart = ++at;
        int subtypeEnd = token();
        if (subtypeEnd == subtypeStart) {
            return false;
        }
        int matched = match(typeStart, typeEnd, subtypeStart, subtypeEnd);
        if (matched < 0) {
            return false;
        }
        int itsWeight = WEIGHT_MAX;
        boolean parameters = false;
        for (blanks(false); at < end && in[at] == ';'; blanks(false)) {
            at++;
            blanks(false);
            if (at == end || in[at] == ';' || in[at] == ',') {
                // An empty parameter (section 5.6.6)
                continue;
            }
            int nameStart = at;
            int nameEnd = token();
            if (nameEnd == nameStart || at == end || in[at] != '=') {
                return false;
            }
            at++;
            if (nameEnd - nameStart == 1 && (in[nameStart] | 0x20) == 'q') {
                itsWeight = weight();
                if (itsWeight < 0) {
                    return false;
                }
            } else {
                parameters = true;
                if (!value()) {
                    return false;
                }
            }
        }
        if (itsWeight > 0 || !parameters) {
            note(matched, itsWeight);
        }
        return true;
    }

    private void note(int matched, int itsWeight) {
        if (matched > specificity) {
            specificity = matched;
            weight = itsWeight;
        } else if (matched == specificity && matched != NOT_MATCHED) {
            weight = Math.max(weight, itsWeight);
        }
    }

    private int match(int typeStart, int typeEnd, int subtypeStart, int subtypeEnd) {
        boolean anySubtype = isStar(subtypeStart, subtypeEnd);
        if (isStar(typeStart, typeEnd)) {
            return anySubtype ? ANY_TYPE : -1;
        }
        if (!Octets.equalsIgnoreCase(in, typeStart, typeEnd, type)) {
            return NOT_MATCHED;
        }
        if (anySubtype) {
            return ANY_SUBTYPE;
        }
        return Octets.equalsIgnoreCase(in, subtypeStart, subtypeEnd, subtype) ? EXACT : NOT_MATCHED;
    }

    private boolean isStar(int from, int to) {
        return to - from == 1 && in[from] == '*';
    }

    private int token() {
        while (at < end && Octets.TOKEN[in[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    /** A token or a quoted string. */
    private boolean value() {
        if (at == end || in[at] != '"') {
            int start = at;
            return token() > start;
        }
        for (at++; at < end; at++) {
            if (in[at] == '"') {
                at++;
                return true;
            }
            if (in[at] == '\\') {
                at++;
            }
        }
        return false;
    }

    /** Section 12.4.2: a digit and at most three behind a point, 0 to 1; in thousandths, or -1. */
    private int weight() {
        int start = at;
        token();
        int length = at - start;
        if (length < 1
                || length > 5
                || (in[start] != '0' && in[start] != '1')
                || (length > 1 && in[start + 1] != '.')) {
            return -1;
        }
        int thousandths = in[start] - '0';
        for (int i = 2; i < 5; i++) {
            int digit = i < length ? in[start + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            thousandths = thousandths * 10 + digit;
        }
        return thousandths <= WEIGHT_MAX ? thousandths : -1;
    }
}
