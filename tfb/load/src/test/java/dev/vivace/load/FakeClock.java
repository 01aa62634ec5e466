package dev.vivace.load;

/** Time that only the test moves. */
final class FakeClock implements Clock {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    long now;

    @Override
    public long nanos() {
        return now;
    }
}
