package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.Faults;

/**
 * Arrays for what has come of requests and cannot be answered yet: lent by the loop's pool, and counted in what the loop
 * holds of requests. A protocol that wraps HTTP/1 holds such bytes too, parts of records, and is no exception.
 *
 * <p><b>Threading:</b> its loop's.
 */
public final class RequestArrays implements ByteArrays {
    private final BufferPool buffers;
    private final HeldBytes held;
    private final LoopCounters counters;

    RequestArrays(BufferPool buffers, HeldBytes held, LoopCounters counters) {
        this.buffers = buffers;
        this.held = held;
        this.counters = counters;
    }

    @Override
    public byte[] borrow(int bytesMin) {
        byte[] array = buffers.borrow(bytesMin);
        held.addRequestBytes(array.length);
        return array;
    }

    @Override
    public void giveBack(byte[] array) {
        held.addRequestBytes(-array.length);
        buffers.giveBack(array);
    }

    /**
     * Makes room for more; others may have to go for that.
     *
     * @param asking is not sent away itself; null where no HTTP is spoken yet
     * @return whether there is room
     */
    public boolean room(Http1Connection asking, int bytes) {
        return held.requestRoom(asking, bytes);
    }

    /** There was none, and nobody can be told so. */
    public void countRefusal() {
        counters.fault(Faults.REQUEST_BYTES_HELD);
    }

    /** Asked for room before anybody who has begun a request is sent away: who says yes has given some back. */
    public void askFirst(java.util.function.BooleanSupplier other) {
        held.askFirst(other);
    }
}
