package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.Later;
import dev.vivace.Vivace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bytes, room and results that come at any time: whatever the protocol waits for, the selector has been asked for, edge- or
 * level-triggered. A wake-up that is lost leaves a request without its answer.
 */
class LostWakeUpTest {
    private static final int ROUNDS = 150;
    private static final int FAILURES_SHOWN_MAX = 5;
    private static final int STEPS_MAX = 200_000;

    private final ArrayDeque<Later> laters = new ArrayDeque<>();
    private final String large = "x".repeat(150_000);
    private final ModelLoop model = new ModelLoop(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/large", (req, res) -> res.text(large))
            .get("/later", (req, res) -> res.defer(laters::add))
            .post("/echo", (req, res) -> res.text(req.bodyText())));

    @AfterEach
    void close() {
        model.close();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static String post(int length) {
        return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + "e".repeat(length);
    }

    private static byte[] requests(Random random) {
        StringBuilder all = new StringBuilder();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(7)) {
                case 0 -> all.append(get("/large"));
                case 1 -> all.append(post(random.nextInt(300)));
                // Fills the loop's input array, sometimes exactly
                case 2 -> all.append(post(NettyLoop.READ_BYTES - 100 + random.nextInt(200)));
                case 3 -> all.append(get("/later"));
                case 4 -> all.append(get("/ok").repeat(random.nextInt(2_200)));
                default -> all.append(get("/ok"));
            }
        }
        return all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerEverythingWheneverItComes(ModelConnection.Selector selector) throws Exception {
        List<String> failures = new ArrayList<>();
        for (int round = 0; round < ROUNDS && failures.size() < FAILURES_SHOWN_MAX; round++) {
            byte[] input = requests(new Random(round));
            String right = play(selector, input, null);
            String seen = play(selector, input, new Random(round));
            if (!seen.equals(right) || !right.startsWith("HTTP/1.1 200 OK")) {
                String shown = seen.length() < 200 ? seen : seen.length() + " characters, not " + right.length();
                failures.add("round " + round + ": " + shown);
            }
            laters.clear();
        }
        assertEquals(List.of(), failures);
        assertNull(model.call(model::leftBehind));
    }

    /** What the client got, without dates; or what went wrong. At random, or all at once. */
    private String play(ModelConnection.Selector selector, byte[] input, Random random) throws Exception {
        ModelConnection connection = model.call(() -> new ModelConnection(model.loop, selector, input).open());
        boolean atOnce = random == null;
        if (!atOnce) {
            connection.room(random.nextInt(3) == 0 ? 0 : random.nextInt(200_000));
        }
        boolean going = true;
        for (int step = 0; going && step < STEPS_MAX; step++) {
            // Results are handed to the loop, which takes them up between two of these calls
            going = model.call(() -> atOnce ? stepAtOnce(connection) : steps(connection, random));
            Later later = laters.poll();
            if (later != null) {
                later.respond(res -> res.text("later"));
                going = true;
            }
        }
        return model.call(() -> {
            String wrong = connection.misuse() != null ? connection.misuse() : connection.stuck();
            connection.reset();
            connection.close();
            String output = new String(connection.output(), StandardCharsets.US_ASCII);
            return wrong != null ? wrong : output.replaceAll("Date: [^\r]*", "Date");
        });
    }

    private static boolean stepAtOnce(ModelConnection connection) {
        boolean going = connection.arrive(Integer.MAX_VALUE);
        while (connection.event()) {
            going = true;
        }
        return going;
    }

    /** Bytes, room and events in any order; until none of them is left. */
    private boolean steps(ModelConnection connection, Random random) {
        for (int step = 0; step < STEPS_MAX; step++) {
            boolean moved = switch (random.nextInt(4)) {
                case 0 -> connection.arrive(1 + random.nextInt(random.nextBoolean() ? 60 : 100_000));
                case 1 -> {
                    connection.moreRoom(random.nextInt(100_000));
                    yield false;
                }
                default -> connection.event();
            };
            if (!laters.isEmpty() && random.nextInt(3) == 0) {
                return true;
            }
            if (!moved && !connection.event()) {
                connection.moreRoom(1_000_000);
                if (!connection.event() && !connection.arrive(70_000)) {
                    return false;
                }
            }
        }
        return true;
    }
}
