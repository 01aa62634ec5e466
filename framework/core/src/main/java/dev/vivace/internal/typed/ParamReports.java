package dev.vivace.internal.typed;

import dev.vivace.InputError;
import dev.vivace.InputErrors;

/** Says what is wrong with a parameter. Nothing of what was sent is repeated. */
final class ParamReports {
    private ParamReports() {}

    /** Reads a parameter again and adds what is wrong with it, if anything is. */
    static void add(ParamSlot slot, ParamValues values, InputErrors errors) {
        if (slot.several()) {
            addEach(slot, values, errors);
            return;
        }
        String noun = "The " + slot.place().noun + " '" + slot.model().name() + "'";
        if (!values.has(slot.index())) {
            if (slot.model().required()) {
                errors.add(error(slot, ParamFault.REQUIRED.code(), noun + " is missing."));
            }
            return;
        }
        try {
            slot.type().reader().read(values, values.one(slot.index()));
        } catch (ParamFault fault) {
            errors.add(error(slot, fault.code(), noun + " " + sentence(slot, fault)));
        }
    }

    private static void addEach(ParamSlot slot, ParamValues values, InputErrors errors) {
        int number = 1;
        for (int hit = values.first(slot.index()); hit >= 0; hit = values.next(hit)) {
            try {
                slot.type().reader().read(values, values.decoded(hit));
            } catch (ParamFault fault) {
                String noun = "Value " + number + " of the " + slot.place().noun + " '"
                        + slot.model().name() + "'";
                errors.add(error(slot, fault.code(), noun + " " + sentence(slot, fault)));
            }
            number++;
        }
    }

    private static String sentence(ParamSlot slot, ParamFault fault) {
        if (fault == ParamFault.REPEATED) {
            return "is there more than once.";
        } else if (fault == ParamFault.MALFORMED) {
            return "is not well-formed percent-encoded UTF-8.";
        }
        return "is not " + slot.type().wanted() + ".";
    }

    private static InputError error(ParamSlot slot, String code, String detail) {
        return InputError.parameter(slot.place().word, slot.model().name(), code, detail);
    }
}
