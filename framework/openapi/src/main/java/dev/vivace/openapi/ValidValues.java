package dev.vivace.openapi;

import dev.vivace.JsonValue;
import dev.vivace.internal.typed.Constraints;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import dev.vivace.typed.Example;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Generates documents that a type accepts: trees of maps, lists, strings, numbers, booleans and nulls. */
final class ValidValues {
    private static final int TRIES_MAX = 300;
    private static final int DEPTH_MAX = 3;
    private static final int DEPTH_CERTAINLY_MAX = 64;
    private static final int ELEMENTS_MAX = 3;
    private static final BigDecimal USUAL_MAX = BigDecimal.valueOf(1_000_000);

    /** Where nothing that holds could be found. */
    static final class NoValue extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoValue(String message) {
            super(message, null, false, false);
        }
    }

    private final SplittableRandom random;
    private final TextValues texts;
    private final Examples examples = new Examples();
    private List<Site> sites = new ArrayList<>();
    private boolean unsure;
    private boolean plain;

    ValidValues(SplittableRandom random) {
        this.random = random;
        this.texts = new TextValues(random);
    }

    TextValues texts() {
        return texts;
    }

    /** A whole document, as the only element of a list; its places are in {@link #sites} then. */
    List<Object> document(TypeUse use) {
        sites = new ArrayList<>();
        unsure = false;
        List<Object> holder = new ArrayList<>();
        sites.add(new Site("", use, holder, 0));
        holder.add(value(use, null, "", 0));
        return holder;
    }

    /** The value of a parameter; {@code inLetters} where texts are to be of letters alone. */
    Object parameter(TypeUse use, AnnotatedElement annotated, boolean inLetters) {
        sites = new ArrayList<>();
        plain = inLetters;
        try {
            return value(use, annotated, "", 0);
        } finally {
            plain = false;
        }
    }

    /** The places in the last document, the whole of it first: inner ones behind those they are in. */
    List<Site> sites() {
        return sites;
    }

    /** Whether the last document holds something of a type that nothing is known about. */
    boolean unsure() {
        return unsure;
    }

    private Object value(TypeUse use, AnnotatedElement annotated, String pointer, int depth) {
        if (use.nullable() && random.nextInt(8) == 0) {
            return null;
        }
        Object example = example(use, annotated);
        if (example != null && random.nextInt(3) == 0) {
            return example;
        }
        int sitesBefore = sites.size();
        int tries = depth > 1 ? TRIES_MAX / 10 : TRIES_MAX;
        for (int i = 0; i < tries; i++) {
            Object value = any(use, pointer, depth);
            if (value != null && JavaValues.holds(use, value)) {
                return value;
            }
            sites.subList(sitesBefore, sites.size()).clear();
        }
        if (example != null) {
            return example;
        }
        if (use.nullable()) {
            return null;
        }
        throw new NoValue("no value was found for '" + pointer + "' that satisfies " + use.constraints()
                + ": give one with @Example");
    }

    /** What {@code @Example} says, for what is no object or array. */
    private Object example(TypeUse use, AnnotatedElement annotated) {
        Example example = annotated == null ? null : annotated.getAnnotation(Example.class);
        if (example == null) {
            return null;
        }
        JsonValue value = Parameters.value(example.value(), use, examples);
        if (value instanceof JsonValue.JsonString string) {
            return string.value();
        }
        if (value instanceof JsonValue.JsonNumber number) {
            return new BigDecimal(number.literal());
        }
        return value instanceof JsonValue.JsonBool bool ? bool.value() : null;
    }

    private Object any(TypeUse use, String pointer, int depth) {
        if (depth > DEPTH_CERTAINLY_MAX) {
            throw new NoValue("the type at '" + pointer + "' cannot end: it must hold itself");
        }
        JsonType type = use.type();
        Map<String, Object> keywords = Constraints.schemaKeywords(use.constraints());
        return switch (type.kind()) {
            case STRING -> texts.of(type, keywords, plain);
            case INTEGER -> whole(type, keywords);
            case NUMBER -> number(type, keywords);
            case BOOLEAN -> random.nextBoolean();
            case ENUM -> type.constants().get(random.nextInt(type.constants().size()));
            case ARRAY -> array(type, keywords, pointer, depth);
            case MAP -> map(type, keywords, pointer, depth);
            case OBJECT -> object(type, new LinkedHashMap<>(), pointer, depth);
            case ONE_OF -> variant(type, pointer, depth);
            case ANY -> unknown(type);
        };
    }

    private Object unknown(JsonType type) {
        unsure |= type.javaType() != JsonValue.class;
        return random.nextBoolean() ? Map.of("a", List.of(1, "b")) : texts.text(0, 5, false);
    }

    private BigInteger whole(JsonType type, Map<String, Object> keywords) {
        BigDecimal least = bound(keywords, "minimum", "exclusiveMinimum", least(type));
        BigDecimal most = bound(
                keywords, "maximum", "exclusiveMaximum", least(type).negate().subtract(BigDecimal.ONE));
        return texts.decimal(near(least, most), nearTop(least, most)).toBigInteger();
    }

    private static BigDecimal least(JsonType type) {
        int bits = switch (type.format() == null ? "" : type.format()) {
            case "int8" -> 7;
            case "int16" -> 15;
            case "int32" -> 31;
            default -> 63;
        };
        return new BigDecimal(BigInteger.TWO.pow(bits).negate());
    }

    private BigDecimal number(JsonType type, Map<String, Object> keywords) {
        BigDecimal least = bound(keywords, "minimum", "exclusiveMinimum", USUAL_MAX.negate());
        BigDecimal most = bound(
                keywords, "maximum", "exclusiveMaximum", least.max(USUAL_MAX).multiply(BigDecimal.TEN));
        BigDecimal value = texts.decimal(least, most);
        return "float".equals(type.format()) ? TextValues.floating(value, least, most) : value;
    }

    private static BigDecimal bound(Map<String, Object> keywords, String name, String exclusive, BigDecimal otherwise) {
        Object value = keywords.containsKey(name) ? keywords.get(name) : keywords.get(exclusive);
        return value == null ? otherwise : new BigDecimal(value.toString());
    }

    /** Mostly small numbers, sometimes all there are. */
    private BigDecimal near(BigDecimal least, BigDecimal most) {
        boolean wide = random.nextInt(4) == 0 || most.compareTo(USUAL_MAX.negate()) < 0;
        return wide ? least : least.max(USUAL_MAX.negate());
    }

    private BigDecimal nearTop(BigDecimal least, BigDecimal most) {
        boolean wide = random.nextInt(4) == 0 || least.compareTo(USUAL_MAX) > 0;
        return wide ? most : most.min(USUAL_MAX);
    }

    private int size(Map<String, Object> keywords, String least, String most, int depth) {
        int min = keywords.get(least) instanceof Number n ? n.intValue() : 0;
        int max = keywords.get(most) instanceof Number n ? n.intValue() : Integer.MAX_VALUE;
        int more = depth > DEPTH_MAX ? 0 : random.nextInt(ELEMENTS_MAX + 1);
        return (int) Math.min(max, (long) min + more);
    }

    private List<Object> array(JsonType type, Map<String, Object> keywords, String pointer, int depth) {
        List<Object> elements = new ArrayList<>();
        int size = size(keywords, "minItems", "maxItems", depth);
        boolean distinct = Set.class.isAssignableFrom(JavaValues.raw(type.javaType()));
        for (int i = 0, tries = 0; i < size && tries < TRIES_MAX; tries++) {
            String at = pointer + '/' + i;
            int sitesBefore = sites.size();
            sites.add(new Site(at, type.element(), elements, i));
            Object element = value(type.element(), null, at, depth + 1);
            if (distinct && elements.contains(element)) {
                sites.subList(sitesBefore, sites.size()).clear();
                continue;
            }
            elements.add(element);
            i++;
        }
        return elements;
    }

    private Map<String, Object> map(JsonType type, Map<String, Object> keywords, String pointer, int depth) {
        Map<String, Object> entries = new LinkedHashMap<>();
        int size = size(keywords, "minProperties", "maxProperties", depth);
        boolean named =
                !(type.javaType() instanceof ParameterizedType p) || p.getActualTypeArguments()[0] == String.class;
        for (int tries = 0; named && entries.size() < size && tries < TRIES_MAX; tries++) {
            String name = texts.text(1, 8, random.nextBoolean());
            if (!entries.containsKey(name)) {
                String at = Site.child(pointer, name);
                sites.add(new Site(at, type.element(), entries, name));
                entries.put(name, value(type.element(), null, at, depth + 1));
            }
        }
        return entries;
    }

    private Map<String, Object> object(JsonType type, Map<String, Object> members, String pointer, int depth) {
        for (Member member : type.members()) {
            boolean there = member.required() || depth <= DEPTH_MAX && random.nextInt(4) != 0;
            if (there) {
                String at = Site.child(pointer, member.name());
                sites.add(new Site(at, member.use(), members, member.name()));
                members.put(member.name(), null);
                members.put(member.name(), value(member.use(), member.annotated(), at, depth + 1));
            }
        }
        return members;
    }

    private Map<String, Object> variant(JsonType type, String pointer, int depth) {
        List<String> values = List.copyOf(type.variants().keySet());
        String chosen = values.get(random.nextInt(values.size()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(type.discriminator(), chosen);
        return object(type.variants().get(chosen), members, pointer, depth);
    }
}
