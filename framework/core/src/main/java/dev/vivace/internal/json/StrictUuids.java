package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import com.dslplatform.json.UUIDConverter;
import java.io.IOException;
import java.util.UUID;

/**
 * dsl-json's UUIDs, but read strictly: dsl-json takes some characters that are no hexadecimal digits for 0, and
 * {@code 1-1-1-1-1} for a UUID. {@link GeneratedClasses} puts this class in the place of the one that it extends.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings("rawtypes")
public final class StrictUuids extends UUIDConverter {
    /** Reads a UUID, or null. */
    public static final JsonReader.ReadObject<UUID> READER = StandardReader.UUID.typed();

    private static final int LOW_START = 19;

    private StrictUuids() {}

    /** Reads a UUID. */
    public static UUID deserialize(JsonReader reader) throws IOException {
        UUID plain = InPlace.uuid(reader);
        if (plain != null) {
            return plain;
        }
        char[] text = reader.readSimpleQuote();
        int length = StrictText.length(reader, text, TextFormat.UUID);
        return new UUID(bits(text, 0, LOW_START), bits(text, LOW_START, length));
    }

    private static long bits(char[] text, int from, int end) {
        long bits = 0;
        for (int i = from; i < end; i++) {
            if (text[i] != '-') {
                bits = bits << 4 | Character.digit(text[i], 16);
            }
        }
        return bits;
    }
}
