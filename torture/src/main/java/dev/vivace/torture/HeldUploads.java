package dev.vivace.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Uploads of 1 MB, nearly all of whose bytes are sent as fast as they are taken, and the last few one by one: each is fast
 * enough to be let live, all together are a multiple of the heap. Meanwhile three whole uploads have to get through.
 */
final class HeldUploads implements Phase {
    private static final int BODY_BYTES = 1 << 20;
    private static final int BYTES_LEFT_OUT = 64;
    private static final int WHOLE_COUNT = 3;
    private static final long TRICKLE_NANOS = 1_000_000_000;
    private static final String REFUSED = "503 and close";

    private static final byte[] HEAD = ("POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Length: " + BODY_BYTES
                    + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    /** Shared by all: one that sends has a duplicate. */
    private static final ByteBuffer BODY = ByteBuffer.allocateDirect(BODY_BYTES);

    private final Tally held = new Tally();
    private final Tally whole = new Tally();
    private int left;
    private long bytesHeld;

    @Override
    public String name() {
        return "held-uploads";
    }

    @Override
    public String what(Scale scale) {
        return scale.uploads() + " uploads that hold all but " + BYTES_LEFT_OUT + " bytes of 1 MB";
    }

    @Override
    public void attack(Arena arena) throws IOException, InterruptedException {
        int count = arena.scale().uploads();
        double seconds = count / 150.0;
        Supply supply = new Supply(count, count / seconds, count, number -> new Upload(held, BYTES_LEFT_OUT));
        arena.run(supply, () -> supply.exhausted(), seconds + 4);
        Supply wholes = new Supply(WHOLE_COUNT, 2, Integer.MAX_VALUE, number -> new Upload(whole, 0));
        arena.run(wholes, () -> whole.total() == WHOLE_COUNT, 3);
        arena.run(1);
        bytesHeld = arena.server().state().value("requestBytesHeld");
        left = arena.loop().open();
    }

    @Override
    public void check(Arena arena, Checks checks) {
        int count = arena.scale().uploads();
        long bound = arena.server().option("requestBytesHeldMax");
        checks.that(
                "held uploads are refused with a 503 that arrives, or held",
                held.of(REFUSED).count() == held.total() && held.total() + left == count,
                left + " held, " + held);
        checks.that(
                "uploads held at most " + (bound >> 20) + " (requestBytesHeldMax)",
                (long) left * (BODY_BYTES - BYTES_LEFT_OUT) <= bound,
                Integer.toString(left));
        checks.atMost("bytes of requests held, as the loop counts them", bound, bytesHeld, "");
        checks.ended(whole, WHOLE_COUNT, "200", 0, 2);
    }

    private static final class Upload extends Talker {
        private final int leftOut;
        private int step;

        Upload(Tally tally, int leftOut) {
            super(tally);
            this.leftOut = leftOut;
        }

        @Override
        void connected() {
            openedNanos = System.nanoTime();
            send(ByteBuffer.wrap(HEAD));
        }

        @Override
        void sent() {
            step++;
            if (step == 1) {
                send(BODY.duplicate().limit(BODY_BYTES - leftOut));
            } else if (leftOut > 0) {
                wakeIn(TRICKLE_NANOS);
            }
        }

        @Override
        void wake() {
            // Never the last one
            if (!answered() && step < leftOut) {
                send(ByteBuffer.allocate(1));
            }
        }

        @Override
        String check(AnswerReader answer) {
            if (answer.status() == 200) {
                if (answer.bodyLength() != BODY_BYTES) {
                    return "an echo of " + answer.bodyLength() + " bytes";
                }
                // The connection is kept alive; this one has seen enough
                finish("200");
            }
            return null;
        }
    }
}
