package dev.vivace.internal.json;

import dev.vivace.internal.typed.JsonType;
import java.util.Collection;
import java.util.Map;

/** What is wrong with a value, in sentences for people, as far as more can be said than by its fault alone. */
final class FaultSentences {
    private static final int NAMES_CHARS_MAX = 200;

    private static final Map<String, String> RANGES = Map.of(
            "int8", "The number must be from -128 to 127.",
            "int16", "The number must be from -32768 to 32767.",
            "int32", "The number must be from -2147483648 to 2147483647.",
            "int64", "The number must be from -9223372036854775808 to 9223372036854775807.");

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("uuid", "A UUID is expected here."),
            Map.entry("byte", "Base64 is expected here."),
            Map.entry("date", "A date such as 2026-03-31 is expected here."),
            Map.entry("year-month", "A year and month such as 2026-03 is expected here."),
            Map.entry("time-local", "A time such as 18:30:00 is expected here."),
            Map.entry("time", "A time with an offset such as 18:30:00+01:00 is expected here."),
            Map.entry("date-time-local", "A date and time such as 2026-03-31T18:30:00 is expected here."),
            Map.entry("date-time", "A date and time with an offset such as 2026-03-31T18:30:00Z is expected here."),
            Map.entry("duration", "A duration such as PT1H30M is expected here."),
            Map.entry("uri", "A URI is expected here."));

    private FaultSentences() {}

    /**
     * What is wrong.
     *
     * @param code one of {@link JsonFault}
     * @param type what is expected there, or null
     */
    static String of(int code, JsonType type) {
        String format = type == null ? null : type.format();
        if (code == JsonFault.NUMBER_OUT_OF_RANGE && format != null && RANGES.containsKey(format)) {
            return RANGES.get(format);
        }
        if (code == JsonFault.CONSTANT_UNKNOWN) {
            return oneOf(type.constants());
        }
        if (code == JsonFault.VARIANT_UNKNOWN) {
            return oneOf(type.variants().keySet());
        }
        return JsonFault.text(code) + ".";
    }

    /** A string that is not of its format. */
    static String ofFormat(String format) {
        return format == null
                ? "This text is not accepted here."
                : FORMATS.getOrDefault(format, "This text is not a " + format + ".");
    }

    private static String oneOf(Collection<String> names) {
        int length = 0;
        for (String name : names) {
            length += name.length() + 2;
            if (length > NAMES_CHARS_MAX) {
                return "This is none of the " + names.size() + " values that are known.";
            }
        }
        return "One of these is expected here: " + String.join(", ", names) + ".";
    }
}
