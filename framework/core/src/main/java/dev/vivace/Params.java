package dev.vivace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What path, query, header and cookie parameters are bound to: a record whose components say where they come from (see
 * {@link dev.vivace.typed}). How each is read is decided once, when the server starts.
 *
 * <pre>{@code
 * record Search(@Path long shop, String q, @Default("20") @Max(100) int limit, Optional<Instant> since, List<String> tag) {}
 * app.get("/shops/{shop}/items", Params.of(Search.class), (req, res, search) -> res.json(find(search)));
 * }</pre>
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param <P> the record
 */
public final class Params<P> {
    private final Class<P> type;
    private final List<Check<P>> checks;

    private Params(Class<P> type, List<Check<P>> checks) {
        this.type = type;
        this.checks = checks;
    }

    /**
     * Parameters bound to a record.
     *
     * @param type a record, visible to this library
     * @param <P> the record
     * @return the description
     */
    public static <P extends Record> Params<P> of(Class<P> type) {
        return new Params<>(Objects.requireNonNull(type, "type"), List.of());
    }

    /**
     * The same with one more rule across parameters.
     *
     * @param check called when each parameter is right by itself
     * @return a new description
     */
    public Params<P> check(Check<P> check) {
        List<Check<P>> more = new ArrayList<>(checks);
        more.add(Objects.requireNonNull(check, "check"));
        return new Params<>(type, List.copyOf(more));
    }

    /**
     * The record.
     *
     * @return what {@link #of} was given
     */
    public Class<P> type() {
        return type;
    }

    /**
     * The rules across parameters.
     *
     * @return in the order they were added
     */
    public List<Check<P>> checks() {
        return checks;
    }

    @Override
    public String toString() {
        return "Params<" + type.getTypeName() + ">";
    }
}
