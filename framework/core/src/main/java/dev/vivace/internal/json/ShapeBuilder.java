package dev.vivace.internal.json;

import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    private static final TypeUse DISCRIMINATOR =
            TypeUse.of(new JsonType(JsonType.Kind.STRING, String.class, null), false);

    /** Of objects, by what is mentioned; there before their members are, so that they may contain themselves. */
    private final Map<TypeUse, JsonShape> objects = new HashMap<>();

    /** What a mention of a type must look like, {@link JsonShape#ANY} where nothing is known about it. */
    JsonShape shape(TypeUse use) {
        JsonType type = use.type();
        return switch (type.kind()) {
            case STRING -> JsonShape.string(use);
            case ENUM -> JsonShape.enumeration(use);
            case BOOLEAN -> JsonShape.bool(use);
            case INTEGER, NUMBER -> JsonShape.number(use, NUMBERS.getOrDefault(type.javaType(), NumberFit.ANY));
            case ARRAY -> JsonShape.array(use).of(shape(type.element()));
            case MAP -> JsonShape.object(use).of(shape(type.element()));
            case OBJECT -> object(use);
            case ONE_OF -> oneOf(use);
            case ANY -> JsonShape.any(use);
        };
    }

    private JsonShape object(TypeUse use) {
        JsonShape shape = objects.get(use);
        if (shape == null) {
            shape = JsonShape.object(use);
            objects.put(use, shape);
            shape.members(named(use.type()), use.type().unknownRefused());
        }
        return shape;
    }

    private JsonShape oneOf(TypeUse use) {
        JsonShape shape = objects.get(use);
        if (shape == null) {
            shape = JsonShape.object(use);
            objects.put(use, shape);
            JsonType type = use.type();
            List<JsonShape> variants = new ArrayList<>();
            type.variants().values().forEach(variant -> variants.add(variant(variant, type.discriminator())));
            shape.variants(
                    new Discriminator(type.discriminator(), type.variants().keySet()), variants);
        }
        return shape;
    }

    /** An object with the member that tells it from others; null where nothing is known about it. */
    private JsonShape variant(JsonType type, String discriminator) {
        if (type.kind() != JsonType.Kind.OBJECT) {
            return null;
        }
        JsonShape shape = JsonShape.object(TypeUse.of(type, false));
        List<JsonShape.Named> named = new ArrayList<>();
        named.add(new JsonShape.Named(discriminator, null, JsonShape.string(DISCRIMINATOR)));
        named.addAll(named(type));
        shape.members(named, type.unknownRefused());
        return shape;
    }

    private List<JsonShape.Named> named(JsonType type) {
        List<JsonShape.Named> named = new ArrayList<>();
        for (Member member : type.members()) {
            JsonShape value = shape(member.use());
            named.add(new JsonShape.Named(member.name(), member, value));
            for (String other : member.otherNames()) {
                named.add(new JsonShape.Named(other, member, value));
            }
        }
        return named;
    }
}
