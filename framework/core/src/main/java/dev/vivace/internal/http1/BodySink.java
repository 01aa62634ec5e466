package dev.vivace.internal.http1;

/**
 * Takes the bytes of a request body after transfer decoding, in order and in pieces of any size. Aggregating them is one
 * sink, dropping them another; a streaming handler is a third.
 */
public interface BodySink {
    /**
     * Takes {@code length} bytes; the array is the caller's and may change afterwards.
     *
     * @return 0, or a fault of {@link Faults} after which no more is offered
     */
    int accept(byte[] in, int start, int length);

    /**
     * Says how many bytes are to follow at least, before any of them is there: what will be too much is refused then, and
     * not when it has been read.
     *
     * @param length of a chunk, from 1
     * @return 0, or a fault of {@link Faults} after which no more is offered
     */
    default int announced(long length) {
        return 0;
    }
}
