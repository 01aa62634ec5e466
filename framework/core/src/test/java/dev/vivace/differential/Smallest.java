package dev.vivace.differential;

import java.util.function.Predicate;

/** Makes a failing input smaller, so that a person sees what matters. Stateless. */
final class Smallest {
    private Smallest() {}

    /** Leaves out what can be left out with the condition still true, in ever smaller pieces. */
    static String of(String input, Predicate<String> fails) {
        String smallest = input;
        for (int length = Math.max(1, input.length() / 2); length > 0; length /= 2) {
            for (int at = 0; at + length <= smallest.length(); ) {
                String candidate = smallest.substring(0, at) + smallest.substring(at + length);
                if (fails.test(candidate)) {
                    smallest = candidate;
                } else {
                    at += length;
                }
            }
        }
        return smallest;
    }
}
