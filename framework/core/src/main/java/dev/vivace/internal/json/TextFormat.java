package dev.vivace.internal.json;

/**
 * What strings look like that stand for something else: dates and times after RFC 3339, section 5.6 (ISO 8601 where a type
 * has no offset), UUIDs after RFC 9562. Only these spellings, and only what the Java type
 * can hold: no second 60, no tenth digit of a fraction, no offset beyond 18 hours. {@code T} and {@code Z} may be in lower
 * case, as the RFC allows.
 *
 * <p><b>Threading:</b> stateless; a test allocates nothing.
 */
enum TextFormat {
    /** A {@code LocalDate}: {@code 2025-11-21}. */
    DATE {
        @Override
        boolean accepts(char[] text, int length) {
            return length == Rfc3339.DATE_CHARS && Rfc3339.isDate(text);
        }
    },
    /** A {@code LocalTime}: {@code 14:28:00.5}. */
    LOCAL_TIME {
        @Override
        boolean accepts(char[] text, int length) {
            return Rfc3339.behindTime(text, 0, length) == length;
        }
    },
    /** An {@code OffsetTime}: {@code 14:28:00+01:00}. */
    TIME {
        @Override
        boolean accepts(char[] text, int length) {
            int behind = Rfc3339.behindTime(text, 0, length);
            return behind > 0 && Rfc3339.isOffset(text, behind, length);
        }
    },
    /** A {@code LocalDateTime}: {@code 2025-11-21T14:28:00}. */
    LOCAL_DATE_TIME {
        @Override
        boolean accepts(char[] text, int length) {
            return Rfc3339.behindDateTime(text, length) == length;
        }
    },
    /** An {@code OffsetDateTime}: {@code 2025-11-21T14:28:00Z}. */
    DATE_TIME {
        @Override
        boolean accepts(char[] text, int length) {
            int behind = Rfc3339.behindDateTime(text, length);
            return behind > 0 && Rfc3339.isOffset(text, behind, length);
        }
    },
    /** An {@code Instant}: as {@link #DATE_TIME}, if it is in a year from 0 to 9999 at offset 0. */
    INSTANT {
        @Override
        boolean accepts(char[] text, int length) {
            return DATE_TIME.accepts(text, length) && Rfc3339.isWritable(Rfc3339.epochSecond(text, length));
        }
    },
    /** A {@code YearMonth}: {@code 2025-11}. */
    YEAR_MONTH {
        @Override
        boolean accepts(char[] text, int length) {
            return length == Rfc3339.YEAR_MONTH_CHARS && Rfc3339.isYearMonth(text);
        }
    },
    /** A {@code UUID} of 36 characters. */
    UUID {
        @Override
        boolean accepts(char[] text, int length) {
            if (length != UUID_CHARS) {
                return false;
            }
            for (int i = 0; i < UUID_CHARS; i++) {
                boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
                if (hyphen ? text[i] != '-' : text[i] > 'f' || Character.digit(text[i], 16) < 0) {
                    return false;
                }
            }
            return true;
        }
    };

    /**
     * No longer strings are read, in characters as they are spelt. A time with its zone's name takes up to 69
     * ({@code America/Argentina/ComodRivadavia}), all else less, and an escape six for one.
     */
    static final int CHARS_MAX = 512;

    /**
     * The same for a reader that has room for 64 characters, and does not tell whether the last one was the closing quote:
     * one of an app that uses dsl-json by itself.
     */
    static final int CHARS_MAX_OF_OTHERS = 62;

    private static final int UUID_CHARS = 36;
    private static final int ESCAPE_CHARS = 6;

    /** Whether the first characters are text of this format. */
    abstract boolean accepts(char[] text, int length);

    /**
     * Replaces escapes by what they stand for.
     *
     * @return how long it is then, or -1 if an escape is wrong
     */
    static int unescape(char[] text, int length) {
        int to = 0;
        for (int i = 0; i < length; i++) {
            // None of the formats has a character that needs an escape, or one of those that have letters.
            char c = text[i];
            if (c == '\\') {
                if (i + 1 < length && text[i + 1] == '/') {
                    c = '/';
                    i++;
                } else if (i + ESCAPE_CHARS <= length && text[i + 1] == 'u') {
                    c = 0;
                    for (int digit = i + 2; digit < i + ESCAPE_CHARS; digit++) {
                        c = (char) (c << 4 | Character.digit(text[digit], 16));
                    }
                    i += ESCAPE_CHARS - 1;
                } else {
                    return -1;
                }
            }
            text[to++] = c;
        }
        return to;
    }
}
