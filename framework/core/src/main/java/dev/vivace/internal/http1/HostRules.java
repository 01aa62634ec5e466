package dev.vivace.internal.http1;

/**
 * {@code uri-host [ ":" port ]} (RFC 9110 section 7.2, RFC 3986 section 3.2.2). An empty host is refused: RFC 9110
 * section 4.2.1 makes an http URI without one invalid.
 */
final class HostRules {
    private static final int PORT_MAX = 65_535;

    private HostRules() {}

    static boolean valid(byte[] in, int start, int end) {
        int at = start;
        if (at < end && in[at] == '[') {
            at = literalEnd(in, start + 1, end);
            if (at < 0) {
                return false;
            }
        } else {
            while (at < end && Octets.REG_NAME[in[at] & 0xFF]) {
                at++;
            }
            if (at < end && in[at] == '%') {
                at = escapedNameEnd(in, at, end);
            }
            if (at <= start) {
                return false;
            }
        }
        return at == end || (in[at] == ':' && portEnd(in, at + 1, end) == end);
    }

    private static int escapedNameEnd(byte[] in, int start, int end) {
        int at = start;
        while (at < end) {
            if (in[at] == '%') {
                if (at + 2 >= end || !Octets.isHex(in[at + 1]) || !Octets.isHex(in[at + 2])) {
                    return -1;
                }
                at += 3;
            } else if (Octets.REG_NAME[in[at] & 0xFF]) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** The index behind the digits of a port, or of the first digit that makes it too large. RFC 3986: it may be empty. */
    static int portEnd(byte[] in, int start, int end) {
        int port = 0;
        int at = start;
        for (; at < end; at++) {
            int digit = in[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            port = port * 10 + digit;
            if (port > PORT_MAX) {
                break;
            }
        }
        return at;
    }

    /** The index behind the closing bracket of an IPv6 literal (RFC 3986 IPv6address), or -1. */
    private static int literalEnd(byte[] in, int start, int end) {
        int close = start;
        while (close < end && in[close] != ']') {
            close++;
        }
        return close < end && validIpv6(in, start, close) ? close + 1 : -1;
    }

    private static boolean validIpv6(byte[] in, int start, int end) {
        int groups = 0;
        boolean compressed = false;
        int at = start;
        if (end - start >= 2 && in[at] == ':' && in[at + 1] == ':') {
            compressed = true;
            at += 2;
        }
        while (at < end) {
            int digits = 0;
            int groupStart = at;
            while (at < end && Octets.isHex(in[at])) {
                at++;
                digits++;
            }
            if (at < end && in[at] == '.') {
                return validIpv4(in, groupStart, end) && fits(groups + 2, compressed);
            }
            if (digits == 0 || digits > 4) {
                return false;
            }
            groups++;
            if (at == end) {
                break;
            }
            if (in[at] != ':') {
                return false;
            }
            at++;
            if (at < end && in[at] == ':') {
                if (compressed) {
                    return false;
                }
                compressed = true;
                at++;
            } else if (at == end) {
                return false;
            }
        }
        return fits(groups, compressed);
    }

    private static boolean fits(int groups, boolean compressed) {
        return compressed ? groups <= 7 : groups == 8;
    }

    private static boolean validIpv4(byte[] in, int start, int end) {
        int parts = 0;
        int at = start;
        while (at < end) {
            int value = 0;
            int digits = 0;
            while (at < end && in[at] >= '0' && in[at] <= '9') {
                value = value * 10 + in[at] - '0';
                digits++;
                at++;
                if (digits > 3 || value > 255 || (digits > 1 && in[at - digits] == '0')) {
                    return false;
                }
            }
            if (digits == 0) {
                return false;
            }
            parts++;
            if (at == end) {
                break;
            }
            if (in[at] != '.' || at + 1 == end) {
                return false;
            }
            at++;
        }
        return parts == 4;
    }
}
