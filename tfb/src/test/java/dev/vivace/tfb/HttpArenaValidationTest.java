package dev.vivace.tfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What HttpArena validates before it measures, but for the fragments ({@link HttpArenaFragmentsTest}). Whatever the suite
 * draws after the server has started is drawn here as well; the seed is in the name of the file with the items.
 */
class HttpArenaValidationTest {
    private static final long SEED = System.nanoTime();
    private static final Random RANDOM = new Random(SEED);
    private static final int REQUESTS_PER_CONNECTION = 10;

    @TempDir
    static Path folder;

    private static Path dataset;
    private static RunningEntry entry;

    @BeforeAll
    static void start() throws Exception {
        dataset = Dataset.write(folder.resolve("items-" + SEED + ".json"), SEED);
        entry = RunningEntry.start("-Dhttparena.dataset=" + dataset);
    }

    @AfterAll
    static void stop() {
        entry.close();
    }

    private static RawAnswer ask(String request) throws IOException {
        try (RawConnection connection = entry.connect()) {
            return connection.ask(request);
        }
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost:8080\r\n\r\n";
    }

    private static String post(String target, Object body) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: text/plain\r\nContent-Length: "
                + body.toString().length() + "\r\n\r\n" + body;
    }

    private static String postChunked(String target, Object body) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: text/plain\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.toString().length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
    }

    private static int draw(int from, int to) {
        return from + RANDOM.nextInt(to - from + 1);
    }

    private static void assertText(String body, RawAnswer answer) {
        assertEquals(200, answer.status());
        assertEquals(body, answer.body());
        assertTrue(answer.header("Content-Type").matches("text/plain(;.*)?"), answer.head());
    }

    @Test
    void shouldAddUpTheQuery() throws IOException {
        assertText("55", ask(get("/baseline11?a=13&b=42")));
        assertText("3", ask(get("/baseline11?a=1&b=2")));
        for (int i = 0; i < 50; i++) {
            int a = draw(100, 999);
            int b = draw(100, 999);
            assertText(Integer.toString(a + b), ask(get("/baseline11?a=" + a + "&b=" + b)));
        }
    }

    @Test
    void shouldAddUpQueryAndBody() throws IOException {
        assertText("75", ask(post("/baseline11?a=13&b=42", 20)));
        assertText("75", ask(postChunked("/baseline11?a=13&b=42", 20)));
        assertText("75", ask(post("/baseline11?a=13&b=42", " 20\n")));
        assertText("35", ask(post("/baseline11?a=13&b=42", -20)));
        assertText("55", ask(post("/baseline11?a=13&b=42", "")));
    }

    @Test
    void shouldNotRememberBodiesOfTheSameTarget() throws IOException {
        try (RawConnection connection = entry.connect()) {
            for (int i = 0; i < 100; i++) {
                int body = draw(100, 999);
                String target = "/baseline11?a=13&b=42";
                String request = i % 2 == 0 ? post(target, body) : postChunked(target, body);
                assertText(Integer.toString(55 + body), connection.ask(request));
            }
        }
    }

    @Test
    void shouldAnswerTheThreeKindsMixedInOnePipeline() throws IOException {
        List<Integer> sums = new ArrayList<>();
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 48; i++) {
            int a = draw(1, 1_000_000);
            int body = draw(1, 1_000_000);
            String target = "/baseline11?a=" + a + "&b=7";
            requests.append(
                    switch (i % 3) {
                        case 0 -> get(target);
                        case 1 -> post(target, body);
                        default -> postChunked(target, body);
                    });
            sums.add(a + 7 + (i % 3 == 0 ? 0 : body));
        }
        try (RawConnection connection = entry.connect()) {
            connection.send(requests.toString());
            for (int sum : sums) {
                assertText(Integer.toString(sum), connection.read());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "2 0", "0x10", "99999999999999999999"})
    void shouldRefuseWhatIsNoWholeNumber(String number) throws IOException {
        assertEquals(400, ask(post("/baseline11?a=13&b=42", number)).status());
        assertEquals(
                400, ask(get("/baseline11?b=42&a=" + number.replace(' ', '+'))).status());
    }

    @Test
    void shouldRefuseALongBody() throws IOException {
        assertEquals(
                413, ask(post("/baseline11?a=13&b=42", "1".repeat(100_000))).status());
    }

    @Test
    void shouldAnswerSixteenPipelinedRequests() throws IOException {
        try (RawConnection connection = entry.connect()) {
            for (int round = 0; round < 20; round++) {
                connection.send(get("/pipeline").repeat(16));
                for (int i = 0; i < 16; i++) {
                    assertText("ok", connection.read());
                }
            }
        }
    }

    @Test
    void shouldServeConnectionsThatClientsEndAfterTenRequests() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (RawConnection connection = entry.connect()) {
                for (int j = 0; j < REQUESTS_PER_CONNECTION; j++) {
                    int a = draw(1, 1_000);
                    RawAnswer answer = connection.ask(get("/baseline11?a=" + a + "&b=42"));
                    assertText(Integer.toString(a + 42), answer);
                    assertNull(answer.header("Connection"));
                }
            }
        }
    }

    @Test
    void shouldAnswerTheFirstItemsWithTheirTotals() throws IOException {
        for (int i = 0; i < 30; i++) {
            shouldAnswer(draw(1, Dataset.ITEM_COUNT), draw(2, 97));
        }
        shouldAnswer(Dataset.ITEM_COUNT, 1);
    }

    @SuppressWarnings("unchecked")
    private static void shouldAnswer(int count, int multiplier) throws IOException {
        RawAnswer answer = ask(get("/json/" + count + "?m=" + multiplier));
        assertEquals("application/json", answer.header("Content-Type"));
        assertNull(answer.header("Content-Encoding"));
        List<Object> items = new ArrayList<>();
        for (Object item : ((List<Object>) EntryFiles.parse(Files.readAllBytes(dataset))).subList(0, count)) {
            Map<String, Object> priced = new HashMap<>((Map<String, Object>) item);
            priced.put("total", (Long) priced.get("price") * (Long) priced.get("quantity") * multiplier);
            items.add(priced);
        }
        Map<String, Object> expected = Map.of("items", items, "count", (long) count);
        assertEquals(expected, EntryFiles.parse(answer.body().getBytes(StandardCharsets.UTF_8)), "seed " + SEED);
    }

    @Test
    void shouldBoundTheCount() throws IOException {
        assertTrue(ask(get("/json/1000?m=2")).body().contains("\"count\":" + Dataset.ITEM_COUNT));
        assertEquals("{\"items\":[],\"count\":0}", ask(get("/json/0?m=2")).body());
        assertEquals(400, ask(get("/json/-1?m=2")).status());
        assertEquals(400, ask(get("/json/many?m=2")).status());
        assertEquals(400, ask(get("/json/1?m=x")).status());
    }

    @Test
    void shouldStartWithoutTheItems() {
        TestClient client = TestClient.of(TfbServer.app(folder.resolve("missing")));
        assertEquals(404, client.get("/json/1?m=2").status());
        assertEquals("3", client.get("/baseline11?a=1&b=2").body());
    }
}
