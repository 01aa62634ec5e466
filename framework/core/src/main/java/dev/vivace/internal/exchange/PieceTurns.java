package dev.vivace.internal.exchange;

/**
 * The answers whose next piece can be made: in order, one piece each a turn of the loop, so that a client that takes everything
 * at once is not served before all others.
 *
 * <p><b>Threading:</b> one per loop. <b>Allocation:</b> none.
 */
final class PieceTurns implements Runnable {
    /** Pieces in one turn, 256 KB: what is behind them in the turn waits for all of them. */
    static final int PIECES_PER_TURN_MAX = 8;

    private final LoopContext loop;
    private PiecedAnswer first;
    private PiecedAnswer last;
    private boolean scheduled;

    PieceTurns(LoopContext loop) {
        this.loop = loop;
    }

    /** Its turn is to come. */
    void add(PiecedAnswer answer) {
        if (answer.queued) {
            return;
        }
        schedule();
        answer.queued = true;
        if (last == null) {
            first = answer;
        } else {
            last.following = answer;
        }
        last = answer;
    }

    private void schedule() {
        if (!scheduled) {
            loop.loop.nextTurn(this);
            scheduled = true;
        }
    }

    /** A turn. What becomes ready in it has its turn in the next one. */
    @Override
    public void run() {
        scheduled = false;
        PiecedAnswer end = last;
        PiecedAnswer made = null;
        for (int i = 0; i < PIECES_PER_TURN_MAX && made != end; i++) {
            made = poll();
            try {
                made.connection.makePiece(made);
            } catch (Throwable e) {
                loop.connectionFailed(made.connection.wire(), e);
            }
        }
        if (first != null) {
            schedule();
        }
    }

    private PiecedAnswer poll() {
        PiecedAnswer next = first;
        first = next.following;
        if (first == null) {
            last = null;
        }
        next.following = null;
        next.queued = false;
        return next;
    }
}
