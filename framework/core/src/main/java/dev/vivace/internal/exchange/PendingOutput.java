package dev.vivace.internal.exchange;

import java.util.ArrayDeque;

/**
 * What a socket did not take, in order. The connection is not read and nothing more is answered until it is gone, so it
 * holds at most what one read's worth of requests was answered with.
 */
final class PendingOutput {
    private record Segment(byte[] bytes, int end) {}

    private final ArrayDeque<Segment> segments = new ArrayDeque<>(2);
    private int position;
    private long length;

    /** Adds bytes that do not change any more. */
    void add(byte[] bytes, int start, int end) {
        if (start == end) {
            return;
        }
        if (segments.isEmpty()) {
            position = start;
            segments.add(new Segment(bytes, end));
        } else {
            segments.add(start == 0 ? new Segment(bytes, end) : copied(bytes, start, end));
        }
        length += end - start;
    }

    /** Only the first segment can start in the middle of its array. */
    private static Segment copied(byte[] bytes, int start, int end) {
        byte[] copy = java.util.Arrays.copyOfRange(bytes, start, end);
        return new Segment(copy, copy.length);
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    long length() {
        return length;
    }

    /** Sends until all is gone or the socket is full; false when the connection broke. */
    boolean sendTo(Wire wire, int sliceBytesMax) {
        while (!segments.isEmpty()) {
            Segment segment = segments.peekFirst();
            int slice = Math.min(segment.end() - position, sliceBytesMax);
            int sent = wire.send(segment.bytes(), position, slice);
            if (sent < 0) {
                return false;
            }
            position += sent;
            length -= sent;
            if (position == segment.end()) {
                segments.removeFirst();
                position = 0;
            } else if (sent < slice) {
                return true;
            }
        }
        return true;
    }
}
