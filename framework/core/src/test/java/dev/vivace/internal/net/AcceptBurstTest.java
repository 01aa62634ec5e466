package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** How many connections a listener takes in one turn: seldom more than wait, never so many that open ones wait long. */
class AcceptBurstTest {
    private static final int BURST_MAX = 64;

    private final Queue listener = new Queue(null);

    /** A listener over a number instead of a socket. */
    private static final class Queue extends Listening {
        int waiting;
        int accepted;
        int foundEmpty;
        boolean accepting = true;
        boolean closed;

        Queue(NettyLoop loop) {
            super(loop, null);
        }

        @Override
        boolean acceptOne() {
            if (!accepting) {
                throw new OutOfMemoryError("as if");
            }
            if (waiting == 0) {
                foundEmpty++;
                return false;
            }
            waiting--;
            accepted++;
            return true;
        }

        @Override
        void start() {}

        @Override
        void interest(boolean accept) {}

        @Override
        boolean open() {
            return true;
        }

        @Override
        void close() {
            closed = true;
        }

        @Override
        Listening on(NettyLoop other) {
            return this;
        }

        @Override
        long refuseNew() {
            return 0;
        }
    }

    /** As a selector does it: reported again in each turn in which some wait. */
    private int turnsToEmpty(int waiting) {
        listener.waiting = waiting;
        int turns = 0;
        while (listener.waiting > 0) {
            int before = listener.accepted;
            listener.acceptReady();
            int taken = listener.accepted - before;
            assertTrue(taken > 0 && taken <= BURST_MAX, taken + " in one turn");
            turns++;
        }
        return turns;
    }

    @Test
    void shouldSeldomFindTheQueueEmptyWhereConnectionsComeOneByOne() {
        for (int i = 0; i < 1_000; i++) {
            assertEquals(1, turnsToEmpty(1));
        }
        assertTrue(listener.foundEmpty <= 200, listener.foundEmpty + " of 1000");
    }

    @Test
    void shouldTakeAFloodInFewTurns() {
        int turns = turnsToEmpty(10_000);
        assertTrue(turns <= 10_000 / BURST_MAX + 30, turns + " turns");
    }

    @Test
    void shouldGoBackToFewAfterAFlood() {
        turnsToEmpty(10_000);
        listener.waiting = 1;
        listener.acceptReady();
        int foundEmpty = listener.foundEmpty;
        assertEquals(1, turnsToEmpty(1));
        assertEquals(foundEmpty, listener.foundEmpty);
    }

    @Test
    void shouldEndAlsoWhereTheLastOnesCannotBeAccepted() throws Exception {
        try (Server server = Servers.start(Vivace.create(), Transport.NIO)) {
            Queue failing = new Queue(((NettyServer) server).loopSet().at(0));
            failing.accepting = false;
            failing.stop();
            assertTrue(failing.closed);
        }
    }
}
