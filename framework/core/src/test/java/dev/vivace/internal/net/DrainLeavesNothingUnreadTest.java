package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.Vivace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that stops at any moment: no connection is closed over bytes that wait in the socket, because the kernel would
 * reset it then and take away the end of the answer before; and no answer is cut off.
 */
class DrainLeavesNothingUnreadTest {
    private static final int ROUNDS = 300;
    private static final int FAILURES_SHOWN_MAX = 5;
    private static final Pattern HEAD = Pattern.compile(
            "HTTP/1.1 200 OK\r\nServer: [^\r]*\r\nDate: [^\r]*\r\nContent-Type: [^\r]*\r\nContent-Length: ([0-9]+)\r\n"
                    + "(Connection: close\r\n)?\r\n");

    private final String large = "x".repeat(150_000);
    private final ModelLoop model = new ModelLoop(
            Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/large", (req, res) -> res.text(large)));

    @AfterEach
    void close() {
        model.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadBeforeItCloses(ModelConnection.Selector selector) throws Exception {
        List<String> failures = new ArrayList<>();
        model.call(() -> {
            for (int round = 0; round < ROUNDS && failures.size() < FAILURES_SHOWN_MAX; round++) {
                String wrong = play(selector, new Random(round));
                if (wrong != null) {
                    failures.add("round " + round + ": " + wrong);
                }
            }
            return null;
        });
        assertEquals(List.of(), failures);
        assertNull(model.call(model::leftBehind));
    }

    private String play(ModelConnection.Selector selector, Random random) {
        StringBuilder requests = new StringBuilder();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            requests.append("GET ")
                    .append(random.nextInt(3) == 0 ? "/large" : "/ok")
                    .append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        byte[] input = requests.toString().getBytes(StandardCharsets.US_ASCII);
        ModelConnection connection = new ModelConnection(model.loop, selector, input).open();
        connection.room(random.nextInt(200_000));
        DrainState state = new DrainState();
        int drainStep = random.nextInt(20);
        for (int step = 0; !connection.closed() && step < 10_000; step++) {
            if (step == drainStep) {
                model.loop.drain = state;
                connection.drain(state);
            }
            switch (random.nextInt(3)) {
                // A client that has seen the last answer says no more
                case 0 -> {
                    if (connection.outputShut()) {
                        connection.end();
                    } else {
                        connection.arrive(1 + random.nextInt(100));
                    }
                }
                case 1 -> connection.moreRoom(random.nextInt(100_000));
                default -> connection.event();
            }
        }
        model.loop.drain = null;
        String wrong = connection.closed() ? connection.misuse() : "still open";
        connection.reset();
        connection.close();
        return wrong != null ? wrong : cutOff(new String(connection.output(), StandardCharsets.US_ASCII));
    }

    /** What is wrong with answers that ought to be whole, or null. */
    private static String cutOff(String output) {
        Matcher head = HEAD.matcher(output);
        int at = 0;
        while (at < output.length()) {
            if (!head.find(at) || head.start() != at) {
                return "no answer at " + at + " of " + output.length();
            }
            at = head.end() + Integer.parseInt(head.group(1));
        }
        return at == output.length() ? null : "an answer is cut off " + (at - output.length()) + " bytes early";
    }
}
