package dev.vivace.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a phase has to hold, and whether it did. */
final class Checks {
    /**
     * One of them.
     *
     * @param what has to hold
     * @param passed whether it did
     * @param figure what was measured
     */
    record Check(String what, boolean passed, String figure) {
        @Override
        public String toString() {
            return (passed ? "passed: " : "FAILED: ") + what + ": " + figure;
        }
    }

    private final List<Check> all = new ArrayList<>();

    void that(String what, boolean passed, String figure) {
        all.add(new Check(what, passed, figure));
    }

    void atMost(String what, double limit, double value, String unit) {
        that(what + " at most " + number(limit) + " " + unit, value <= limit, number(value) + " " + unit);
    }

    /** All of a tally ended in one way, from a time to another after they began. */
    void ended(Tally tally, int count, String how, double fromSeconds, double toSeconds) {
        Tally.Ends ends = tally.of(how);
        that(
                String.format(Locale.ROOT, "%d: '%s' after %.1f to %.1f s", count, how, fromSeconds, toSeconds),
                tally.total() == count
                        && ends.count() == count
                        && ends.leastSeconds() >= fromSeconds
                        && ends.mostSeconds() <= toSeconds,
                tally.toString());
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    boolean passed() {
        return all.stream().allMatch(Check::passed);
    }

    List<Check> all() {
        return List.copyOf(all);
    }
}
