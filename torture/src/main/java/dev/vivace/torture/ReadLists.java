package dev.vivace.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Clients that ask for 4 MB and take it: 240 MB a second of long answers, which others must not wait for. */
final class ReadLists implements Phase {
    static final int PER_SECOND = 60;
    static final byte[] REQUEST =
            "GET /list?n=100000 HTTP/1.1\r\nHost: torture\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int SECONDS_MAX = 3;

    private final Tally tally = new Tally();

    @Override
    public String name() {
        return "read-lists";
    }

    @Override
    public String what(Scale scale) {
        return count(scale) + " readers of /list?n=100000 that read";
    }

    private static int count(Scale scale) {
        return Math.min(scale.readers(), PER_SECOND * SECONDS_MAX);
    }

    @Override
    public void attack(Arena arena) throws IOException {
        int count = count(arena.scale());
        arena.runOut(new Supply(count, PER_SECOND, count, number -> new Reader(tally)), 3);
    }

    @Override
    public void check(Arena arena, Checks checks) {
        checks.ended(tally, count(arena.scale()), "200", 0, 2);
    }

    private static final class Reader extends Talker {
        Reader(Tally tally) {
            super(tally);
        }

        @Override
        void connected() {
            openedNanos = System.nanoTime();
            send(ByteBuffer.wrap(REQUEST));
        }

        @Override
        String check(AnswerReader answer) {
            finish(Integer.toString(answer.status()));
            return null;
        }
    }
}
