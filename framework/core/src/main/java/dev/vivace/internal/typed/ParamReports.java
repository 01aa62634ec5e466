package dev.vivace.internal.typed;

import dev.vivace.InputError;
import dev.vivace.InputErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Says what is wrong with a parameter. Nothing of what was sent is repeated. */
final class ParamReports {
    private ParamReports() {}

    /** Reads a parameter again and adds what is wrong with it, if anything is. */
    static void add(ParamSlot slot, ParamValues values, InputErrors errors) {
        if (slot.several()) {
            addEach(slot, values, errors);
            return;
        }
        if (!values.has(slot.index())) {
            if (slot.model().required()) {
                errors.add(error(slot, ParamFault.REQUIRED.code(), slot.missing()));
            }
            return;
        }
        try {
            Object value = slot.type().reader().read(values, values.one(slot.index()));
            rules(slot, slot.model().use(), value, "", errors);
        } catch (ParamFault fault) {
            errors.add(error(slot, fault.code(), "The " + noun(slot) + " " + sentence(slot, fault)));
        }
    }

    private static void addEach(ParamSlot slot, ParamValues values, InputErrors errors) {
        TypeUse use = slot.model().use();
        Collection<Object> all = slot.container() == List.class ? new ArrayList<>() : new LinkedHashSet<>();
        int number = 0;
        boolean read = true;
        for (int hit = values.first(slot.index()); hit >= 0; hit = values.next(hit)) {
            number++;
            try {
                Object value = slot.type().reader().read(values, values.decoded(hit));
                rules(slot, use.type().element(), value, "Value " + number + ": ", errors);
                all.add(value);
            } catch (ParamFault fault) {
                String detail = "Value " + number + " of the " + noun(slot) + " " + sentence(slot, fault);
                errors.add(error(slot, fault.code(), detail));
                read = false;
            }
        }
        if (read) {
            rules(slot, use, all, "", errors);
        }
    }

    private static void rules(ParamSlot slot, TypeUse use, Object value, String which, InputErrors errors) {
        for (Constraint constraint : use.constraints()) {
            if (!constraint.holds(value)) {
                errors.add(error(slot, constraint.code(), which + constraint.sentence()));
            }
        }
    }

    private static String noun(ParamSlot slot) {
        return slot.place().noun + " '" + slot.model().name() + "'";
    }

    private static String sentence(ParamSlot slot, ParamFault fault) {
        if (fault == ParamFault.REPEATED) {
            return "is there more than once.";
        } else if (fault == ParamFault.MALFORMED) {
            return "is not well-formed percent-encoded UTF-8.";
        }
        String format = slot.type().json().format();
        boolean namesLimits = format != null && format.startsWith("int");
        String taken = fault == ParamFault.RANGE && !namesLimits ? " that can be taken." : ".";
        return "is not " + slot.type().wanted() + taken;
    }

    private static InputError error(ParamSlot slot, String code, String detail) {
        return InputError.parameter(slot.place().word, slot.model().name(), code, detail);
    }
}
