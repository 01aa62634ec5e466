package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.BufferPool;
import dev.vivace.internal.exchange.ByteArrays;

/**
 * Encrypted bytes that wait, in one array borrowed from the loop; without one while it is empty.
 *
 * <p><b>Threading:</b> the connection's loop; a worker may read the array while the loop leaves it alone.
 */
class Held {
    byte[] bytes;
    int start;
    int end;

    boolean isEmpty() {
        return start == end;
    }

    int length() {
        return end - start;
    }

    /** How much longer an array has to be for so many bytes more. */
    int bytesWanted(int more) {
        int room = bytes == null ? 0 : bytes.length;
        return more == 0 || length() + more <= room ? 0 : BufferPool.lentBytes(length() + more) - room;
    }

    void append(ByteArrays buffers, byte[] in, int from, int to) {
        int more = to - from;
        if (more == 0) {
            return;
        }
        if (bytes == null) {
            bytes = buffers.borrow(more);
            start = 0;
            end = 0;
        } else if (end + more > bytes.length) {
            makeRoom(buffers, more);
        }
        System.arraycopy(in, from, bytes, end, more);
        end += more;
    }

    private void makeRoom(ByteArrays buffers, int more) {
        int used = length();
        byte[] target = bytes;
        if (used + more > bytes.length) {
            target = buffers.borrow(used + more);
        }
        System.arraycopy(bytes, start, target, 0, used);
        if (target != bytes) {
            buffers.giveBack(bytes);
            bytes = target;
        }
        start = 0;
        end = used;
    }

    /** Forgets the first so many bytes; gives the array back with the last. */
    void consume(ByteArrays buffers, int count) {
        start += count;
        if (start == end) {
            release(buffers);
        }
    }

    void release(ByteArrays buffers) {
        if (bytes != null) {
            buffers.giveBack(bytes);
            bytes = null;
        }
        start = 0;
        end = 0;
    }
}
