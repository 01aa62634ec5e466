package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonArray;
import dev.vivace.JsonValue.JsonBool;
import dev.vivace.JsonValue.JsonNumber;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.JsonValue.JsonString;
import java.util.Map;

/**
 * Writes a document of any shape: numbers as they came, strings with only the escapes that RFC 8259 section 7 requires
 * (two letters where there is such an escape, else four hexadecimal digits in lower case).
 */
final class JsonValueWriter {
    private static final int ESCAPE_BYTES_MAX = 6;

    private JsonValueWriter() {}

    static void write(JsonOutput out, JsonValue value) {
        JsonWriter writer = out.writer();
        if (value instanceof JsonString string) {
            string(out, string.value());
        } else if (value instanceof JsonNumber number) {
            writer.writeAscii(number.literal());
        } else if (value instanceof JsonObject object) {
            object(out, object);
        } else if (value instanceof JsonArray array) {
            array(out, array);
        } else if (value instanceof JsonBool bool) {
            writer.writeAscii(bool.value() ? "true" : "false");
        } else {
            writer.writeNull();
        }
    }

    private static void object(JsonOutput out, JsonObject object) {
        JsonWriter writer = out.writer();
        out.descend();
        writer.writeByte((byte) '{');
        boolean first = true;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!first) {
                writer.writeByte((byte) ',');
            }
            first = false;
            string(out, member.getKey());
            writer.writeByte((byte) ':');
            write(out, member.getValue());
        }
        writer.writeByte((byte) '}');
        out.ascend();
    }

    private static void array(JsonOutput out, JsonArray array) {
        JsonWriter writer = out.writer();
        out.descend();
        writer.writeByte((byte) '[');
        boolean first = true;
        for (JsonValue element : array.elements()) {
            if (!first) {
                writer.writeByte((byte) ',');
            }
            first = false;
            write(out, element);
        }
        writer.writeByte((byte) ']');
        out.ascend();
    }

    /** dsl-json's escapes differ only in the rare controls without a short form: their digits are in upper case. */
    private static void string(JsonOutput out, String value) {
        if (value.length() >= LongStrings.CHARS_MIN) {
            out.stringWithEscapes(value, JsonStrings.HEX);
            return;
        }
        int special = -1;
        for (int i = 0; i < value.length() && special < 0; i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\b' && c != '\t' && c != '\n' && c != '\f' && c != '\r') {
                special = i;
            }
        }
        if (special < 0) {
            out.string(value);
        } else {
            stringWithControls(out, value);
        }
    }

    private static void stringWithControls(JsonOutput out, String value) {
        JsonWriter writer = out.writer();
        byte[] escape = new byte[ESCAPE_BYTES_MAX];
        byte[] text = JsonStrings.utf8(value);
        writer.writeByte((byte) '"');
        for (byte b : text) {
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                writer.writeAscii(escape, JsonStrings.escapeByte(b, escape, 0));
            } else {
                writer.writeByte(b);
            }
        }
        writer.writeByte((byte) '"');
    }
}
