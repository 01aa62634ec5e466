package dev.vivace.load;

import java.util.ArrayDeque;

/**
 * Sends what is due on connections that are free, in order on both sides, and knows when a thread has done its part.
 *
 * <p>What is due and finds no connection waits in the schedule; its latency counts from when it was due. The wait has a
 * limit: beyond it the rest of the run is given up as overload.
 */
final class Dispatcher {
    private final Clock clock;
    private final long queueNanosMax;
    /** First freed, first used: so the first one's time is the earliest at which any was free. */
    private final ArrayDeque<Connection> free;

    private final Recorder warmUp = new Recorder();
    private final Recorder measured = new Recorder();
    private Schedule schedule = Schedule.NONE;
    private long measureNanos = Long.MAX_VALUE;
    private long turnNanos;
    private long previousTurnNanos;
    private int outstandingCount;
    private boolean overloaded;

    /**
     * A dispatcher with nothing to send yet.
     *
     * @param queueNanosMax how late a request may be, because of the server or of this tool
     */
    Dispatcher(Clock clock, long queueNanosMax, int connectionCount) {
        this.clock = clock;
        this.queueNanosMax = queueNanosMax;
        this.free = new ArrayDeque<>(connectionCount + 1);
    }

    /** From now on the schedule counts; requests whose intended time is not before {@code from} are measured. */
    void begin(Schedule requests, long from) {
        schedule = requests;
        measureNanos = from;
    }

    /** Where a request with this intended time is recorded. */
    Recorder recorder(long intendedNanos) {
        return intendedNanos >= measureNanos ? measured : warmUp;
    }

    Recorder warmUp() {
        return warmUp;
    }

    Recorder measured() {
        return measured;
    }

    /** Sends what is due, but not more than so many: answers must not wait behind a long row of sends. */
    void dispatch(long time, int countMax) {
        long now = time;
        for (int count = 0; count < countMax && now >= schedule.intendedNanos(); count++) {
            Connection connection = free.poll();
            if (connection == null) {
                return;
            }
            long intended = schedule.intendedNanos();
            schedule.advance();
            outstandingCount++;
            recorder(intended).sent(now - Math.max(intended, connection.freeNanos()));
            connection.send(intended, now);
            now = clock.nanos();
        }
    }

    /** A turn begins: what is due is sent next, and then sockets are asked for what has arrived. */
    void turn(long now) {
        previousTurnNanos = turnNanos;
        turnNanos = now;
        if (schedule.intendedNanos() < now - queueNanosMax) {
            overloaded = true;
            measured.unsent(schedule.skipRest(measureNanos));
        }
    }

    /** What is read now arrived after this time, or it would have been read a turn earlier. */
    long unseenSinceNanos() {
        return previousTurnNanos;
    }

    /** A request has its answer or has failed. */
    void settled() {
        outstandingCount--;
    }

    /** A connection can take a request; one that is waiting goes out at once. */
    void freed(Connection connection, long now) {
        free.add(connection);
        dispatch(now, 1);
    }

    /** A connection that was free broke. */
    void lost(Connection connection) {
        free.remove(connection);
    }

    int freeCount() {
        return free.size();
    }

    boolean overloaded() {
        return overloaded;
    }

    /** Whether nothing is left to send and nothing to wait for. */
    boolean done() {
        return outstandingCount == 0 && schedule.exhausted();
    }
}
