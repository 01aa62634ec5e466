package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import java.io.IOException;

/**
 * Reads a string, or null. A class of its own, so that generated code calls it directly.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings("rawtypes")
final class TextReader implements JsonReader.ReadObject<String> {
    /** There is one. */
    static final TextReader INSTANCE = new TextReader();

    private TextReader() {}

    @Override
    public String read(JsonReader reader) throws IOException {
        return reader.wasNull() ? null : InPlace.text(reader);
    }
}
