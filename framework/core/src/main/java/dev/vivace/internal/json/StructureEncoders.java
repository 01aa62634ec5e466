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
    private static final JsonEncoder<JsonValue> JSON_VALUE = JsonValueWriter::write;
    private static final JsonEncoder<Double> DOUBLE =
            (out, value) -> ExactNumbers.serialize(value.doubleValue(), out.writer());
    private static final JsonEncoder<Float> FLOAT =
            (out, value) -> ExactNumbers.serialize(value.floatValue(), out.writer());
    private static final JsonEncoder<double[]> DOUBLES = (out, value) -> ExactNumbers.serialize(value, out.writer());
    private static final JsonEncoder<float[]> FLOATS = (out, value) -> ExactNumbers.serialize(value, out.writer());
    private static final JsonEncoder<Object[]> ARRAY = StructureEncoders::array;
    private static final JsonEncoder<Collection<?>> COLLECTION = StructureEncoders::collection;
    private static final JsonEncoder<Map<?, ?>> MAP = StructureEncoders::map;
    private static final JsonEncoder<Optional<?>> OPTIONAL = (out, value) -> out.nested(value.orElse(null));

    /** The encoder of a class that is looked after here, or null. */
    JsonEncoder<?> find(Class<?> type) {
        if (JsonValue.class.isAssignableFrom(type)) {
            return JSON_VALUE;
        }
        if (type == Double.class) {
            return DOUBLE;
        }
        if (type == Float.class) {
            return FLOAT;
        }
        if (type == double[].class) {
            return DOUBLES;
        }
        if (type == float[].class) {
            return FLOATS;
        }
        if (type == Optional.class) {
            return OPTIONAL;
        }
        if (Map.class.isAssignableFrom(type)) {
            return MAP;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return COLLECTION;
        }
        return type.isArray() && !type.getComponentType().isPrimitive() ? ARRAY : null;
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
