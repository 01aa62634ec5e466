package dev.vivace.internal.json;

import com.dslplatform.json.ConfigurationException;
import com.dslplatform.json.DslJson;
import dev.vivace.internal.typed.Checks;
import dev.vivace.internal.typed.Constraints;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.JsonType.Kind;
import dev.vivace.internal.typed.TypeUse;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Builds the model of types as dsl-json reads them, at start. Where it is not sure what the decoder accepts, anything may
 * come: a model that is too strict would refuse what works. So a type is described only if dsl-json reads it in its own
 * way, and nobody has registered or written a converter for it.
 *
 * <p>An {@code Optional} is described as what is in it, and so is an {@code OptionalInt}.
 *
 * <p><b>Threading:</b> one builder for all types of an app; synchronised by its owner.
 */
final class ModelBuilder {
    /** Without the app's extensions. */
    private static final DslJson<Object> PLAIN = new DslJson<>(new DslJson.Settings<>().with(new StandardTypes()));

    private static final Annotation[] NO_ANNOTATIONS = {};

    /**
     * Generic types inside one another, as far as they are described: a {@code Deep<T>} that mentions a {@code Deep<List<T>>} has
     * no end.
     */
    private static final int LEVELS_MAX = 8;

    /** A type that is one value: its kind, its format, and the type that stands for it in the model. */
    private record Scalar(Kind kind, String format, Class<?> javaType) {}

    private static final Map<Class<?>, Scalar> SCALARS = new HashMap<>();

    static {
        scalar(Kind.BOOLEAN, null, boolean.class, Boolean.class);
        scalar(Kind.INTEGER, "int8", byte.class, Byte.class);
        scalar(Kind.INTEGER, "int16", short.class, Short.class);
        scalar(Kind.INTEGER, "int32", int.class, Integer.class);
        scalar(Kind.INTEGER, "int64", long.class, Long.class);
        scalar(Kind.INTEGER, null, BigInteger.class);
        scalar(Kind.NUMBER, "float", float.class, Float.class);
        scalar(Kind.NUMBER, "double", double.class, Double.class);
        scalar(Kind.NUMBER, null, BigDecimal.class);
        SCALARS.put(OptionalInt.class, SCALARS.get(Integer.class));
        SCALARS.put(OptionalLong.class, SCALARS.get(Long.class));
        SCALARS.put(OptionalDouble.class, SCALARS.get(Double.class));
        scalar(Kind.STRING, null, String.class);
        scalar(Kind.STRING, "uuid", UUID.class);
        scalar(Kind.STRING, "byte", byte[].class);
        scalar(Kind.STRING, "date", LocalDate.class);
        scalar(Kind.STRING, "time-local", LocalTime.class);
        scalar(Kind.STRING, "date-time-local", LocalDateTime.class);
        scalar(Kind.STRING, "time", OffsetTime.class);
        scalar(Kind.STRING, "date-time", OffsetDateTime.class, ZonedDateTime.class, Instant.class);
        scalar(Kind.STRING, "duration", Duration.class);
        scalar(Kind.STRING, "year-month", YearMonth.class);
    }

    private final DslJson<Object> dslJson;
    private final boolean unknownRefused;

    /** What is the same at every mention; there before its members are, so that it may contain itself. */
    private final Map<Type, JsonType> types = new HashMap<>();

    /** Types whose own code skips members that it does not know, although the app has them refused. */
    private final Set<JsonType> skipping = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * A builder.
     *
     * @param dslJson knows the decoders
     * @param unknownRefused whether objects refuse members that they do not know, unless their type says otherwise
     */
    ModelBuilder(DslJson<Object> dslJson, boolean unknownRefused) {
        this.dslJson = dslJson;
        this.unknownRefused = unknownRefused;
    }

