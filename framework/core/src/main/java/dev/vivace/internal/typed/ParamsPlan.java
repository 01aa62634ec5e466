package dev.vivace.internal.typed;

import dev.vivace.HttpError;
import dev.vivace.InputError;
import dev.vivace.InputErrors;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.List;

/**
 * How the parameters of a route are bound to a record: its constructor, each argument taken from {@link ParamValues} by a
 * reader of the component's type, composed into one method handle that the JIT compiler sees through. A request that is
 * right is read once; one that is not is read again, one parameter after the other, to find all that is wrong.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param <P> the record
 */
public final class ParamsPlan<P> {
    /** No parameter of that name. */
    public static final int ABSENT = -1;

    /** A longer message of a constructor's is not passed on. */
    private static final int MESSAGE_LENGTH_MAX = 200;

    private static final String INVALID = "The parameters do not fit together.";

    private final Class<P> type;
    private final List<ParamSlot> slots;
    private final List<ParamModel> models;
    private final ParamNames queryNames;
    private final int[] headerSlots;
    private final int[] cookieSlots;
    private final int[] pathSlots;
    private final int[] pathIndexes;
    private final Maker maker;

    private ParamsPlan(Class<P> type, ParamBinding binding, List<String> pathNames, String route) {
        this.type = type;
        this.slots = binding.slots();
        this.models = binding.models();
        this.queryNames = new ParamNames(slots);
        this.headerSlots = at(ParamPlace.HEADER);
        this.cookieSlots = at(ParamPlace.COOKIE);
        this.pathSlots = at(ParamPlace.PATH);
        this.pathIndexes = Arrays.stream(pathSlots)
                .map(slot -> pathNames.indexOf(models.get(slot).name()))
                .toArray();
        this.maker = binding.maker(route);
    }

    /**
     * Plans it.
     *
     * @param type a record
     * @param route for sentences, for instance {@code GET /users/{id}}
     * @param pathNames the parameters of the route's pattern, in order
     * @throws IllegalStateException when a component cannot be bound; names record, component and route
     */
    public static <P> ParamsPlan<P> of(Class<P> type, String route, List<String> pathNames) {
        return new ParamsPlan<>(type, ParamBinding.of(type, route, pathNames), pathNames, route);
    }

    /**
     * The parameters as clients see them, for whoever describes a route and binds nothing.
     *
     * @param type a record
     * @param route for sentences, for instance {@code GET /users/{id}}
     * @param pathNames the parameters of the route's pattern, in order
     * @return in the order of the record's components
     * @throws IllegalStateException when a component cannot be bound; names record, component and route
     */
    public static List<ParamModel> describe(Class<?> type, String route, List<String> pathNames) {
        return ParamBinding.of(type, route, pathNames).models();
    }

    private int[] at(ParamPlace place) {
        return slots.stream()
                .filter(slot -> slot.place() == place)
                .mapToInt(ParamSlot::index)
                .toArray();
    }

    /** The record. */
    public Class<P> type() {
        return type;
    }

    /** The parameters, in the order of the record's components. */
    public List<ParamModel> models() {
        return models;
    }

    /** How many slots {@link ParamValues} is to have. */
    public int slotCount() {
        return slots.size();
    }

    /** Whether any parameter is in the query. */
    public boolean hasQuery() {
        return queryNames.count() > 0;
    }

    /** The slot of the query parameter whose name these bytes are, without escapes; or {@link #ABSENT}. */
    public int querySlot(byte[] bytes, int start, int end) {
        return queryNames.find(bytes, start, end);
    }

    /** The slots of parameters in the path; not to be changed. */
    public int[] pathSlots() {
        return pathSlots;
    }

    /** Their indexes in the pattern; not to be changed. */
    public int[] pathIndexes() {
        return pathIndexes;
    }

    /** The slots of header fields; not to be changed. */
    public int[] headerSlots() {
        return headerSlots;
    }

    /** The slots of cookies; not to be changed. */
    public int[] cookieSlots() {
        return cookieSlots;
    }

    /** What a slot's parameter is called. */
    public String name(int slot) {
        return slots.get(slot).model().name();
    }

    /** Whether a slot takes several values. */
    public boolean several(int slot) {
        return slots.get(slot).several();
    }

    /**
     * Makes the record.
     *
     * @param values as the request has them
     * @throws HttpError a 400 that says all that is wrong
     */
    @SuppressWarnings("unchecked")
    public P bind(ParamValues values) {
        try {
            return (P) maker.make(values);
        } catch (ParamFault e) {
            throw HttpError.invalid(errors(values));
        } catch (IllegalArgumentException e) {
            throw HttpError.invalid(rejected(e));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    /** What is wrong with each parameter by itself. */
    private InputErrors errors(ParamValues values) {
        InputErrors errors = new InputErrors();
        for (ParamSlot slot : slots) {
            ParamReports.add(slot, values, errors);
        }
        if (errors.isEmpty()) {
            // What must be past has become it since
            errors.add(new InputError(null, null, null, "invalid", INVALID, -1));
        }
        return errors;
    }

    /** The record's own constructor says that something is wrong with values that are right by themselves. */
    private static InputErrors rejected(IllegalArgumentException error) {
        String message = error.getMessage();
        boolean said = message != null && !message.isBlank() && message.length() <= MESSAGE_LENGTH_MAX;
        InputErrors errors = new InputErrors();
        errors.add(new InputError(null, null, null, "invalid", said ? message : INVALID, -1));
        return errors;
    }
}
