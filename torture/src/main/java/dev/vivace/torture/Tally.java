package dev.vivace.torture;

import java.util.Map;
import java.util.TreeMap;

/** How many attackers ended how, and after how long. One thread. */
final class Tally {
    /** Of one kind of end. */
    static final class Ends {
        private long count;
        private long leastNanos = Long.MAX_VALUE;
        private long mostNanos;

        long count() {
            return count;
        }

        double leastSeconds() {
            return leastNanos / 1e9;
        }

        double mostSeconds() {
            return mostNanos / 1e9;
        }
    }

    private final Map<String, Ends> ends = new TreeMap<>();
    private long total;

    void count(String how, long nanos) {
        Ends kind = ends.computeIfAbsent(how, name -> new Ends());
        kind.count++;
        kind.leastNanos = Math.min(kind.leastNanos, nanos);
        kind.mostNanos = Math.max(kind.mostNanos, nanos);
        total++;
    }

    long total() {
        return total;
    }

    Ends of(String how) {
        return ends.getOrDefault(how, new Ends());
    }

    /** All ends, as text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        ends.forEach((how, kind) -> text.append(text.isEmpty() ? "" : ", ")
                .append(kind.count)
                .append(" x ")
                .append(how)
                .append(String.format(" (%.2f to %.2f s)", kind.leastSeconds(), kind.mostSeconds())));
        return text.isEmpty() ? "nothing ended" : text.toString();
    }
}
