package dev.vivace.openapi;

import dev.vivace.JsonValue;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.TypeUse;
import java.util.List;

/** Turns what is written as in a request into JSON: {@code 20} for a number is 20, for a string "20". */
final class Parameters {
    private Parameters() {}

    /** The value of a text; one element for a list. */
    static JsonValue value(String text, TypeUse use, Examples examples) {
        JsonType.Kind kind = use == null ? JsonType.Kind.STRING : use.type().kind();
        if (kind == JsonType.Kind.ARRAY) {
            JsonValue json = examples.jsonOrText(text);
            return json instanceof JsonValue.JsonArray
                    ? json
                    : new JsonValue.JsonArray(List.of(value(text, use.type().element(), examples)));
        }
        boolean bare = kind == JsonType.Kind.INTEGER || kind == JsonType.Kind.NUMBER || kind == JsonType.Kind.BOOLEAN;
        if (!bare) {
            return new JsonValue.JsonString(text);
        }
        // Parameters may have zeros in front, JSON must not (RFC 8259 section 6)
        return examples.jsonOrText(kind == JsonType.Kind.BOOLEAN ? text : text.replaceFirst("^(-?)0+(?=[0-9])", "$1"));
    }
}
