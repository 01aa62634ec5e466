package dev.vivace.internal.exchange;

import java.util.function.BooleanSupplier;

/**
 * The memory that a loop holds for its connections: unfinished requests and requests in work, and answers that clients have
 * not taken. Both have a bound, and when one is reached, whoever has held the longest makes room: a client that uploads at a
 * trickle, or one that has stopped reading, before one that gets on.
 *
 * <p>Counted are lengths of arrays, as they are what takes the memory.
 *
 * <p><b>Threading:</b> loop thread.
 */
final class HeldBytes {
    private final LoopCounters counters;
    private final long requestBytesMax;
    private final long answerBytesMax;
    private long requestBytes;
    /** Of them, what requests in work hold: nobody can be sent away for that. */
    private long workBytes;

    private long answerBytes;
    /** Connections with a head or body that is not complete, the one first that began first. */
    private RequestHolder firstHolder;

    private RequestHolder lastHolder;
    /** Answers that wait, the one first of which nothing has been taken for the longest time. */
    private PendingOutput firstWaiting;

    private PendingOutput lastWaiting;
    /** Frees something that is cheaper to lose than a request; null where there is nothing of the kind. */
    private BooleanSupplier other;

    HeldBytes(LoopCounters counters, long requestBytesMax, long answerBytesMax) {
        this.counters = counters;
        this.requestBytesMax = requestBytesMax;
        this.answerBytesMax = answerBytesMax;
    }

    /** More is held of requests, or less. */
    void addRequestBytes(long bytes) {
        requestBytes += bytes;
        counters.add(LoopCounters.REQUEST_BYTES, bytes);
    }

    /** As {@link #addRequestBytes}, for a request in work. */
    void addWorkBytes(long bytes) {
        workBytes += bytes;
        addRequestBytes(bytes);
    }

    /** More is held of answers, or less. */
    void addAnswerBytes(long bytes) {
        answerBytes += bytes;
        counters.add(LoopCounters.ANSWER_BYTES, bytes);
    }

    /** The loop has died: what is in work for it gives nothing back any more. */
    void abandon() {
        addRequestBytes(-requestBytes);
        workBytes = 0;
        addAnswerBytes(-answerBytes);
    }

    /** Whether nothing is held, and nobody is remembered as holding something. */
    boolean nothing() {
        return requestBytes == 0
                && answerBytes == 0
                && firstHolder == null
                && lastHolder == null
                && firstWaiting == null
                && lastWaiting == null;
    }

    /**
     * Makes room for more of a request; those that began before it may have to go for that, where it is enough if they do.
     *
     * @param asking who wants to hold more; is not sent away itself; null for one that speaks no HTTP yet
     * @return whether there is room
     */
    boolean requestRoom(RequestHolder asking, long bytes) {
        return requestBytes + bytes <= requestBytesMax || makeRequestRoom(asking, bytes);
    }

    void askFirst(BooleanSupplier newOther) {
        other = newOther;
    }

    private boolean makeRequestRoom(RequestHolder asking, long bytes) {
        if (workBytes + bytes > requestBytesMax) {
            return false;
        }
        while (other != null && other.getAsBoolean()) {
            if (requestBytes + bytes <= requestBytesMax) {
                return true;
            }
        }
        if (!canMakeRoom(asking, requestBytes + bytes - requestBytesMax)) {
            return false;
        }
        RequestHolder next;
        for (RequestHolder holder = firstHolder; holder != null && holder != asking; holder = next) {
            next = holder.holderAfter;
            // A request in work waits for us, not we for it
            if (holder.receiving()) {
                holder.refuseHeldBytes();
                if (requestBytes + bytes <= requestBytesMax) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether those who would have to go hold as much: nobody is to go in vain. */
    private boolean canMakeRoom(RequestHolder asking, long bytes) {
        long wanted = bytes;
        for (RequestHolder holder = firstHolder; holder != null && holder != asking && wanted > 0; ) {
            if (holder.receiving()) {
                wanted -= holder.requestBytes();
            }
            holder = holder.holderAfter;
        }
        return wanted <= 0;
    }

    /** Someone begins to hold an unfinished request, or the next one. */
    void holds(RequestHolder connection) {
        if (lastHolder == connection) {
            return;
        }
        holdsNoMore(connection);
        connection.holderBefore = lastHolder;
        if (lastHolder == null) {
            firstHolder = connection;
        } else {
            lastHolder.holderAfter = connection;
        }
        lastHolder = connection;
    }

    void holdsNoMore(RequestHolder connection) {
        RequestHolder before = connection.holderBefore;
        RequestHolder after = connection.holderAfter;
        if (before != null) {
            before.holderAfter = after;
        } else if (firstHolder == connection) {
            firstHolder = after;
        }
        if (after != null) {
            after.holderBefore = before;
        } else if (lastHolder == connection) {
            lastHolder = before;
        }
        connection.holderBefore = null;
        connection.holderAfter = null;
    }

    /** Answers begin to wait, or the client has taken some of them. */
    void waits(PendingOutput pending) {
        if (lastWaiting == pending) {
            return;
        }
        waitsNoMore(pending);
        pending.waitingBefore = lastWaiting;
        if (lastWaiting == null) {
            firstWaiting = pending;
        } else {
            lastWaiting.waitingAfter = pending;
        }
        lastWaiting = pending;
    }

    void waitsNoMore(PendingOutput pending) {
        PendingOutput before = pending.waitingBefore;
        PendingOutput after = pending.waitingAfter;
        if (before != null) {
            before.waitingAfter = after;
        } else if (firstWaiting == pending) {
            firstWaiting = after;
        }
        if (after != null) {
            after.waitingBefore = before;
        } else if (lastWaiting == pending) {
            lastWaiting = before;
        }
        pending.waitingBefore = null;
        pending.waitingAfter = null;
    }

    /** Cuts off who has taken nothing for the longest time until the bound is kept; one answer alone may be beyond it. */
    void boundAnswers(PendingOutput newest) {
        while (answerBytes > answerBytesMax && firstWaiting != newest && firstWaiting != null) {
            counters.add(LoopCounters.ANSWER_BYTES_HELD, 1);
            firstWaiting.owner.wire().cutOff();
        }
    }
}
