package dev.vivace.internal.typed;

/**
 * What {@code @Email} takes for an address, in one pass over it: a local part that is a dot-atom (RFC 5322 section 3.2.3) of
 * at most 64 octets, an {@code @}, and a domain of labels (RFC 5321 section 4.1.2) of at most 63; at most 254 altogether
 * (RFC 5321 section 4.5.3.1). Characters beyond ASCII are taken in both parts (RFC 6531), white space and controls apart. Quoted
 * local parts, addresses of hosts in brackets and comments are not taken, nor is the empty text. One label is enough: {@code
 * root@localhost}. Lengths are counted in chars.
 */
final class EmailSyntax {
    private static final int LENGTH_MAX = 254;
    private static final int LOCAL_LENGTH_MAX = 64;
    private static final int LABEL_LENGTH_MAX = 63;

    /** Beside letters and digits: RFC 5322 section 3.2.3. */
    private static final String ATOM_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private EmailSyntax() {}

    static Rule rule(Class<?> type) {
        return Rule.of(
                        "email",
                        "The text must be an e-mail address.",
                        Texts.of(type, Rule.test(EmailSyntax.class, "isAddress")))
                .keyword("format", "email");
    }

    static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at <= LOCAL_LENGTH_MAX
                && text.length() <= LENGTH_MAX
                && isLocalPart(text, at)
                && isDomain(text, at + 1);
    }

    private static boolean isLocalPart(String text, int end) {
        boolean dot = true;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (dot) {
                    return false;
                }
                dot = true;
            } else if (isLetterOrDigit(c) || ATOM_SPECIALS.indexOf(c) >= 0) {
                dot = false;
            } else {
                return false;
            }
        }
        return !dot;
    }

    private static boolean isDomain(String text, int start) {
        int label = start;
        for (int i = start; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
            } else if (!isLetterOrDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String text, int start, int end) {
        return end > start
                && end - start <= LABEL_LENGTH_MAX
                && text.charAt(start) != '-'
                && text.charAt(end - 1) != '-';
    }

    private static boolean isLetterOrDigit(char c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        return !Character.isSpaceChar(c) && !Character.isISOControl(c) && c != '\ufeff';
    }
}
