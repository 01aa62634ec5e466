package dev.vivace;

import java.lang.reflect.Type;
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
    private static final Json<JsonValue> ANY = new Json<>(JsonValue.class);

    private final Type type;

    private Json(Type type) {
        this.type = Objects.requireNonNull(type, "type");
    }

    /**
     * A type with a generated codec: a record or class that is annotated with {@code @CompiledJson}.
     *
     * @param type the class
     * @param <T> the class
     * @return the description
     */
    public static <T> Json<T> of(Class<T> type) {
        return new Json<>(type);
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
     * The Java type.
     *
     * @return what {@link #of} was given
     */
    public Type type() {
        return type;
    }

    @Override
    public String toString() {
        return "Json<" + type.getTypeName() + ">";
    }
}
