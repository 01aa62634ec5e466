package dev.vivace.internal.typed;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What documents of a type look like. The same Java type (with its arguments) gives the same object within one model, so
 * that recursive types refer to themselves; what holds at one mention only is in {@link TypeUse}.
 *
 * <p><b>Threading:</b> completed by its builder, then immutable.
 */
public final class JsonType {
    /** The kinds of JSON values, told apart as far as programs want to know. */
    public enum Kind {
        /** A string, of any format. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** One of {@link JsonType#constants}. */
        ENUM,
        /** Has {@link JsonType#members}. */
        OBJECT,
        /** Has an {@link JsonType#element}; so do lists, sets and arrays. */
        ARRAY,
        /** An object with any names, whose values are {@link JsonType#element}. */
        MAP,
        /** One of {@link JsonType#variants}, told by {@link JsonType#discriminator}. */
        ONE_OF,
        /** Nothing is known: a hand-written converter, or any document. */
        ANY
    }

    private final Kind kind;
    private final Type javaType;
    private final String format;

    private TypeUse element;
    private List<Member> members = List.of();
    private List<String> constants = List.of();
    private boolean unknownRefused;
    private String discriminator;
    private Map<String, JsonType> variants = Map.of();

    /**
     * A type to be completed.
     *
     * @param kind of values
     * @param javaType what they are read into
     * @param format in the sense of OpenAPI's registry: {@code int32}, {@code int64}, {@code uuid}, {@code date-time}, …; null
     *     where there is none
     */
    public JsonType(Kind kind, Type javaType, String format) {
        this.kind = kind;
        this.javaType = javaType;
        this.format = format;
    }

    /** Completes an array or a map. */
    public JsonType of(TypeUse newElement) {
        element = newElement;
        return this;
    }

    /** Completes an object. */
    public JsonType members(List<Member> newMembers, boolean newUnknownRefused) {
        members = List.copyOf(newMembers);
        unknownRefused = newUnknownRefused;
        return this;
    }

    /** Completes an enumeration. */
    public JsonType constants(List<String> names) {
        constants = List.copyOf(names);
        return this;
    }

    /** Completes a choice: objects by the value of the member that tells them. */
    public JsonType variants(String newDiscriminator, Map<String, JsonType> newVariants) {
        discriminator = newDiscriminator;
        variants = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(newVariants));
        return this;
    }

    public Kind kind() {
        return kind;
    }

    public Type javaType() {
        return javaType;
    }

    /** Null where there is none. */
    public String format() {
        return format;
    }

    /** Of arrays and maps; null for others. */
    public TypeUse element() {
        return element;
    }

    /** Of objects, in the order of documents; the discriminator of a variant is not among them. */
    public List<Member> members() {
        return members;
    }

    /** Whether a member that the object does not know is refused. */
    public boolean unknownRefused() {
        return unknownRefused;
    }

    /** The spellings of an enumeration's constants. */
    public List<String> constants() {
        return constants;
    }

    /** The name of the member that tells variants apart. */
    public String discriminator() {
        return discriminator;
    }

    /** Objects by the value of the discriminator. */
    public Map<String, JsonType> variants() {
        return variants;
    }

    @Override
    public String toString() {
        return kind + " " + javaType.getTypeName();
    }
}
