package dev.vivace.internal.exchange;

import java.net.InetSocketAddress;

/** Takes everything and counts the answers, which all must have one status; allocates nothing. For a connection that is kept. */
final class CountingWire implements Wire {
    private final int status;
    long answerCount;

    CountingWire(int status) {
        this.status = status;
    }

    @Override
    public int send(byte[] bytes, int start, int length) {
        for (int i = start; i + 12 < start + length; i++) {
            if (bytes[i] == 'H' && bytes[i + 1] == 'T' && bytes[i + 2] == 'T' && bytes[i + 3] == 'P') {
                int found = (bytes[i + 9] - '0') * 100 + (bytes[i + 10] - '0') * 10 + bytes[i + 11] - '0';
                if (found != status) {
                    throw new IllegalStateException("status " + found + ", expected " + status);
                }
                answerCount++;
            }
        }
        return length;
    }

    @Override
    public void awaitWritable() {
        throw new IllegalStateException("everything is taken");
    }

    @Override
    public void resumeReading() {}

    @Override
    public void shutdownOutput() {
        throw new IllegalStateException("the connection is kept");
    }

    @Override
    public void close() {
        throw new IllegalStateException("the connection is kept");
    }

    @Override
    public InetSocketAddress remoteAddress() {
        throw new IllegalStateException("nobody asks");
    }
}
