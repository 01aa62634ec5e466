package dev.vivace.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives components their names. Those that would be called alike all take the next longer name, so that the outcome does not
 * depend on the order of routes.
 */
final class ComponentNames {
    private final Map<Component, String> names = new HashMap<>();
    private final TreeMap<String, Component> byName = new TreeMap<>();

    private ComponentNames() {}

    /** Names for components, none of them reserved. */
    static ComponentNames of(Collection<Component> components, Set<String> reserved) {
        ComponentNames result = new ComponentNames();
        Map<Component, List<String>> left = new LinkedHashMap<>();
        for (Component component : components) {
            left.put(component, candidates(component, components));
        }
        while (!left.isEmpty()) {
            Map<String, List<Component>> wanted = new LinkedHashMap<>();
            for (Map.Entry<Component, List<String>> entry : left.entrySet()) {
                wanted.computeIfAbsent(entry.getValue().get(0), n -> new ArrayList<>())
                        .add(entry.getKey());
            }
            boolean moved = false;
            for (Map.Entry<String, List<Component>> entry : wanted.entrySet()) {
                if (entry.getValue().size() > 1
                        || reserved.contains(entry.getKey())
                        || result.byName.containsKey(entry.getKey())) {
                    moved |= lengthen(entry.getValue(), left);
                }
            }
            if (!moved) {
                for (Map.Entry<String, List<Component>> entry : wanted.entrySet()) {
                    result.settle(entry.getKey(), entry.getValue(), reserved);
                }
                left.clear();
            }
        }
        return result;
    }

    private static boolean lengthen(List<Component> group, Map<Component, List<String>> left) {
        boolean moved = false;
        for (Component component : group) {
            List<String> candidates = left.get(component);
            if (candidates.size() > 1) {
                left.put(component, candidates.subList(1, candidates.size()));
                moved = true;
            }
        }
        return moved;
    }

    private void settle(String wanted, List<Component> group, Set<String> reserved) {
        List<Component> sorted = new ArrayList<>(group);
        if (group.size() > 1) {
            sorted.sort(
                    Comparator.comparing((Component c) -> c.type().javaType().getTypeName())
                            .thenComparing(c -> c.type().kind())
                            .thenComparing(c -> String.valueOf(c.variant())));
        }
        for (Component component : sorted) {
            String name = wanted;
            for (int number = 2; reserved.contains(name) || byName.containsKey(name); number++) {
                name = wanted + number;
            }
            names.put(component, name);
            byName.put(name, component);
        }
    }

    private static List<String> candidates(Component component, Collection<Component> components) {
        List<String> names = TypeNames.candidates(component.type().javaType());
        if (component.variant() == null) {
            return names;
        }
        // A variant that is also mentioned as itself is two schemas: with the member that tells it, and without
        List<String> longer = new ArrayList<>();
        String discriminator = TypeNames.capitalised(TypeNames.clean(component.discriminator()));
        longer.add(names.get(0) + discriminator);
        longer.add(names.get(0) + discriminator + TypeNames.capitalised(TypeNames.clean(component.variant())));
        for (String name : names.subList(1, names.size())) {
            longer.add(name + discriminator);
        }
        if (components.contains(Component.of(component.type()))) {
            return longer;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(longer);
        return all;
    }

    String name(Component component) {
        return names.get(component);
    }

    /** All of them, by name. */
    Map<String, Component> byName() {
        return byName;
    }
}
