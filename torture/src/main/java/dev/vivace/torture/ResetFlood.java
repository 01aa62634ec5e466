package dev.vivace.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Connections that are reset: at once, in a head, in a body, before their answers, while they are answered. */
final class ResetFlood implements Phase {
    private static final String END = "reset by us";
    private static final long LIFE_NANOS_MAX = 3_000_000;

    private static final List<String> BEGINNINGS = List.of(
            "",
            "GET /json HTT",
            "GET /json HTTP/1.1\r\nHost: torture\r\n\r\n",
            "GET /person HTTP/1.1\r\nHost: torture\r\n\r\n".repeat(16),
            "POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Length: 100000\r\n\r\n" + "b".repeat(50_000),
            "GET /list?n=2000 HTTP/1.1\r\nHost: torture\r\n\r\n",
            "GET /later?ms=1 HTTP/1.1\r\nHost: torture\r\n\r\n",
            "GET /blocking?ms=1 HTTP/1.1\r\nHost: torture\r\n\r\n");

    private final Tally tally = new Tally();
    private int started;

    @Override
    public String name() {
        return "reset-flood";
    }

    @Override
    public String what(Scale scale) {
        return scale.floodRate() * scale.flood() + " connections reset within 3 ms";
    }

    @Override
    public void attack(Arena arena) throws IOException {
        int rate = arena.scale().floodRate();
        Supply supply = new Supply(rate * arena.scale().flood(), rate, 1_000, this::flooder);
        arena.runOut(supply, 2);
        started = supply.made();
    }

    private Attacker flooder(int number) {
        return new Flooder(tally, BEGINNINGS.get(number % BEGINNINGS.size()).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void check(Arena arena, Checks checks) {
        int count = arena.scale().floodRate() * arena.scale().flood();
        checks.that(
                "all were taken, none was reset by the server",
                started == count && tally.of(END).count() == count,
                tally.toString());
    }

    private static final class Flooder extends Attacker {
        private final byte[] beginning;

        Flooder(Tally tally, byte[] beginning) {
            super(tally);
            this.beginning = beginning;
        }

        @Override
        void connected() {
            if (beginning.length == 0) {
                finish(END);
                return;
            }
            send(ByteBuffer.wrap(beginning));
            wakeIn(ThreadLocalRandom.current().nextLong(LIFE_NANOS_MAX));
        }

        @Override
        void received(ByteBuffer in) {
            // Whatever it is
        }

        @Override
        void ended() {
            finish("ended by the server");
        }

        @Override
        void wake() {
            finish(END);
        }
    }
}
