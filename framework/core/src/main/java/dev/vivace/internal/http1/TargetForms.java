package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/** The rare forms of a request target (RFC 9112 section 3.2): absolute-form, asterisk-form and authority-form. */
final class TargetForms {
    private static final byte[] HTTP = "http://".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HTTPS = "https://".getBytes(StandardCharsets.US_ASCII);

    private TargetForms() {}

    /** Parses the target at {@code start}, which does not start with a slash: the index of the blank behind it. */
    static int parse(byte[] in, int start, int end, RequestHead head) {
        int blank = start;
        while (blank < end && Octets.TARGET[in[blank] & 0xFF] < Octets.END) {
            blank++;
        }
        if (blank == end) {
            return HeadParser.INCOMPLETE;
        }
        if (in[blank] != Octets.SP) {
            boolean lineEnd = in[blank] == Octets.CR || in[blank] == Octets.LF;
            return lineEnd ? Faults.BAD_REQUEST_LINE : Faults.BAD_TARGET;
        }
        if (blank == start) {
            return Faults.BAD_REQUEST_LINE;
        }
        head.targetEnd = blank;
        head.pathStart = start;
        head.pathEnd = start;
        if (in[start] == '*' && blank == start + 1 && head.methodId == Methods.OPTIONS) {
            head.asterisk = true;
            return blank;
        }
        if (head.methodId == Methods.CONNECT) {
            return authority(in, start, blank, blank, head);
        }
        int scheme = schemeLength(in, start, blank);
        return scheme == 0 ? Faults.BAD_TARGET : absolute(in, start + scheme, blank, head);
    }

    private static int schemeLength(byte[] in, int start, int end) {
        if (end - start > HTTP.length && Octets.equalsIgnoreCase(in, start, start + HTTP.length, HTTP)) {
            return HTTP.length;
        }
        if (end - start > HTTPS.length && Octets.equalsIgnoreCase(in, start, start + HTTPS.length, HTTPS)) {
            return HTTPS.length;
        }
        return 0;
    }

    private static int absolute(byte[] in, int start, int blank, RequestHead head) {
        int at = start;
        while (at < blank && in[at] != '/' && in[at] != '?') {
            at++;
        }
        int result = authority(in, start, at, blank, head);
        if (result < 0) {
            return result;
        }
        head.pathStart = at;
        head.pathEnd = at;
        if (in[at] == '/') {
            return HeadParser.pathAndQuery(in, at, blank + 1, head);
        }
        return in[at] == '?' ? HeadParser.query(in, at + 1, blank + 1, head) : blank;
    }

    /** RFC 9110 section 4.2.4: userinfo in the authority of a request target is refused, as {@link HostRules} does. */
    private static int authority(byte[] in, int start, int end, int blank, RequestHead head) {
        if (!HostRules.valid(in, start, end)) {
            return Faults.BAD_TARGET;
        }
        head.authorityStart = start;
        head.authorityEnd = end;
        return blank;
    }
}
