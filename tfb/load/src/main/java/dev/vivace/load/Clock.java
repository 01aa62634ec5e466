package dev.vivace.load;

/** Where time comes from: {@link System#nanoTime} but in tests. */
interface Clock {
    long nanos();
}
