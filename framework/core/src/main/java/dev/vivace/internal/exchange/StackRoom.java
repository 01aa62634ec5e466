package dev.vivace.internal.exchange;

/**
 * Makes sure of some stack before something begins that must not be left half-done: handing a result to the loop, a timer. A
 * handler may call for it from the depths of a recursion that is about to overflow; then it overflows here, where nothing has
 * been touched.
 */
final class StackRoom {
    /** Of some 100 bytes each, which is more than what is called behind it needs. */
    private static final int FRAMES = 100;

    private StackRoom() {}

    /** Returns when there is room, and throws a StackOverflowError when there is not. */
    static void require() {
        down(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** The parameters are there for the room they take. */
    private static long down(int more, long a, long b, long c, long d, long e, long f, long g, long h) {
        return more == 0 ? a + b + c + d : down(more - 1, h, a, b, c, d, e, f, g) + more;
    }
}
