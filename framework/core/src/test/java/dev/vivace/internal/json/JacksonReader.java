package dev.vivace.internal.json;

import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonArray;
import dev.vivace.JsonValue.JsonBool;
import dev.vivace.JsonValue.JsonNumber;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.JsonValue.JsonString;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Another library's reading of a document, as one text that is the same for the same document. Stateless. */
final class JacksonReader {
    static final String REFUSED = "refused";

    /** As strict as it can be told to be, and without limits of its own. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JacksonReader() {}

    /** The document in canonical form, or {@link #REFUSED}. */
    static String read(byte[] document) {
        StringBuilder text = new StringBuilder();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            int depth = 0;
            JsonToken token = parser.nextToken();
            if (token == null) {
                return REFUSED;
            }
            do {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                append(text, token, parser.getString());
                token = parser.nextToken();
            } while (depth > 0 && token != null);
            // A second document behind the first is none of the first's business there, but here it is
            return token == null && depth == 0 ? text.toString() : REFUSED;
        } catch (JacksonException e) {
            return REFUSED;
        }
    }

    private static void append(StringBuilder text, JsonToken token, String value) {
        switch (token) {
            case VALUE_STRING -> string(text, value);
            case PROPERTY_NAME -> string(text, value);
            default -> text.append(value).append(' ');
        }
    }

    private static void string(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value).append(' ');
    }

    /** A document that this library has read, in the same form. */
    static String canonical(JsonValue value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, JsonValue value) {
        if (value instanceof JsonObject object) {
            text.append("{ ");
            object.members().forEach((name, member) -> {
                string(text, name);
                append(text, member);
            });
            text.append("} ");
        } else if (value instanceof JsonArray array) {
            text.append("[ ");
            array.elements().forEach(element -> append(text, element));
            text.append("] ");
        } else if (value instanceof JsonString string) {
            string(text, string.value());
        } else if (value instanceof JsonNumber number) {
            text.append(number.literal()).append(' ');
        } else {
            text.append(value instanceof JsonBool bool ? String.valueOf(bool.value()) : "null")
                    .append(' ');
        }
    }
}
