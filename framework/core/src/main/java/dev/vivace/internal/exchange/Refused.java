package dev.vivace.internal.exchange;

/**
 * A connection beyond the bound: is told so, and then read and dropped until the client closes it, for a moment at most.
 *
 * <p><b>Threading:</b> its loop's.
 */
public final class Refused implements Protocol {
    private final Refusals refusals;
    private final Wire wire;
    Refused older;
    Refused newer;
    long keptUntilNanos;
    private boolean kept;
    private boolean closed;
    private int droppedBytes;

    Refused(Refusals refusals, Wire wire) {
        this.refusals = refusals;
        this.wire = wire;
    }

    /** Answers; once, when the connection is registered. */
    public void begin() {
        // First: where the loop has no memory to be woken for its end, closing it takes it out
        kept = true;
        refusals.add(this);
        byte[] answer = refusals.answer();
        int sent = wire.send(answer, 0, answer.length);
        if (closed) {
            return;
        }
        if (sent < answer.length) {
            // The buffer of a new socket has room for more than that: nobody is there
            wire.close();
            return;
        }
        wire.shutdownOutput();
    }

    /** Its time is over. Out first: a close that does not come here again would have the next one wait for ever. */
    void end() {
        leave();
        wire.close();
    }

    private void leave() {
        if (kept) {
            kept = false;
            refusals.remove(this);
        }
    }

    @Override
    public boolean wantsBytes() {
        return true;
    }

    @Override
    public void onBytes(byte[] in, int start, int end) {
        droppedBytes += end - start;
        if (droppedBytes > Refusals.DROPPED_BYTES_MAX) {
            wire.close();
        }
    }

    @Override
    public void onWritable() {}

    @Override
    public void onInputEnd() {
        wire.close();
    }

    @Override
    public void draining() {}

    @Override
    public void onDrain() {
        wire.close();
    }

    @Override
    public boolean idle() {
        return true;
    }

    @Override
    public void onClosed() {
        closed = true;
        leave();
    }
}
