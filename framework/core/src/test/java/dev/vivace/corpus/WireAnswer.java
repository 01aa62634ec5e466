package dev.vivace.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One answer as it was found in the server's output. Header entries are name and value pairs in their order. */
record WireAnswer(int status, List<String[]> headers, byte[] body) {

    /** All values of a field, in order; names compare without case. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (String[] header : headers) {
            if (header[0].equalsIgnoreCase(name)) {
                values.add(header[1]);
            }
        }
        return values;
    }

    /** The members of a list field (RFC 9110 5.6.1) over all its lines, empty ones dropped. */
    List<String> members(String name) {
        List<String> members = new ArrayList<>();
        for (String value : values(name)) {
            for (String member : value.split(",")) {
                if (!member.isBlank()) {
                    members.add(member.trim());
                }
            }
        }
        return members;
    }

    /** Whether the answer announces the end of the connection (RFC 9112 9.6). */
    boolean announcesClose() {
        return members("Connection").stream()
                .anyMatch(m -> m.toLowerCase(Locale.ROOT).equals("close"));
    }
}
