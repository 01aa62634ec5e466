package dev.vivace.internal.exchange;

import java.util.IdentityHashMap;

/** What a loop must have got back when none of its connections has anything to do any more. */
final class NothingHeld {
    private static final int SIZES = 5;
    private static final int OF_EACH_SIZE = 4;

    private NothingHeld() {}

    /**
     * What is still held, or null. New gauges of {@link LoopContext} belong here.
     *
     * @param open connections that are idle: each of them has its time-out and nothing else
     */
    static String heldBy(LoopContext context, int open) {
        String held = "";
        held += gauge("arrays borrowed", context.borrowedCount());
        held += gauge("timers", context.timers.count() - open);
        held += gauge("requests in work", context.counters().value(LoopCounters.IN_WORK));
        held += gauge("bytes of requests", context.counters().value(LoopCounters.REQUEST_BYTES));
        held += gauge("bytes of answers", context.counters().value(LoopCounters.ANSWER_BYTES));
        held += context.held.nothing() ? "" : " someone who holds bytes";
        held += context.writer.empty() ? "" : " output of a turn that has ended";
        held += lentTwice(context.buffers);
        return held.isEmpty() ? null : "held:" + held;
    }

    static void assertNothingHeld(LoopContext context) {
        String held = heldBy(context, 0);
        if (held != null) {
            throw new AssertionError(held);
        }
    }

    private static String gauge(String name, long value) {
        return value == 0 ? "" : " " + value + " " + name;
    }

    /** An array that was given back twice is lent to two. */
    private static String lentTwice(BufferPool buffers) {
        IdentityHashMap<byte[], Boolean> lent = new IdentityHashMap<>();
        for (int size = 0; size < SIZES; size++) {
            for (int i = 0; i < OF_EACH_SIZE; i++) {
                lent.put(buffers.borrow(1_024 << size), true);
            }
        }
        lent.keySet().forEach(buffers::giveBack);
        return lent.size() == SIZES * OF_EACH_SIZE ? "" : " an array that was lent twice";
    }
}
