package dev.vivace.internal.json;

import dev.vivace.JsonValue;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Encoders for what is built of other values, and for the numbers that dsl-json would turn into strings (NaN,
 * infinities).
 */
final class StructureEncoders {
    /**
     * The encoder of a class that is looked after here, or null. Made when it is asked for, and not before: each lambda takes
     * time to link, and most apps need none of these.
     */
    JsonEncoder<?> find(Class<?> type) {
        if (JsonValue.class.isAssignableFrom(type)) {
            return (JsonEncoder<JsonValue>) JsonValueWriter::write;
        }
        if (type == Double.class || type == Float.class || type == double[].class || type == float[].class) {
            return floating(type);
        }
        if (type == Optional.class) {
            return (JsonEncoder<Optional<?>>) (out, value) -> out.nested(value.orElse(null));
        }
        if (Map.class.isAssignableFrom(type)) {
            return (JsonEncoder<Map<?, ?>>) StructureEncoders::map;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return (JsonEncoder<Collection<?>>) StructureEncoders::collection;
        }
        return type.isArray() && !type.getComponentType().isPrimitive()
                ? (JsonEncoder<Object[]>) StructureEncoders::array
                : null;
    }

    private static JsonEncoder<?> floating(Class<?> type) {
        if (type == Double.class) {
            return (JsonEncoder<Double>) (out, value) -> ExactNumbers.serialize(value.doubleValue(), out.writer());
        }
        if (type == Float.class) {
            return (JsonEncoder<Float>) (out, value) -> ExactNumbers.serialize(value.floatValue(), out.writer());
        }
        return type == double[].class
                ? (JsonEncoder<double[]>) (out, value) -> ExactNumbers.serialize(value, out.writer())
                : (JsonEncoder<float[]>) (out, value) -> ExactNumbers.serialize(value, out.writer());
    }

    private static void array(JsonOutput out, Object[] values) {
        out.descend();
        byte before = '[';
        for (Object value : values) {
            out.writer().writeByte(before);
            out.nested(value);
            before = ',';
        }
        finish(out, before == '[', '[', ']');
    }

    private static void collection(JsonOutput out, Collection<?> values) {
        out.descend();
        byte before = '[';
        for (Object value : values) {
            out.writer().writeByte(before);
            out.nested(value);
            before = ',';
        }
        finish(out, before == '[', '[', ']');
    }

    private static void map(JsonOutput out, Map<?, ?> members) {
        out.descend();
        byte before = '{';
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String)) {
                throw new IllegalArgumentException("A map with a key that is not a String cannot be a JSON object");
            }
            out.writer().writeByte(before);
            out.string((String) member.getKey());
            out.writer().writeByte((byte) ':');
            out.nested(member.getValue());
            before = ',';
        }
        finish(out, before == '{', '{', '}');
    }

    private static void finish(JsonOutput out, boolean empty, char opening, char closing) {
        if (empty) {
            out.writer().writeByte((byte) opening);
        }
        out.writer().writeByte((byte) closing);
        out.ascend();
    }
}
