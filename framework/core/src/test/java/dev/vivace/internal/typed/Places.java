package dev.vivace.internal.typed;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.List;

/** The constraints of the components of a record. */
final class Places {
    private Places() {}

    static RecordComponent component(Class<?> owner, String name) {
        for (RecordComponent component : owner.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return component;
            }
        }
        throw new IllegalArgumentException(owner + " has no " + name);
    }

    static List<Constraint> constraints(Class<?> owner, String name) {
        return constraints(owner, name, Clock.systemUTC());
    }

    static List<Constraint> constraints(Class<?> owner, String name, Clock clock) {
        RecordComponent component = component(owner, name);
        return Constraints.of(
                PlaceAnnotations.of(component, component.getAccessor()),
                component.getGenericType(),
                owner.getSimpleName() + "." + name,
                clock);
    }

    static Constraint only(Class<?> owner, String name) {
        List<Constraint> all = constraints(owner, name);
        if (all.size() != 1) {
            throw new AssertionError(name + " has " + all);
        }
        return all.get(0);
    }

    static boolean allHold(Class<?> owner, String name, Object value) {
        return constraints(owner, name).stream().allMatch(constraint -> constraint.holds(value));
    }
}
