package dev.vivace.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bodies below the lowest rate, with a length and in chunks of one byte; and bodies whose beginning comes at once and whose
 * rest never does.
 */
final class SlowBodies implements Phase {
    private static final String END = "408 and close";
    private static final int KINDS = 3;
    private static final int BYTES_PER_TURN = 50;
    private static final long TURN_NANOS = 500_000_000;

    private static final byte[] WITH_LENGTH =
            ascii("POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Length: 1000000\r\n\r\n");
    private static final byte[] IN_CHUNKS =
            ascii("POST /echo HTTP/1.1\r\nHost: torture\r\nTransfer-Encoding: chunked\r\n\r\n");
    /** 4,000 bytes at once: enough for any lowest rate until the next part is too late. */
    private static final byte[] BEGINNING =
            ascii("POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Length: 1000000\r\n\r\n" + "b".repeat(4_000));

    private static final byte[] BYTES = ascii("b".repeat(BYTES_PER_TURN));
    /** Of 48 bytes, so that no turn ends inside a chunk. */
    private static final byte[] CHUNKS = ascii("1\r\nb\r\n".repeat(BYTES_PER_TURN / 6));

    private final Tally trickling = new Tally();
    private final Tally stopped = new Tally();

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String name() {
        return "slow-bodies";
    }

    @Override
    public String what(Scale scale) {
        return scale.slowBodies() + " bodies: 100 B/s, the same in chunks, begun and stopped";
    }

    @Override
    public void attack(Arena arena) throws IOException {
        Scale scale = arena.scale();
        int count = scale.slowBodies();
        Supply supply = new Supply(count, count, count, this::body);
        arena.runOut(supply, Math.max(scale.bodyRateGrace(), scale.bodyTimeout()) + 4);
    }

    private Attacker body(int number) {
        return switch (number % KINDS) {
            case 0 -> new SlowBody(trickling, List.of(WITH_LENGTH, BYTES));
            case 1 -> new SlowBody(trickling, List.of(IN_CHUNKS, CHUNKS));
            default -> new SlowBody(stopped, List.of(BEGINNING));
        };
    }

    @Override
    public void check(Arena arena, Checks checks) {
        Scale scale = arena.scale();
        int stoppedCount = scale.slowBodies() / KINDS;
        int grace = scale.bodyRateGrace();
        checks.ended(trickling, scale.slowBodies() - stoppedCount, END, grace - 0.2, grace + 2);
        int timeout = scale.bodyTimeout();
        checks.ended(stopped, stoppedCount, END, timeout - 0.2, timeout + 2);
    }

    private static final class SlowBody extends Talker {
        private final List<byte[]> parts;

        /** The first part at once, the second, if there is one, again and again. */
        SlowBody(Tally tally, List<byte[]> parts) {
            super(tally);
            this.parts = parts;
        }

        @Override
        void connected() {
            openedNanos = System.nanoTime();
            send(ByteBuffer.wrap(parts.get(0)));
            if (parts.size() > 1) {
                wakeIn(TURN_NANOS);
            }
        }

        @Override
        void wake() {
            if (!answered()) {
                if (!sending()) {
                    send(ByteBuffer.wrap(parts.get(1)));
                }
                wakeIn(TURN_NANOS);
            }
        }
    }
}
