package dev.vivace.internal.exchange;

import dev.vivace.LoopMetrics;
import dev.vivace.LoopTurns;
import dev.vivace.internal.http1.Faults;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One loop's counters. One thread writes with opaque stores, which cost what plain ones do and are seen by others in
 * time; any thread reads.
 */
public final class LoopCounters {
    public static final int ACCEPTED = 0;
    public static final int OPEN = 1;
    public static final int REQUESTS = 2;
    /** Five in a row: 1xx to 5xx. */
    public static final int ANSWERS = 3;

    public static final int BYTES_READ = 8;
    public static final int BYTES_WRITTEN = 9;
    public static final int READS = 10;
    public static final int WRITES = 11;
    public static final int IN_WORK = 12;
    public static final int HANDLER_FAILED = 13;
    public static final int CONNECTION_FAILED = 14;
    public static final int ACCEPT_FAILED = 15;
    public static final int OVERLOAD_REFUSED = 16;
    public static final int DEADLINE_PASSED = 17;
    public static final int LATE_ANSWER_DROPPED = 18;
    public static final int ABORTED = 19;
    public static final int IDLE_CLOSED = 20;
    public static final int ANSWER_TIMEOUT = 21;
    public static final int ANSWER_BYTES_HELD = 22;
    public static final int CONNECTION_REFUSED = 23;
    public static final int QUEUE_DELAY_REFUSED = 24;
    public static final int LOOP_STALLED = 25;
    public static final int LOOP_REPLACED = 26;
    public static final int TLS_HANDSHAKE_FAILED = 27;
    public static final int TLS_HANDSHAKE_REFUSED = 28;
    public static final int TLS_HANDSHAKE_TIMEOUT = 29;
    public static final int TLS_FAILED = 30;
    public static final int TLS_RELOAD_FAILED = 31;
    /** Two that go up and down: what is held now. */
    public static final int REQUEST_BYTES = 32;

    public static final int ANSWER_BYTES = 33;
    private static final int FAULTS = 34;
    private static final int COUNT = FAULTS + Faults.LIMIT;

    /** A loop can be held up by the machine as well; {@link LoopTurns#stalls} says how often. */
    private static final String NO_ERROR = null;

    private static final String[] ERROR_KINDS = {
        "handler-failed",
        "connection-failed",
        "accept-failed",
        "overload-refused",
        "deadline-passed",
        "late-answer-dropped",
        "aborted",
        "idle-closed",
        "answer-timeout",
        "answer-bytes-held",
        "connection-refused",
        "queue-delay-refused",
        NO_ERROR,
        "loop-replaced",
        "tls-handshake-failed",
        "tls-handshake-refused",
        "tls-handshake-timeout",
        "tls-failed",
        "tls-reload-failed"
    };

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    /** A cache line of padding on either side keeps other loops' counters away from this one's. */
    private static final int PADDING = 8;

    private final long[] cells = new long[COUNT + 2 * PADDING];
    private final TurnTimes turns = new TurnTimes();

    /** Adds to a counter. Loop thread only, {@link #LATE_ANSWER_DROPPED} apart: see {@link #addShared}. */
    public void add(int counter, long amount) {
        long[] all = cells;
        CELL.setOpaque(all, PADDING + counter, all[PADDING + counter] + amount);
    }

    /** Counts an answer by the class of its status. */
    public void answered(int status) {
        add(ANSWERS + status / 100 - 1, 1);
    }

    /** Counts a fault of the protocol. */
    public void fault(int code) {
        add(FAULTS - code, 1);
    }

    /** Adds to a counter that several threads write. */
    public void addShared(int counter, long amount) {
        CELL.getAndAdd(cells, PADDING + counter, amount);
    }

    /** Reads a counter from any thread. */
    public long value(int counter) {
        return (long) CELL.getOpaque(cells, PADDING + counter);
    }

    /** How long turns take. */
    public TurnTimes turns() {
        return turns;
    }

    /** All counters. */
    public LoopMetrics snapshot() {
        Map<String, Long> errors = new TreeMap<>();
        for (int i = 0; i < ERROR_KINDS.length; i++) {
            note(errors, ERROR_KINDS[i], value(HANDLER_FAILED + i));
        }
        for (int code = -2; code > -Faults.LIMIT; code--) {
            note(errors, Faults.kind(code), value(FAULTS - code));
        }
        return new LoopMetrics(
                value(ACCEPTED),
                value(OPEN),
                value(REQUESTS),
                value(ANSWERS),
                value(ANSWERS + 1),
                value(ANSWERS + 2),
                value(ANSWERS + 3),
                value(ANSWERS + 4),
                value(BYTES_READ),
                value(BYTES_WRITTEN),
                value(READS),
                value(WRITES),
                value(IN_WORK),
                value(REQUEST_BYTES),
                value(ANSWER_BYTES),
                errors,
                turns.snapshot(value(LOOP_STALLED)));
    }

    /** The names of the counters of errors that are no faults of the protocol. */
    public static List<String> errorKinds() {
        return Arrays.stream(ERROR_KINDS).filter(Objects::nonNull).toList();
    }

    private static void note(Map<String, Long> errors, String kind, long count) {
        if (count != 0 && kind != NO_ERROR) {
            errors.put(kind, count);
        }
    }
}
