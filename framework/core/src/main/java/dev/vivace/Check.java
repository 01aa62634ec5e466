package dev.vivace;

/**
 * A rule that concerns several members of a body or several parameters; called when each of them is right by itself.
 *
 * <pre>{@code
 * Json.of(Stay.class).check((stay, errors) -> {
 *     if (!stay.from().isBefore(stay.to())) {
 *         errors.add("/to", "order", "The end is after the beginning.");
 *     }
 * })
 * }</pre>
 *
 * @param <T> what is checked
 */
@FunctionalInterface
public interface Check<T> {
    /**
     * Checks.
     *
     * @param value never null; each member satisfies its own constraints
     * @param errors takes what is wrong; lent until this call returns, then it is another request's
     */
    void check(T value, InputErrors errors);
}
