package dev.vivace.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Clients that end their side as soon as they have asked: whole requests are answered, and the connection closed. */
final class HalfCloseFlood implements Phase {
    private static final String BODY = "b".repeat(1_000);

    /**
     * What is sent and how that ends.
     *
     * @param request sent before the end
     * @param end expected
     */
    private record Kind(byte[] request, String end) {
        Kind(String request, String end) {
            this(request.getBytes(StandardCharsets.US_ASCII), end);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("GET /json HTTP/1.1\r\nHost: torture\r\n\r\n", "200"),
            new Kind("POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Length: 1000\r\n\r\n" + BODY, "200"),
            new Kind("GET /json HTTP/1.1\r\nHost: torture\r\n\r\n".repeat(2), "200, 200"),
            new Kind("GET /later?ms=2 HTTP/1.1\r\nHost: torture\r\n\r\n", "200"),
            new Kind("GET /json HTTP/1.1\r\nHost: torture\r\nConnection: close\r\n\r\n", "200 and close"),
            new Kind("GET /json HTTP/1.1\r\nHost: tor", Talker.WITHOUT_A_WORD),
            new Kind("POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Length: 1000\r\n\r\nb", Talker.WITHOUT_A_WORD),
            new Kind("", Talker.WITHOUT_A_WORD));

    private final List<Tally> tallies = KINDS.stream().map(kind -> new Tally()).toList();

    @Override
    public String name() {
        return "half-close-flood";
    }

    @Override
    public String what(Scale scale) {
        return scale.floodRate() * scale.flood() + " connections that end their side";
    }

    @Override
    public void attack(Arena arena) throws IOException {
        int rate = arena.scale().floodRate();
        Supply supply = new Supply(rate * arena.scale().flood(), rate, 1_000, number -> {
            int kind = number % KINDS.size();
            return new Ender(tallies.get(kind), KINDS.get(kind).request);
        });
        arena.runOut(supply, 2);
    }

    @Override
    public void check(Arena arena, Checks checks) {
        int count = arena.scale().floodRate() * arena.scale().flood();
        for (int i = 0; i < KINDS.size(); i++) {
            checks.ended(tallies.get(i), (count - i + KINDS.size() - 1) / KINDS.size(), KINDS.get(i).end, 0, 1);
        }
    }

    private static final class Ender extends Talker {
        private final byte[] request;

        Ender(Tally tally, byte[] request) {
            super(tally);
            this.request = request;
        }

        @Override
        void connected() {
            send(ByteBuffer.wrap(request));
        }

        @Override
        void sent() {
            shutdownOutput();
        }
    }
}
