package dev.vivace.internal.json;

import com.dslplatform.json.ConfigurationException;
import com.dslplatform.json.DslJson;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Builds the shape of a type, at start. Where it is not sure what the decoder accepts, anything may come: a shape that
 * is too strict would refuse what works. So a type has a shape only if dsl-json reads it in its own way, and nobody has
 * registered or written a converter for it.
 *
 * <p><b>Threading:</b> one builder per shape, used by one thread.
 */
final class ShapeBuilder {
    /** Without extensions: what dsl-json reads by itself. */
    private static final DslJson<Object> PLAIN = new DslJson<>(new DslJson.Settings<>());

    private static final Set<Class<?>> STRINGS = Set.of(
            String.class,
            UUID.class,
            byte[].class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);
    private static final Map<Class<?>, NumberFit> NUMBERS = Map.ofEntries(
            Map.entry(byte.class, NumberFit.BYTE),
            Map.entry(Byte.class, NumberFit.BYTE),
            Map.entry(short.class, NumberFit.SHORT),
            Map.entry(Short.class, NumberFit.SHORT),
            Map.entry(int.class, NumberFit.INT),
            Map.entry(Integer.class, NumberFit.INT),
            Map.entry(OptionalInt.class, NumberFit.INT),
            Map.entry(long.class, NumberFit.LONG),
            Map.entry(Long.class, NumberFit.LONG),
            Map.entry(OptionalLong.class, NumberFit.LONG),
            Map.entry(float.class, NumberFit.FLOAT),
            Map.entry(Float.class, NumberFit.FLOAT),
            Map.entry(double.class, NumberFit.DOUBLE),
            Map.entry(Double.class, NumberFit.DOUBLE),
            Map.entry(OptionalDouble.class, NumberFit.DOUBLE),
            Map.entry(BigInteger.class, NumberFit.INTEGER),
            Map.entry(BigDecimal.class, NumberFit.DECIMAL));

    private final DslJson<Object> dslJson;

    /** By the name of the type with its arguments; there before its members are, so that it may contain itself. */
    private final Map<String, JsonShape> objects = new HashMap<>();

    private ShapeBuilder(DslJson<Object> dslJson) {
        this.dslJson = dslJson;
    }

    /**
     * Builds a shape.
     *
     * @param type the type of the documents
     * @param dslJson knows the decoders
     * @return the shape, {@link JsonShape#ANY} where nothing is known about the type
     */
    static JsonShape shape(Type type, DslJson<Object> dslJson) {
        return new ShapeBuilder(dslJson).shape(type, Scope.EMPTY);
    }

    /**
     * Where a type is mentioned.
     *
     * @param arguments what the type variables of the class stand for
     * @param converted types that hand-written converters read inside the class
     */
    record Scope(Map<TypeVariable<?>, Type> arguments, Set<Class<?>> converted) {
        static final Scope EMPTY = new Scope(Map.of(), Set.of());
    }

    JsonShape shape(Type type, Scope scope) {
        if (type instanceof Class<?> c) {
            return ofClass(c, scope);
        }
        if (type instanceof ParameterizedType p) {
            return ofParameterized(p, scope);
        }
        if (type instanceof GenericArrayType a) {
            return JsonShape.array().of(shape(a.getGenericComponentType(), scope));
        }
        Type argument = type instanceof TypeVariable<?> v ? scope.arguments().get(v) : null;
        return argument == null ? JsonShape.ANY : shape(argument, Scope.EMPTY);
    }

    private JsonShape ofClass(Class<?> type, Scope scope) {
        if (scope.converted().contains(type)) {
            return JsonShape.ANY;
        }
        if (type == boolean.class || type == Boolean.class) {
            return customised(type) ? JsonShape.ANY : JsonShape.bool(!type.isPrimitive());
        }
        NumberFit fit = NUMBERS.get(type);
        if (fit != null) {
            return customised(type) ? JsonShape.ANY : JsonShape.number(fit, !type.isPrimitive());
        }
        if (STRINGS.contains(type)) {
            return customised(type) ? JsonShape.ANY : JsonShape.string();
        }
        if (type.isArray()) {
            return JsonShape.array().of(shape(type.getComponentType(), scope));
        }
        Object reader = reader(type);
        if (type.isEnum()) {
            return ObjectMembers.isPlainEnumReader(reader, type) ? JsonShape.string() : JsonShape.ANY;
        }
        return ofObject(type, type, Map.of(), reader);
    }

    private JsonShape ofParameterized(ParameterizedType type, Scope scope) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (scope.converted().contains(raw)) {
            return JsonShape.ANY;
        }
        boolean ofJdk = raw.getName().startsWith("java.util.");
        if (ofJdk && Collection.class.isAssignableFrom(raw)) {
            return JsonShape.array().of(shape(arguments[0], scope));
        }
        if (ofJdk && Map.class.isAssignableFrom(raw) && arguments.length == 2) {
            return JsonShape.object().of(shape(arguments[1], scope));
        }
        if (raw == Optional.class) {
            return shape(arguments[0], scope);
        }
        Map<TypeVariable<?>, Type> meant = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!closed(arguments[i])) {
                // The reader would have to be asked for with the variables replaced, and the shape be kept so.
                return JsonShape.ANY;
            }
            meant.put(raw.getTypeParameters()[i], arguments[i]);
        }
        return ofObject(raw, type, meant, reader(type));
    }

    private static boolean closed(Type type) {
        return type instanceof Class<?>
                || type instanceof ParameterizedType p
                        && Stream.of(p.getActualTypeArguments()).allMatch(ShapeBuilder::closed);
    }

    private JsonShape ofObject(Class<?> type, Type full, Map<TypeVariable<?>, Type> arguments, Object reader) {
        String key = full.getTypeName();
        JsonShape known = objects.get(key);
        if (known != null) {
            return known;
        }
        ObjectMembers members = ObjectMembers.of(reader, type);
        if (members == null) {
            return JsonShape.ANY;
        }
        JsonShape shape = JsonShape.object();
        objects.put(key, shape);
        shape.members(members.shapes(this, arguments));
        return shape;
    }

    private boolean customised(Class<?> type) {
        return reader(type) != PLAIN.tryFindReader(type);
    }

    private Object reader(Type type) {
        try {
            return dslJson.tryFindReader(type);
        } catch (ConfigurationException e) {
            // As without a shape: it is missed when a document needs it.
            return null;
        }
    }
}
