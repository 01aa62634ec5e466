package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import java.io.IOException;

/**
 * Takes strings from dsl-json's reader only if they are of a format, spelt with escapes or without.
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
        if (length <= charsMax(reader)) {
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

    private static int charsMax(JsonReader<?> reader) {
        return DslJsonCodecs.holdsWholeTexts(reader) ? TextFormat.CHARS_MAX : TextFormat.CHARS_MAX_OF_OTHERS;
    }

    /** What is made of text in one go, or null where the text is none of that kind. */
    interface Parser<T> {
        T parse(char[] text, int length);
    }

    /** The next string of the reader as the parser understands it. */
    static <T> T read(JsonReader<?> reader, Parser<T> parser) throws IOException {
        char[] text = reader.readSimpleQuote();
        int length = reader.getCurrentIndex() - reader.getTokenStart() - 1;
        if (length <= charsMax(reader)) {
            T value = parser.parse(text, length);
            if (value != null) {
                return value;
            }
            length = TextFormat.unescape(text, length);
            value = length < 0 ? null : parser.parse(text, length);
            if (value != null) {
                return value;
            }
        }
        throw reader.newParseError("The string is not of the expected format", 0);
    }
}
