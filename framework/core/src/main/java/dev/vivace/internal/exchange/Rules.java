package dev.vivace.internal.exchange;

import dev.vivace.Check;
import dev.vivace.HttpError;
import dev.vivace.InputErrors;
import dev.vivace.internal.typed.Lent;
import java.util.List;

/**
 * Asks the rules that an app has added to a type with {@code check}. The collection of errors that they are given is lent to
 * them: nearly all of them leave it empty, and one that is empty serves the next request.
 *
 * <p><b>Threading:</b> any; a loop lends its own.
 */
final class Rules {
    private static final Lent<InputErrors> OFF_LOOP = new Lent<>();

    private Rules() {}

    /**
     * Asks all of them.
     *
     * @throws HttpError 400 with all that they have added
     */
    static <T> void check(List<Check<T>> checks, T value, LoopContext loop) {
        boolean inLoop = loop.loop.inLoop();
        InputErrors errors = borrow(loop, inLoop);
        for (int i = 0; i < checks.size(); i++) {
            checks.get(i).check(value, errors);
        }
        // Not given back then, nor after an exception: what was added is nobody else's
        if (!errors.isEmpty()) {
            throw HttpError.invalid(errors);
        }
        if (inLoop) {
            loop.ruleErrors = errors;
        } else {
            OFF_LOOP.giveBack(errors);
        }
    }

    /** In strict mode a rule that keeps it and adds to it later finds that nobody listens. */
    private static InputErrors borrow(LoopContext loop, boolean inLoop) {
        InputErrors kept;
        if (inLoop) {
            kept = loop.ruleErrors;
            // A rule may bind something else, whose rules are asked meanwhile
            loop.ruleErrors = null;
        } else {
            kept = OFF_LOOP.take();
        }
        return kept == null || Strict.ON || !kept.isEmpty() ? new InputErrors() : kept;
    }
}
