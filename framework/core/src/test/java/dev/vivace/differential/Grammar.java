package dev.vivace.differential;

import java.util.regex.Pattern;

/**
 * The grammar of RFC 9110, RFC 9112 and RFC 3986 as regular expressions over one character a byte, with what the server
 * decided where the standards leave a choice:
 *
 * <ul>
 *   <li>A target may hold any visible ASCII character but {@code #}. RFC 9112 section 3.2 asks for a 400 to an invalid
 *       request line as a SHOULD; browsers send {@code "}, {@code |} and their like unescaped, and none of them can be
 *       taken for a delimiter.
 *   <li>An absolute-form target is http or https, without userinfo (RFC 9110 section 4.2.4), with a host (4.2.1).
 *   <li>A host is not empty. RFC 9110 section 7.2 knows an empty one, for targets without an authority, which an http
 *       target always has (4.2.1). A port is at most 65535. An IPvFuture literal is refused: there is none.
 *   <li>An authority-form target may lack its port (RFC 9112 section 3.2.3 demands it): CONNECT is a 501 anyway.
 * </ul>
 */
final class Grammar {
    static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    /** field-value with OWS around it, obs-text included; RFC 9110 section 5.5. */
    static final String VALUE = "[\\t \\x21-\\x7E\\x80-\\xFF]*";

    private static final String TARGET = "[\\x21\\x22\\x24-\\x7E]+";
    private static final String REG_NAME = "(?:[\\-._~0-9A-Za-z!$&'()*+,;=]|%[0-9A-Fa-f]{2})+";
    private static final String DEC_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])";
    private static final String IPV4 = DEC_OCTET + "(?:\\." + DEC_OCTET + "){3}";
    private static final String H16 = "[0-9A-Fa-f]{1,4}";
    private static final String LS32 = "(?:" + H16 + ":" + H16 + "|" + IPV4 + ")";
    /** RFC 3986 section 3.2.2, line by line. */
    private static final String IPV6 = "(?:"
            + ("(?:" + H16 + ":){6}" + LS32)
            + ("|::(?:" + H16 + ":){5}" + LS32)
            + ("|(?:" + H16 + ")?::(?:" + H16 + ":){4}" + LS32)
            + ("|(?:(?:" + H16 + ":){0,1}" + H16 + ")?::(?:" + H16 + ":){3}" + LS32)
            + ("|(?:(?:" + H16 + ":){0,2}" + H16 + ")?::(?:" + H16 + ":){2}" + LS32)
            + ("|(?:(?:" + H16 + ":){0,3}" + H16 + ")?::" + H16 + ":" + LS32)
            + ("|(?:(?:" + H16 + ":){0,4}" + H16 + ")?::" + LS32)
            + ("|(?:(?:" + H16 + ":){0,5}" + H16 + ")?::" + H16)
            + ("|(?:(?:" + H16 + ":){0,6}" + H16 + ")?::")
            + ")";

    private static final String AUTHORITY = "(?:\\[" + IPV6 + "]|" + REG_NAME + ")(?::(?<port>[0-9]*))?";

    static final Pattern REQUEST_LINE =
            Pattern.compile("(?<method>" + TOKEN + ") (?<target>" + TARGET + ") HTTP/(?<version>[0-9]\\.[0-9])\\r\\n");
    static final Pattern FIELD_LINE = Pattern.compile("(?<name>" + TOKEN + "):(?<value>" + VALUE + ")\\r\\n");
    static final Pattern ORIGIN = Pattern.compile("(?<path>/[^?]*)(?:\\?.*)?");
    static final Pattern ABSOLUTE =
            Pattern.compile("(?i:https?)://(?<authority>[^/?]+)(?<path>/[^?]*)?(?:\\?.*)?", Pattern.DOTALL);
    static final Pattern HOST = Pattern.compile(AUTHORITY);
    static final Pattern ONE_TOKEN = Pattern.compile(TOKEN);
    static final Pattern LENGTH = Pattern.compile("[0-9]+");

    private static final String QUOTED =
            "\"(?:[\\t \\x21\\x23-\\x5B\\x5D-\\x7E\\x80-\\xFF]|\\\\[\\t \\x21-\\x7E\\x80-\\xFF])*\"";
    /** RFC 9112 section 7.1.1; BWS is {@code *( SP / HTAB )}. */
    private static final String EXTENSIONS =
            "(?:[\\t ]*;[\\t ]*" + TOKEN + "(?:[\\t ]*=[\\t ]*(?:" + TOKEN + "|" + QUOTED + "))?)*";

    static final Pattern CHUNK_LINE = Pattern.compile("(?<size>[0-9A-Fa-f]+)(?<extensions>" + EXTENSIONS + ")\\r\\n");
    static final Pattern TRAILER_OR_END = Pattern.compile("(?:" + TOKEN + ":" + VALUE + ")?\\r\\n");

    private Grammar() {}

    /** {@code uri-host [ ":" port ]}. */
    static boolean isHost(String text) {
        var matcher = HOST.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group("port");
        return port == null
                || port.isEmpty()
                || new java.math.BigInteger(port).compareTo(java.math.BigInteger.valueOf(65_535)) <= 0;
    }

    /** Without the optional white space of RFC 9110 section 5.6.3 around it. */
    static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && " \t".indexOf(value.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \t".indexOf(value.charAt(end - 1)) >= 0) {
            end--;
        }
        return value.substring(start, end);
    }
}
