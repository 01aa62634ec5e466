package dev.vivace.internal.http1;

/**
 * The two field lines that nearly every request has, each in one go: {@code Host} with a registered name or an IPv4
 * address (RFC 9110 section 7.2), whose characters are looked at once and not three times, and {@code Connection:
 * keep-alive}, which is three comparisons. They took more than a third of the time of a head. Any other line, and any that may be
 * faulty, is left to {@link HeadParser} and {@link FieldRules}.
 */
final class FrequentFields {
    /** The line is another one. */
    static final int ANOTHER = 0;

    private static final long HOST = Octets.word("HOST: \0\0");
    /** Letters in upper case, ": " as it is, and no more of the word. */
    private static final long HOST_MASK = 0x0000_FFFF_DFDF_DFDFL;

    private static final int HOST_NAME_LENGTH = 4;
    private static final int HOST_VALUE_OFFSET = 6;

    private static final long KEEP_ALIVE_0 = Octets.word("connecti");
    private static final long KEEP_ALIVE_1 = Octets.word("on: keep");
    private static final long KEEP_ALIVE_2 = Octets.word("-alive\r\n");
    /** What makes the letters lower case, and leaves the rest as it is. */
    private static final long LOWER_0 = 0x2020_2020_2020_2020L;

    private static final long LOWER_1 = 0x2020_2020_0000_2020L;
    private static final long LOWER_2 = 0x0000_2020_2020_2000L;
    private static final int KEEP_ALIVE_LENGTH = 24;
    private static final int CONNECTION_NAME_LENGTH = 10;
    private static final int CONNECTION_VALUE_OFFSET = 12;
    private static final int CONNECTION_VALUE_END = 22;

    private FrequentFields() {}

    /** Parses the field line at {@code start}: the index behind its LF, or {@link #ANOTHER}. */
    static int line(byte[] in, int start, int end, RequestHead head) {
        if (end - start < Long.BYTES) {
            return ANOTHER;
        }
        long word = Octets.longAt(in, start);
        if ((word & HOST_MASK) == HOST) {
            return host(in, start, end, head);
        }
        if ((word | LOWER_0) == KEEP_ALIVE_0
                && end - start >= KEEP_ALIVE_LENGTH
                && (Octets.longAt(in, start + 8) | LOWER_1) == KEEP_ALIVE_1
                && (Octets.longAt(in, start + 16) | LOWER_2) == KEEP_ALIVE_2) {
            head.addField(
                    start,
                    start + CONNECTION_NAME_LENGTH,
                    start + CONNECTION_VALUE_OFFSET,
                    start + CONNECTION_VALUE_END);
            head.connectionKeepAlive = true;
            return start + KEEP_ALIVE_LENGTH;
        }
        return ANOTHER;
    }

    private static int host(byte[] in, int start, int end, RequestHead head) {
        final boolean[] name = Octets.REG_NAME;
        int valueStart = start + HOST_VALUE_OFFSET;
        int at = valueStart;
        while (at < end && name[in[at] & 0xFF]) {
            at++;
        }
        if (at == valueStart || head.hostIndex >= 0) {
            return ANOTHER;
        }
        if (at < end && in[at] == ':') {
            at = HostRules.portEnd(in, at + 1, end);
        }
        if (at + 1 >= end || in[at] != Octets.CR || in[at + 1] != Octets.LF) {
            return ANOTHER;
        }
        head.hostIndex = head.addField(start, start + HOST_NAME_LENGTH, valueStart, at);
        return at + 2;
    }
}