    private static void scalar(Kind kind, String format, Class<?>... types) {
        for (Class<?> type : types) {
            SCALARS.put(type, new Scalar(kind, format, type));
        }
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

    /**
     * Refuses a type that would read members that it does not know where the app has them refused: nothing is known about it, so
     * nothing but its own code can refuse them.
     */
    void requireUnknownRefused(TypeUse document) {
        for (JsonType type : Checks.reached(document)) {
            if (skipping.contains(type)) {
                throw new IllegalStateException("unknownProperties(REFUSE) would not hold for "
                        + type.javaType().getTypeName()
                        + ", which is read as an array too, or has @JsonAttribute on the"
                        + " parameters of its constructor: say on the type itself what becomes of members that it does not"
                        + " know, with @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL) or IGNORE.");
            }
        }
    }

    /** A document of a type: it is not null, unless hand-written code makes something of that. */
    TypeUse document(Type type) {
        JsonType model = type(type, null, NO_ANNOTATIONS, type.getTypeName(), Scope.EMPTY);
        return TypeUse.of(model, model.kind() == Kind.ANY);
    }

    /**
     * A mention of a type.
     *
     * @param annotated the type
     * @param annotations all that is annotated where it is mentioned
     * @param where for exceptions
     * @param converted whether a hand-written converter reads it, so that only the rules for its values are known
     */
    TypeUse use(AnnotatedType annotated, Annotation[] annotations, String where, Scope scope, boolean converted) {
        Type mentioned = annotated.getType();
        JsonType type = converted ? any(mentioned) : type(mentioned, annotated, annotations, where, scope);
        boolean nullable = !Constraints.required(annotations)
                && !(mentioned instanceof Class<?> c && c.isPrimitive() && !converted);
        Annotation[] rules = annotations;
        if (isOptional(mentioned) && annotated instanceof AnnotatedParameterizedType p) {
            Annotation[] inside = p.getAnnotatedActualTypeArguments()[0].getAnnotations();
            rules = Stream.concat(Arrays.stream(annotations), Arrays.stream(inside))
                    .distinct()
                    .toArray(Annotation[]::new);
        }
        return new TypeUse(type, nullable, Constraints.of(rules, type.javaType(), where));
    }

    /** A type that nothing is known about. */
    JsonType any(Type type) {
        return new JsonType(Kind.ANY, type, null);
    }

    private JsonType type(Type type, AnnotatedType annotated, Annotation[] declared, String where, Scope scope) {
        if (type instanceof Class<?> c && !c.isArray()) {
            return ofClass(c, scope);
        }
        if (type == byte[].class) {
            return scope.converted().contains(byte[].class) ? any(type) : scalar(byte[].class);
        }
        if (type instanceof ParameterizedType p) {
            return ofParameterized(p, annotated, where, scope);
        }
        Type component = type instanceof Class<?> c
                ? c.getComponentType()
                : type instanceof java.lang.reflect.GenericArrayType g ? g.getGenericComponentType() : null;
        if (component != null) {
            return new JsonType(Kind.ARRAY, ClosedTypes.of(type, scope.arguments()), null)
                    .of(element(component, annotated, declared, where, scope));
        }
        Type argument = type instanceof TypeVariable<?> v ? scope.arguments().get(v) : null;
        return argument == null ? any(type) : type(argument, null, NO_ANNOTATIONS, where, Scope.EMPTY);
    }

    private JsonType ofClass(Class<?> type, Scope scope) {
        if (scope.converted().contains(type)) {
            return any(type);
        }
        if (SCALARS.containsKey(type)) {
            return scalar(type);
        }
        JsonType known = types.get(type);
        if (known != null) {
            return known;
        }
        Object reader = reader(type);
        if (type.isEnum()) {
            return enumeration(type, reader);
        }
        return ofObject(type, type, Map.of(), reader);
    }

    private JsonType scalar(Class<?> type) {
        JsonType known = types.get(type);
        if (known == null) {
            Scalar scalar = SCALARS.get(type);
            Object reader = reader(type);
            known = reader == null || reader != PLAIN.tryFindReader(type)
                    ? any(type)
                    : new JsonType(scalar.kind(), scalar.javaType(), scalar.format());
            types.put(type, known);
        }
        return known;
    }

    private JsonType enumeration(Class<?> type, Object reader) {
        JsonType model = any(type);
        if (ObjectMembers.isPlainEnumReader(reader, type)) {
            // Told to ignore what it does not know, the decoder takes the first constant for it
            model = ObjectMembers.isUnknownIgnored(type)
                    ? new JsonType(Kind.STRING, type, null)
                    : new JsonType(Kind.ENUM, type, null)
                            .constants(Arrays.stream(type.getEnumConstants())
                                    .map(constant -> ((Enum<?>) constant).name())
                                    .toList());
        }
        types.put(type, model);
        return model;
    }

    private JsonType ofParameterized(ParameterizedType type, AnnotatedType annotated, String where, Scope scope) {
        Class<?> raw = (Class<?>) type.getRawType();
        ParameterizedType closed = ClosedTypes.of(type, scope.arguments());
        if (scope.converted().contains(raw)) {
            return any(closed);
        }
        boolean ofJdk = raw.getName().startsWith("java.util.");
        if (ofJdk && Collection.class.isAssignableFrom(raw)) {
            return new JsonType(Kind.ARRAY, closed, null).of(argument(type, 0, annotated, where, scope));
        }
        if (ofJdk && Map.class.isAssignableFrom(raw) && closed.getActualTypeArguments().length == 2) {
            if (annotated instanceof AnnotatedParameterizedType p) {
                Constraints.refuse(p.getAnnotatedActualTypeArguments()[0].getAnnotations(), "the keys of " + where);
            }
            return new JsonType(Kind.MAP, closed, null).of(argument(type, 1, annotated, where, scope));
        }
        if (raw == Optional.class) {
            return argument(type, 0, annotated, where, scope).type();
        }
        if (annotated != null) {
            refuseArguments(annotated, where);
        }
        JsonType known = types.get(closed);
        if (known != null) {
            return known;
        }
        if (ClosedTypes.levels(closed) > LEVELS_MAX) {
            return any(closed);
        }
        return ofObject(raw, closed, ClosedTypes.arguments(closed), reader(closed));
    }

    /** The type with these arguments is the same wherever it is mentioned, and so are its rules. */
    private static void refuseArguments(AnnotatedType mentioned, String where) {
        if (mentioned instanceof AnnotatedParameterizedType p) {
            for (AnnotatedType argument : p.getAnnotatedActualTypeArguments()) {
                Constraints.refuse(argument.getAnnotations(), "the type arguments of " + where);
                refuseArguments(argument, where);
            }
        }
    }

    private static boolean isOptional(Type type) {
        return type instanceof ParameterizedType p && p.getRawType() == Optional.class;
    }

    /** One of the arguments of a container. */
    private TypeUse argument(ParameterizedType type, int index, AnnotatedType annotated, String where, Scope scope) {
        if (annotated instanceof AnnotatedParameterizedType p) {
            AnnotatedType argument = p.getAnnotatedActualTypeArguments()[index];
            return use(argument, argument.getAnnotations(), "the elements of " + where, scope, false);
        }
        return TypeUse.of(type(type.getActualTypeArguments()[index], null, NO_ANNOTATIONS, where, scope), true);
    }

    /**
     * The elements of an array. What stands in front of an array is meant for the array where it may be, although the
     * language takes it for the element's, too.
     */
    private TypeUse element(Type component, AnnotatedType annotated, Annotation[] declared, String where, Scope scope) {
        if (annotated instanceof AnnotatedArrayType a) {
            AnnotatedType element = a.getAnnotatedGenericComponentType();
            Annotation[] own = Arrays.stream(element.getAnnotations())
                    .filter(annotation -> !Arrays.asList(declared).contains(annotation))
                    .toArray(Annotation[]::new);
            return use(element, own, "the elements of " + where, scope, false);
        }
        boolean primitive = component instanceof Class<?> c && c.isPrimitive();
        return TypeUse.of(type(component, null, NO_ANNOTATIONS, where, scope), !primitive);
    }

    private JsonType ofObject(Class<?> type, Type full, Map<TypeVariable<?>, Type> arguments, Object reader) {
        SealedVariants variants = SealedVariants.of(reader);
        if (variants != null) {
            return ofVariants(full, variants);
        }
        ObjectMembers members = ObjectMembers.of(reader, type);
        if (members == null) {
            JsonType any = any(full);
            types.put(full, any);
            if (unknownRefused && ObjectMembers.isUnknownSkipped(reader, type)) {
                skipping.add(any);
            }
            return any;
        }
        JsonType model = new JsonType(Kind.OBJECT, full, null);
        types.put(full, model);
        Boolean itsOwn = members.unknownRefused();
        Map<TypeVariable<?>, Type> all = ClosedTypes.arguments(type, arguments);
        return model.members(members.members(this, all), itsOwn == null ? unknownRefused : itsOwn);
    }

    private JsonType ofVariants(Type full, SealedVariants variants) {
        JsonType model = new JsonType(Kind.ONE_OF, full, null);
        types.put(full, model);
        Map<String, JsonType> objects = new LinkedHashMap<>();
        variants.classes().forEach((value, type) -> objects.put(value, ofClass(type, Scope.EMPTY)));
        return model.variants(variants.discriminator(), objects);
    }

    private Object reader(Type type) {
        try {
            return dslJson.tryFindReader(type);
        } catch (ConfigurationException e) {
            // As without a model: it is missed when a document needs it.
            return null;
        }
    }
}
