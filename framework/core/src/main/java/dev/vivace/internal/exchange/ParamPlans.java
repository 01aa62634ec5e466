package dev.vivace.internal.exchange;

import dev.vivace.internal.route.RoutePattern;
import dev.vivace.internal.typed.ParamsPlan;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the parameters of a route are bound: the plan that was made at start for the record that the route declares, and those
 * for records that its handler asks for by itself, made when it does.
 *
 * <p><b>Threading:</b> any.
 */
public final class ParamPlans {
    private final String label;
    private final List<String> pathNames;
    private final ParamsPlan<?> declared;
    private final ConcurrentHashMap<Class<?>, ParamsPlan<?>> others = new ConcurrentHashMap<>();

    private ParamPlans(String label, List<String> pathNames, ParamsPlan<?> declared) {
        this.label = label;
        this.pathNames = pathNames;
        this.declared = declared;
    }

    /**
     * The plans of a route.
     *
     * @param label for sentences
     * @param pattern null where no route matches
     * @param declared the record that the route declares, or null
     * @throws IllegalStateException when it cannot be bound
     */
    public static ParamPlans of(String label, RoutePattern pattern, Class<?> declared) {
        List<String> pathNames = pattern == null ? List.of() : pattern.paramNames();
        return new ParamPlans(label, pathNames, declared == null ? null : ParamsPlan.of(declared, label, pathNames));
    }

    @SuppressWarnings("unchecked")
    <P> ParamsPlan<P> plan(Class<P> type) {
        ParamsPlan<?> plan = declared;
        if (plan == null || plan.type() != type) {
            plan = other(type);
        }
        return (ParamsPlan<P>) plan;
    }

    private ParamsPlan<?> other(Class<?> type) {
        ParamsPlan<?> plan = others.get(type);
        return plan != null ? plan : others.computeIfAbsent(type, t -> ParamsPlan.of(t, label, pathNames));
    }
}
