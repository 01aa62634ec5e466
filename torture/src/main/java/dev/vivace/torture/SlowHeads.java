package dev.vivace.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Slowloris: heads that never end, a byte now and then. */
final class SlowHeads implements Phase {
    private static final byte[] HEAD =
            "GET /json HTTP/1.1\r\nHost: torture\r\nX-Slow: a".getBytes(StandardCharsets.US_ASCII);
    private static final String END = "408 and close";

    private final Tally tally = new Tally();

    @Override
    public String name() {
        return "slow-heads";
    }

    @Override
    public String what(Scale scale) {
        return scale.slowHeads() + " heads, a byte every second each";
    }

    @Override
    public void attack(Arena arena) throws IOException {
        int count = arena.scale().slowHeads();
        Supply supply = new Supply(count, count / 1.5, count, number -> new SlowHead(tally));
        arena.runOut(supply, arena.scale().headerTimeout() + 4);
    }

    @Override
    public void check(Arena arena, Checks checks) {
        int timeout = arena.scale().headerTimeout();
        checks.ended(tally, arena.scale().slowHeads(), END, timeout - 0.2, timeout + 2);
    }

    private static final class SlowHead extends Talker {
        private int sentCount;

        SlowHead(Tally tally) {
            super(tally);
        }

        @Override
        void connected() {
            openedNanos = System.nanoTime();
            wake();
        }

        @Override
        void wake() {
            if (!answered() && !sending()) {
                int at = Math.min(sentCount++, HEAD.length - 1);
                send(ByteBuffer.wrap(HEAD, at, 1));
                wakeIn(ThreadLocalRandom.current().nextLong(500_000_000, 1_500_000_000));
            }
        }
    }
}
