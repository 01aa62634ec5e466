package dev.vivace.internal.exchange;

import dev.vivace.Returned;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds the answers of a request against what its route declares, in strict mode. Says so where the answer is given, so that
 * the stack trace leads there. Problems are always in order.
 */
final class StrictReturns {
    private static final String JSON = "application/json";

    /** What was answered so far: the status may be set after that. */
    private interface Given {
        boolean fits(Returned declared);
    }

    private final String label;
    /** Empty where nothing is checked. */
    private final List<Returned> declared;

    private Given given;
    private String givenText;

    private StrictReturns(String label, List<Returned> declared) {
        this.label = label;
        this.declared = declared;
    }

    /** A route that declares no success is not checked: it has only documented its problems. */
    static StrictReturns of(RoutePlan route) {
        boolean success = route.returned().stream().anyMatch(one -> one.status() < 400);
        return success ? new StrictReturns(route.label(), route.returned()) : unchecked();
    }

    static StrictReturns unchecked() {
        return new StrictReturns("", List.of());
    }

    void json(int status, Object value) {
        String text = value == null ? "null" : value.getClass().getName();
        check(status, one -> one.type() != null && matches(one.type(), value), text);
    }

    /** JSON that was not written from a value. */
    void document(int status) {
        check(status, one -> one.type() != null || JSON.equals(one.contentType()), JSON);
    }

    void bytes(int status, String contentType) {
        String media = media(contentType);
        if (media.equals(JSON) || media.endsWith("+json")) {
            document(status);
        } else {
            check(
                    status,
                    one -> one.contentType() != null && media(one.contentType()).equals(media),
                    media);
        }
    }

    void nothing(int status) {
        check(status, one -> one.contentType() == null, "without a body");
    }

    /** The status was set; perhaps for an answer that was given before. */
    void status(int status) {
        if (given != null) {
            check(status, given, givenText);
        }
    }

    private void check(int status, Given answer, String text) {
        given = answer;
        givenText = text;
        for (Returned one : declared) {
            if (one.status() == status && answer.fits(one)) {
                return;
            }
        }
        if (!declared.isEmpty()) {
            throw new IllegalStateException("the route " + label + " answers with " + status + " " + text
                    + ", but declares " + list() + "; see RouteOptions.returns");
        }
    }

    private String list() {
        StringBuilder text = new StringBuilder();
        for (Returned one : declared) {
            text.append(text.isEmpty() ? "" : ", ").append(one);
        }
        return text.toString();
    }

    private static String media(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean matches(Type type, Object value) {
        if (type instanceof ParameterizedType generic) {
            return value != null && matches(generic, value);
        }
        return !(type instanceof Class<?> c)
                || MethodType.methodType(c).wrap().returnType().isInstance(value);
    }

    /** Elements may be null: whether they may is a matter of the element's type, which nobody can ask here. */
    private static boolean matches(ParameterizedType type, Object value) {
        Type[] arguments = type.getActualTypeArguments();
        Type last = arguments[arguments.length - 1];
        if (value instanceof Collection<?> values && arguments.length == 1) {
            return values.stream().allMatch(one -> one == null || matches(last, one));
        }
        if (value instanceof Object[] values && arguments.length == 1) {
            return java.util.Arrays.stream(values).allMatch(one -> one == null || matches(last, one));
        }
        if (value instanceof Map<?, ?> values && arguments.length == 2) {
            return values.values().stream().allMatch(one -> one == null || matches(last, one));
        }
        return matches(type.getRawType(), value);
    }
}
