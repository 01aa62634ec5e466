package dev.vivace.tfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What TechEmpower's toolset verifies before it measures, and what its load then relies on, from outside: the entry runs
 * in a process of its own with the flags of the image, and is asked with the toolset's own header fields.
 */
class TechEmpowerVerifierTest {
    private static final String ACCEPT_JSON =
            "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7";
    private static final String ACCEPT_TEXT =
            "text/plain,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7";
    private static final String JSON = "{\"message\":\"Hello, World!\"}";
    private static final String TEXT = "Hello, World!";
    private static final int PIPELINE_DEPTH = 16;
    private static final int CONNECTION_COUNT = 512;

    private static RunningEntry entry;
    private static long firstAnswerMillis;

    @BeforeAll
    static void start() throws Exception {
        long begin = System.nanoTime();
        entry = RunningEntry.start();
        try (RawConnection connection = entry.connect()) {
            assertEquals(200, connection.ask(get("/json")).status());
        }
        firstAnswerMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    @AfterAll
    static void stop() {
        entry.close();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: tfb-server:8080\r\nAccept: "
                + (path.equals("/plaintext") ? ACCEPT_TEXT : ACCEPT_JSON) + "\r\nConnection: keep-alive\r\n\r\n";
    }

    private static RawAnswer ask(String request) throws IOException {
        try (RawConnection connection = entry.connect()) {
            return connection.ask(request);
        }
    }

    @Test
    void shouldGiveItsFirstAnswerWithinTheTimeLimit() {
        assertTrue(firstAnswerMillis < RawConnection.ANSWER_MILLIS_MAX, "took " + firstAnswerMillis + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json", "/plaintext"})
    void shouldSendTheRequiredFields(String path) throws IOException {
        RawAnswer answer = ask(get(path));
        assertEquals(200, answer.status());
        assertFalse(answer.header("Server").isEmpty());
        assertNotNull(answer.header("Date"));
        assertNotNull(answer.header("Content-Type"));
        assertEquals(Integer.toString(answer.body().length()), answer.header("Content-Length"));
        assertNull(answer.header("Transfer-Encoding"));
    }

    @Test
    void shouldSendAnAcceptedContentType() throws IOException {
        String json = ask(get("/json")).header("Content-Type");
        assertTrue(json.matches("application/json(; ?charset=(utf|UTF)-8)?"), json);
        String text = ask(get("/plaintext")).header("Content-Type");
        assertTrue(text.matches("text/plain(; ?charset=(utf|UTF)-8)?"), text);
    }

    @Test
    void shouldSendTheJsonObjectAndNothingElse() throws IOException {
        RawAnswer answer = ask(get("/json"));
        // Parsed as well: the comparison of bytes alone would not say that it is JSON
        assertEquals(Map.of("message", TEXT), EntryFiles.parse(answer.body().getBytes()));
        assertEquals(JSON, answer.body());
        assertEquals("27", answer.header("Content-Length"));
    }

    @Test
    void shouldSendThePlaintextAndNothingElse() throws IOException {
        RawAnswer answer = ask(get("/plaintext"));
        assertEquals(TEXT, answer.body());
        assertEquals("13", answer.header("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json", "/plaintext"})
    void shouldSendAValidDate(String path) throws IOException {
        Instant before = Instant.now();
        String date = ask(get(path)).header("Date");
        Instant sent =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        assertEquals(29, date.length(), date);
        Duration off = Duration.between(before, sent).abs();
        assertTrue(off.compareTo(Duration.ofSeconds(2)) <= 0, date + " was sent at " + before);
    }

    /** The one test that waits: whether the date changes while nothing is asked shows only in time that passes. */
    @Test
    void shouldSendAnotherDateAfterThreeIdleSeconds() throws Exception {
        try (RawConnection idle = entry.connect()) {
            String first = idle.ask(get("/plaintext")).header("Date");
            TimeUnit.SECONDS.sleep(3);
            Instant now = Instant.now();
            String onTheSame = idle.ask(get("/plaintext")).header("Date");
            String onAnother = ask(get("/json")).header("Date");
            assertNotEquals(first, onTheSame);
            assertNotEquals(first, onAnother);
            Instant sent = ZonedDateTime.parse(onTheSame, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration off = Duration.between(now, sent).abs();
            assertTrue(off.compareTo(Duration.ofSeconds(2)) <= 0, onTheSame + " was sent at " + now);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json", "/plaintext"})
    void shouldNotCompressNorOfferToCache(String path) throws IOException {
        String request = get(path)
                .replace(
                        "\r\n\r\n",
                        "\r\nAccept-Encoding: gzip, br, deflate\r\nIf-None-Match: *\r\n"
                                + "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n\r\n");
        RawAnswer answer = ask(request);
        assertEquals(200, answer.status());
        assertEquals(path.equals("/json") ? JSON : TEXT, answer.body());
        for (String field : List.of("Content-Encoding", "ETag", "Age", "Expires", "Last-Modified", "Cache-Control")) {
            assertNull(answer.header(field), field);
        }
    }

    @Test
    void shouldKeepTheConnection() throws IOException {
        try (RawConnection connection = entry.connect()) {
            for (int i = 0; i < 100; i++) {
                RawAnswer answer = connection.ask(get(i % 2 == 0 ? "/json" : "/plaintext"));
                assertEquals(i % 2 == 0 ? JSON : TEXT, answer.body());
                assertNotEquals("close", answer.header("Connection"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "foo, close"})
    void shouldCloseTheConnectionWhenAsked(String value) throws IOException {
        try (RawConnection connection = entry.connect()) {
            RawAnswer answer = connection.ask(get("/json").replace("keep-alive", value));
            assertEquals(JSON, answer.body());
            assertEquals("close", answer.header("Connection"));
            assertTrue(connection.ends());
        }
    }

    @Test
    void shouldServeHttp10() throws IOException {
        try (RawConnection connection = entry.connect()) {
            assertEquals(TEXT, connection.ask("GET /plaintext HTTP/1.0\r\n\r\n").body());
            assertTrue(connection.ends());
        }
        try (RawConnection connection = entry.connect()) {
            String kept = "GET /json HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            assertEquals("keep-alive", connection.ask(kept).header("Connection"));
            assertEquals(JSON, connection.ask(kept).body());
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < PIPELINE_DEPTH; i++) {
            // Three kinds that never repeat with the period of a power of two
            String path = List.of("/plaintext", "/json", "/baseline11?a=" + i + "&b=1000")
                    .get(i % 3);
            requests.append(get(path));
            bodies.add(List.of(TEXT, JSON, Integer.toString(i + 1000)).get(i % 3));
        }
        try (RawConnection connection = entry.connect()) {
            for (int round = 0; round < 20; round++) {
                connection.send(requests.toString());
                for (String body : bodies) {
                    assertEquals(body, connection.read().body());
                }
            }
        }
    }

    @Test
    void shouldAnswerAsManyConnectionsAsTheSuiteOpens() throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTION_COUNT; i++) {
                connections.add(entry.connect());
            }
            for (RawConnection connection : connections) {
                connection.send(get("/json").repeat(PIPELINE_DEPTH));
            }
            for (RawConnection connection : connections) {
                for (int i = 0; i < PIPELINE_DEPTH; i++) {
                    assertEquals(JSON, connection.read().body());
                }
            }
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json", "/plaintext"})
    void shouldAnswerHeadLikeGetWithoutABody(String path) throws IOException {
        try (RawConnection connection = entry.connect()) {
            connection.send("HEAD" + get(path).substring(3));
            RawAnswer head = connection.readHead();
            RawAnswer get = connection.ask(get(path));
            assertEquals(200, head.status());
            assertEquals(get.header("Content-Length"), head.header("Content-Length"));
            assertEquals(get.header("Content-Type"), head.header("Content-Type"));
        }
    }

    @Test
    void shouldRefuseWhatItDoesNotHave() throws IOException {
        assertEquals(404, ask(get("/")).status());
        assertEquals(404, ask(get("/jsonx")).status());
        assertEquals(404, ask(get("/json/")).status());
        RawAnswer post = ask("POST /json HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
        assertEquals(405, post.status());
        assertTrue(post.header("Allow").contains("GET"));
    }

    /** Runs last or not: at any time there is nothing on the console but the line that says where it listens. */
    @Test
    void shouldPrintNothingMore() {
        assertEquals(List.of(), entry.furtherLines());
    }
}
