package dev.vivace.internal.json;

import com.dslplatform.json.BinaryConverter;
import com.dslplatform.json.JsonReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;

/**
 * dsl-json's bytes, but read strictly as Base64 with padding (RFC 4648, section 4): dsl-json takes padding in the middle
 * for zeros. Costs the text as a String. {@link GeneratedClasses} puts this class in the place of the one that it extends.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings("rawtypes")
public final class StrictBinary extends BinaryConverter {
    /** Reads bytes, or null. */
    public static final JsonReader.ReadObject<byte[]> READER = reader -> reader.wasNull() ? null : deserialize(reader);

    private StrictBinary() {}

    /** Reads bytes. */
    public static byte[] deserialize(JsonReader reader) throws IOException {
        String text = reader.readString();
        byte[] bytes = decoded(text);
        if (bytes == null) {
            throw reader.newParseError("The string is not Base64", 0);
        }
        return bytes;
    }

    /** The bytes, or null if this is not exactly how they are spelt. */
    private static byte[] decoded(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        int whole = bytes.length / 3 * 3;
        byte[] rest = Arrays.copyOfRange(bytes, whole, bytes.length);
        // The JDK's decoder does without padding, and with any bits in front of it.
        String tail = text.substring(Math.min(text.length(), whole / 3 * 4));
        return tail.equals(Base64.getEncoder().encodeToString(rest)) ? bytes : null;
    }
}
