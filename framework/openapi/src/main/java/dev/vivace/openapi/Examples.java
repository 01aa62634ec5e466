package dev.vivace.openapi;

import dev.vivace.JsonValue;
import dev.vivace.internal.json.WrittenJson;

/** Reads the JSON that people write into annotations and route options. */
final class Examples {
    private final WrittenJson input = new WrittenJson();

    /** The value of a text. */
    JsonValue json(String text) {
        return input.read(text);
    }

    /** The value of a text; a text that is not JSON stands for that string. */
    JsonValue jsonOrText(String text) {
        try {
            return json(text);
        } catch (RuntimeException e) {
            return new JsonValue.JsonString(text);
        }
    }

    /** The value of a text, or an exception that says whose text it was. */
    JsonValue json(String text, String whose) {
        try {
            return json(text);
        } catch (RuntimeException e) {
            throw new IllegalStateException(whose + " has an example that is not JSON: " + e.getMessage(), e);
        }
    }
}
