package dev.vivace.torture;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the phases of one run share.
 *
 * @param server what is attacked
 * @param client the well-behaved client
 * @param loop the attackers'
 * @param scale how much of everything
 * @param seed of everything random
 */
record Arena(ServerProcess server, GoodClient client, AttackLoop loop, Scale scale, long seed) {
    /** Where others take the CPU the attackers begin late. */
    private static final double START_SECONDS_MAX = 60;

    /** Beside the bounds on what it holds, what a loop may keep in each of four places (bufferRetainedBytesMax). */
    private static final int RETAINED_PLACES = 4;

    /** Runs attackers until none is open, or for a time after the last of the supply was started. */
    void runOut(Supply supply, double secondsMax) throws IOException {
        run(supply, supply::exhausted, START_SECONDS_MAX);
        run(Supply.NONE, () -> loop.open() == 0, secondsMax);
    }

    /** Runs attackers until done, or for a time. */
    void run(Supply supply, BooleanSupplier done, double secondsMax) throws IOException {
        loop.run(supply, done, (long) (secondsMax * TimeUnit.SECONDS.toNanos(1)));
    }

    /** Runs those that are there for a time. */
    void run(double seconds) throws IOException {
        run(Supply.NONE, () -> false, seconds);
    }

    /** What the heap may hold more than in quiet, with the server's bounds. */
    long heldBytesMax() {
        return server.option("requestBytesHeldMax")
                + server.option("answerBytesHeldMax")
                + RETAINED_PLACES * server.option("bufferRetainedBytesMax");
    }
}
