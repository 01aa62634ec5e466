package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.HeadBlock;
import dev.vivace.internal.http1.HeadEncoder;

/**
 * Tells clients that there is no room for another connection: one answer, made once a second, and then a close that lets
 * them read it. Closing at once would reset the connection of a client that has sent its request already, and the answer
 * may be lost with it; so some of them are kept for a moment, within bounds of number, time and bytes.
 *
 * <p><b>Threading:</b> one per loop.
 */
public final class Refusals {
    /** Refused connections that are kept at once; what is beyond is closed right behind the answer. */
    public static final int KEPT_COUNT_MAX = 64;

    /** How long one is kept at most. */
    static final long KEPT_NANOS_MAX = 1_000_000_000L;

    /** How much is read and dropped of one. */
    static final int DROPPED_BYTES_MAX = 65_536;

    private final LoopContext loop;
    private final HeadBlock head;
    private final byte[] problem;
    private final byte[] answer;
    private long answerSecond = Long.MIN_VALUE;
    private Refused oldest;
    private Refused newest;
    private int count;
    private boolean sweeping;

    Refusals(LoopContext loop) {
        this.loop = loop;
        this.head = loop.heads.retryLater();
        this.problem = loop.plan.problems().body(Problems.Fixed.CONNECTIONS);
        this.answer = new byte[measure()];
    }

    private int measure() {
        byte[] room = new byte[head.length() + HeadEncoder.EXTRA_BYTES_MAX];
        return write(room) + problem.length;
    }

    private int write(byte[] out) {
        return loop.heads.encoder.write(head, problem.length, RequestBytes.NONE, 0, false, 1, out, 0);
    }

    /** Whether no further one can be kept. */
    public boolean full() {
        return count == KEPT_COUNT_MAX;
    }

    /** The whole answer with the date of now; the array is this object's own. */
    public byte[] answer() {
        loop.touch();
        loop.keepDate();
        long second = loop.date.second();
        if (second != answerSecond) {
            answerSecond = second;
            byte[] room = new byte[answer.length + HeadEncoder.EXTRA_BYTES_MAX];
            int headLength = write(room);
            System.arraycopy(room, 0, answer, 0, headLength);
            System.arraycopy(problem, 0, answer, headLength, problem.length);
        }
        return answer;
    }

    /** What a refused connection speaks. */
    public Refused protocol(Wire wire) {
        return new Refused(this, wire);
    }

    void add(Refused refused) {
        count++;
        refused.older = newest;
        if (newest == null) {
            oldest = refused;
        } else {
            newest.newer = refused;
        }
        newest = refused;
        refused.keptUntilNanos = loop.loop.nanoTime() + KEPT_NANOS_MAX;
        if (!sweeping) {
            loop.loop.schedule(this::sweep, KEPT_NANOS_MAX);
            sweeping = true;
        }
    }

    void remove(Refused refused) {
        count--;
        if (refused.older == null) {
            oldest = refused.newer;
        } else {
            refused.older.newer = refused.newer;
        }
        if (refused.newer == null) {
            newest = refused.older;
        } else {
            refused.newer.older = refused.older;
        }
    }

    /** All are kept equally long, so the list is in the order of their ends. */
    private void sweep() {
        sweeping = false;
        long now = loop.loop.nanoTime();
        while (oldest != null && oldest.keptUntilNanos - now <= 0) {
            oldest.end();
        }
        if (oldest != null) {
            loop.loop.schedule(this::sweep, oldest.keptUntilNanos - now);
            sweeping = true;
        }
    }

    /** How many are kept. */
    public int count() {
        return count;
    }
}
