package dev.vivace.internal.exchange;

import dev.vivace.ServerOptions;
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

    /**
     * How much a loop must be allowed to hold so that it can serve a request: the head and the body in one array or in the
     * copy that work gets, with the path a second time, and the array in which the end of the head came, with what a read
     * brought behind it.
     */
    public static long bytesForOne(ServerOptions options, long bodyBytesMax) {
        long line = options.requestLineBytesMax();
        long head = line + options.headerBytesMax();
        return head + line + bodyBytesMax + 2 * (head + LoopContext.INPUT_BYTES_MAX);
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
