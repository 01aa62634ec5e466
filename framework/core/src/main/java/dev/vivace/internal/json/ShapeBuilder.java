package dev.vivace.internal.json;

import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Builds shapes from the model of types, at start.
 *
 * <p><b>Threading:</b> one builder per app; synchronised by its owner.
 */
final class ShapeBuilder {
    private static final Map<Type, NumberFit> NUMBERS = Map.ofEntries(
            Map.entry(byte.class, NumberFit.BYTE),
            Map.entry(Byte.class, NumberFit.BYTE),
            Map.entry(short.class, NumberFit.SHORT),
            Map.entry(Short.class, NumberFit.SHORT),
            Map.entry(int.class, NumberFit.INT),
            Map.entry(Integer.class, NumberFit.INT),
            Map.entry(long.class, NumberFit.LONG),
            Map.entry(Long.class, NumberFit.LONG),
            Map.entry(float.class, NumberFit.FLOAT),
            Map.entry(Float.class, NumberFit.FLOAT),
            Map.entry(double.class, NumberFit.DOUBLE),
            Map.entry(Double.class, NumberFit.DOUBLE),
            Map.entry(BigInteger.class, NumberFit.INTEGER),
            Map.entry(BigDecimal.class, NumberFit.DECIMAL));

    /** Of objects: as such and where null may stand for them; there before their members are. */
    private final Map<JsonType, JsonShape> objects = new HashMap<>();

    private final Map<JsonType, JsonShape> nullableObjects = new HashMap<>();

    /** What a mention of a type must look like, {@link JsonShape#ANY} where nothing is known about it. */
    JsonShape shape(TypeUse use) {
        JsonType type = use.type();
        boolean nullable = use.nullable();
        return switch (type.kind()) {
            case STRING, ENUM -> JsonShape.string(nullable);
            case BOOLEAN -> JsonShape.bool(nullable);
            case INTEGER, NUMBER -> JsonShape.number(NUMBERS.get(type.javaType()), nullable);
            case ARRAY -> JsonShape.array(nullable).of(shape(type.element()));
            case MAP -> JsonShape.object(nullable).of(shape(type.element()));
            case OBJECT -> object(type, nullable);
            case ONE_OF, ANY -> JsonShape.ANY;
        };
    }

    private JsonShape object(JsonType type, boolean nullable) {
        Map<JsonType, JsonShape> known = nullable ? nullableObjects : objects;
        JsonShape shape = known.get(type);
        if (shape == null) {
            shape = JsonShape.object(nullable);
            known.put(type, shape);
            Map<String, JsonShape> members = new LinkedHashMap<>();
            for (Member member : type.members()) {
                JsonShape value = shape(member.use());
                members.put(member.name(), value);
                member.otherNames().forEach(other -> members.putIfAbsent(other, value));
            }
            shape.members(members);
        }
        return shape;
    }
}
