package dev.vivace.tfb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer as it was on the wire.
 *
 * @param status the code
 * @param head status line and header section, with the empty line
 * @param body the bytes, one char each
 */
record RawAnswer(int status, String head, String body) {
    /** The one value of a field; null where it is missing, a failure where there are several. */
    String header(String name) {
        List<String> values = headers(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " is there " + values.size() + " times: " + head);
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        String[] lines = head.split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                values.add(lines[i].substring(colon + 1).strip());
            }
        }
        return values;
    }
}
