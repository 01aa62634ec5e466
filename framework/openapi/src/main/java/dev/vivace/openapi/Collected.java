package dev.vivace.openapi;

import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds all components that operations mention. */
final class Collected {
    private final Set<Component> components = new LinkedHashSet<>();

    private Collected() {}

    /** {@code other} is mentioned beside them; may be null. */
    static Set<Component> of(List<Operation> operations, TypeUse other) {
        Collected collected = new Collected();
        collected.add(other);
        for (Operation operation : operations) {
            for (Parameter parameter : operation.parameters()) {
                collected.add(parameter.use());
            }
            collected.add(operation.body());
            for (Answer answer : operation.answers()) {
                collected.addAnswer(answer);
            }
        }
        return collected.components;
    }

    private void addAnswer(Answer answer) {
        if (answer.told() == null) {
            add(answer.use());
        } else {
            add(answer.told());
        }
    }

    private void add(TypeUse use) {
        if (use != null) {
            add(use.type());
        }
    }

    private void add(JsonType type) {
        add(Component.of(type));
    }

    private void add(Component component) {
        JsonType type = component.type();
        if (Component.isNamed(type) && !components.add(component)) {
            return;
        }
        add(type.element());
        for (Member member : type.members()) {
            add(member.use());
        }
        for (Map.Entry<String, JsonType> variant : type.variants().entrySet()) {
            add(new Component(variant.getValue(), type.discriminator(), variant.getKey()));
        }
    }
}
