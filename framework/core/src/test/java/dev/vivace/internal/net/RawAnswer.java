package dev.vivace.internal.net;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An answer as it came over a socket.
 *
 * @param status the status code
 * @param head status line and fields, with the empty line
 * @param body the bytes that Content-Length counts
 */
record RawAnswer(int status, String head, byte[] body) {
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The value of a field, or null; its name's case does not count. */
    String header(String name) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }

    boolean closes() {
        return "close".equalsIgnoreCase(header("Connection"));
    }
}
