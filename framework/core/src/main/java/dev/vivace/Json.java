package dev.vivace;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a JSON body is read into. The codec is looked up when the server starts; where there is none, starting fails with
 * a sentence that names the class.
 *
 * <pre>{@code app.post("/users", Json.of(NewUser.class), (req, res, user) -> res.status(201).json(user));}</pre>
 *
 * @param <T> the Java type
 */
public final class Json<T> {
    private static final Json<JsonValue> ANY = new Json<>(JsonValue.class, List.of());

    private final Type type;
    private final List<Check<T>> checks;

    private Json(Type type, List<Check<T>> checks) {
        this.type = Objects.requireNonNull(type, "type");
        this.checks = checks;
    }

    /**
     * A type with a generated codec: a record or class that is annotated with {@code @CompiledJson}.
     *
     * @param type the class
     * @param <T> the class
     * @return the description
     */
    public static <T> Json<T> of(Class<T> type) {
        return new Json<>(type, List.of());
    }

    /**
     * An array of a type with a generated codec, as a list.
     *
     * @param element the class of the elements
     * @param <E> the class of the elements
     * @return the description
     */
    public static <E> Json<List<E>> listOf(Class<E> element) {
        return new Json<>(new ListType(Objects.requireNonNull(element, "element")), List.of());
    }

    /**
     * Any JSON document, as a tree of values that keeps numbers exactly.
     *
     * @return the description
     */
    public static Json<JsonValue> any() {
        return ANY;
    }

    /**
     * The same with one more rule across members.
     *
     * @param check called when each member is right by itself
     * @return a new description
     */
    public Json<T> check(Check<T> check) {
        List<Check<T>> more = new ArrayList<>(checks);
        more.add(Objects.requireNonNull(check, "check"));
        return new Json<>(type, List.copyOf(more));
    }

    /**
     * The rules across members.
     *
     * @return in the order they were added
     */
    public List<Check<T>> checks() {
        return checks;
    }

    /**
     * The Java type.
     *
     * @return what {@link #of} was given, or a {@link java.lang.reflect.ParameterizedType} for a list
     */
    public Type type() {
        return type;
    }

    @Override
    public String toString() {
        return "Json<" + type.getTypeName() + ">";
    }
}
