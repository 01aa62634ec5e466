package dev.vivace;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with one request, up to a bound, so that a client learns all of it at once.
 *
 * <p><b>Threading:</b> one request's.
 *
 * <p><b>Lifetime:</b> what a {@link Check} is given is lent to it until it returns, and serves another request then: copy the
 * {@link #list} instead of keeping it.
 */
public final class InputErrors {
    /** How many errors are reported; more are counted and left out. */
    public static final int COUNT_MAX = 32;

    /** Replaced at the first error: nearly all checks find none. */
    private List<InputError> errors = List.of();

    private int left;

    /** Nothing wrong so far. */
    public InputErrors() {}

    /**
     * Adds an error.
     *
     * @param error dropped and counted where there are {@link #COUNT_MAX} already
     */
    public void add(InputError error) {
        if (errors.isEmpty()) {
            errors = new ArrayList<>();
        }
        if (errors.size() < COUNT_MAX) {
            errors.add(error);
        } else {
            left++;
        }
    }

    /** Counts errors that nobody has any more. */
    void leave(int count) {
        left += count;
    }

    /**
     * Adds an error in the body: what a check across members does.
     *
     * @param pointer a JSON Pointer (RFC 6901), empty for the whole body
     * @param code for programs: a stable lower-case word
     * @param detail for people: a sentence
     */
    public void add(String pointer, String code, String detail) {
        add(InputError.body(pointer, code, detail));
    }

    /**
     * Whether nothing is wrong.
     *
     * @return true until something was added
     */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /**
     * What was added, as far as it is reported.
     *
     * @return in the order of adding; an immutable copy
     */
    public List<InputError> list() {
        return List.copyOf(errors);
    }

    /**
     * How many were left out.
     *
     * @return from 0
     */
    public int leftOut() {
        return left;
    }
}
