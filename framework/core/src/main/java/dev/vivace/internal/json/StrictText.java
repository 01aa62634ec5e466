package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import java.io.IOException;

/**
 * Takes a string from dsl-json's reader only if it is of a format.
 *
 * <p><b>Threading:</b> stateless; the reader belongs to one loop.
 */
final class StrictText {
    private StrictText() {}

    /**
     * The length of the text that the reader's characters hold from now on.
     *
     * @param reader has just been asked for the characters
     * @param text the characters
     * @param format what the text must look like
     * @throws IOException if it does not
     */
    static int length(JsonReader<?> reader, char[] text, TextFormat format) throws IOException {
        int length = reader.getCurrentIndex() - reader.getTokenStart() - 1;
        if (length <= TextFormat.CHARS_MAX) {
            if (format.accepts(text, length)) {
                return length;
            }
            length = TextFormat.unescape(text, length);
            if (length >= 0 && format.accepts(text, length)) {
                return length;
            }
        }
        throw reader.newParseError("The string is not of the format " + format, 0);
    }
}
