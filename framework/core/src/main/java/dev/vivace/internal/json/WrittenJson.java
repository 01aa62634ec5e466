package dev.vivace.internal.json;

import dev.vivace.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the JSON that developers write into annotations and options: as strictly as bodies are read, and without what those
 * need and costs time at start, codecs and secret random numbers.
 *
 * <p><b>Threading:</b> belongs to one thread.
 */
public final class WrittenJson {
    /** The scans look a little beyond the end. */
    private static final int PADDING_BYTES = 64;

    /** Any numbers will do: nobody who writes these texts wants their names to collide. */
    private final StrictJson validator = new StrictJson(
            StrictJson.DEPTH_MAX_DEFAULT,
            StrictJson.NUMBER_CHARS_MAX_DEFAULT,
            true,
            new NameTable(0x9E37_79B9_7F4A_7C15L, 0xD1B5_4A32_D192_ED03L));

    /**
     * The value of a text.
     *
     * @param text one document
     * @return the value
     * @throws JsonFaultException if it is not acceptable JSON
     */
    public JsonValue read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] document = Arrays.copyOf(bytes, bytes.length + PADDING_BYTES);
        int code = validator.validate(document, 0, bytes.length, JsonShape.ANY);
        if (code != JsonFault.OK) {
            throw new JsonFaultException(code, validator.faultOffset(), null, null);
        }
        return new JsonValueReader(document, bytes.length).read();
    }
}
