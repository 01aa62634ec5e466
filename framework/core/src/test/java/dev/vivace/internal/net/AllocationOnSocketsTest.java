package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Canned;
import dev.vivace.JsonKey;
import dev.vivace.PerLoop;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.Strict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the thread of an epoll loop allocates while it answers requests over real sockets, counted by the JVM. */
@Tag("allocation")
class AllocationOnSocketsTest {
    private static final int REQUESTS = 200_000;
    private static final int WARM_UP_WINDOWS_MAX = 24;
    private static final int WARM_UP_CLEAN_WINDOWS = 3;
    private static final int PIPELINED = 16;
    private static final int CONNECTIONS = 16;

    /** What all measured requests together may cost: a rare visit of the JIT compiler or of a timer. */
    private static final long SLACK_BYTES = 4_096;

    private static final long GREETING_BYTES = 16;

    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");
    private static final JsonKey UUID = JsonKey.of("uuid");
    private static final Canned PLAINTEXT = Canned.text("Hello, World!");
    private static final Canned CANNED = Canned.json("{\"version\":7}").etag("v7");

    private static final String PERSON_START = "{\"id\":1,\"name\":\"Alice\",\"uuid\":\"";

    /** A generator of pseudo-random bits; what matters here is that each loop has its own. */
    private static final class Generator {
        private long state = 42;

        long next() {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            return state;
        }
    }

    private static final PerLoop<Generator> GENERATOR = PerLoop.of(loop -> new Generator());

    /** A request and what its answer has to be. */
    private record Variant(byte[] request, Consumer<RawAnswer> check) {}

    private Server server;
    private final List<RawClient> clients = new ArrayList<>();
    private ThreadWatch loop;
    private int next;
    private String lastUuid;

    @BeforeEach
    void start() throws IOException {
        assertFalse(AllocationOnSocketsTest.class.desiredAssertionStatus(), "assertions cost objects");
        assertFalse(Strict.ON, "strict mode makes objects for each request");
        server = Servers.start(app(), Transport.EPOLL);
        loop = ThreadWatch.of("vivace-loop-0");
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(new RawClient(server.port()));
        }
        Servers.awaitOpen(server, CONNECTIONS);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
    }

    private static Vivace app() {
        return Vivace.create()
                .perLoop(GENERATOR)
                .get("/plaintext", (req, res) -> res.send(PLAINTEXT))
                .get("/canned", (req, res) -> res.send(CANNED))
                .get("/json", (req, res) -> res.json(new Greeting("Hello, World!")))
                .get("/person", (req, res) -> {
                    Generator generator = req.perLoop(GENERATOR);
                    res.jsonOut()
                            .beginObject()
                            .key(ID)
                            .value(1)
                            .key(NAME)
                            .value("Alice")
                            .key(UUID)
                            .uuid(generator.next(), generator.next())
                            .endObject();
                    return res.sendJson();
                })
                .get("/users/{id}", (req, res) -> {
                    res.jsonOut()
                            .beginObject()
                            .key(ID)
                            .value(req.pathLong("id"))
                            .key(NAME)
                            .value("Bob")
                            .endObject();
                    return res.sendJson();
                });
    }

    private static List<Variant> plaintext() {
        return variants("/plaintext", answer -> expect(answer, 200, "Hello, World!"));
    }

    private static List<Variant> canned() {
        return variants("/canned", answer -> {
            expect(answer, 200, "{\"version\":7}");
            assertEquals("\"v7\"", answer.header("ETag"));
        });
    }

    private static List<Variant> json() {
        return variants("/json", answer -> expect(answer, 200, "{\"message\":\"Hello, World!\"}"));
    }

    private List<Variant> person() {
        return variants("/person", answer -> {
            assertEquals(200, answer.status());
            String text = answer.text();
            assertTrue(text.startsWith(PERSON_START) && text.endsWith("\"}"), text);
            String uuid = text.substring(PERSON_START.length(), text.length() - 2);
            assertEquals(uuid, java.util.UUID.fromString(uuid).toString());
            assertNotEquals(lastUuid, uuid);
            lastUuid = uuid;
        });
    }

    private static List<Variant> users() {
        List<Variant> all = new ArrayList<>();
        for (long id : new long[] {0, 7, 42, -12_345, 1_234_567_890_123L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            all.addAll(variants("/users/" + id, answer -> expect(answer, 200, "{\"id\":" + id + ",\"name\":\"Bob\"}")));
        }
        return all;
    }

    private static List<Variant> missing() {
        List<Variant> all = new ArrayList<>();
        for (String path : new String[] {"/missing", "/", "/users", "/users/1/2", "/plaintexts", "/a/b/c/d?e=f"}) {
            all.addAll(variants(path, answer -> {
                assertEquals(404, answer.status());
                assertEquals("application/problem+json", answer.header("Content-Type"));
            }));
        }
        return all;
    }

    /** The same request as different clients would write it. */
    private static List<Variant> variants(String path, Consumer<RawAnswer> check) {
        String first = "GET " + path + " HTTP/1.1\r\n";
        String query = path.indexOf('?') < 0 ? "?x=1&y=%20z" : "&x=1";
        String ten = "Host: example.org:8080\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0)\r\n"
                + "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en-US,en;q=0.5\r\n"
                + "Accept-Encoding: gzip, deflate, br\r\nConnection: keep-alive\r\nCookie: session=abcdef; a=b\r\n"
                + "Upgrade-Insecure-Requests: 1\r\nCache-Control: max-age=0\r\nX-Request-Id: 0123456789abcdef\r\n";
        String[] requests = {
            first + "Host: localhost\r\n\r\n",
            first + "Host: localhost\r\nAccept: application/json\r\nUser-Agent: a\r\n\r\n",
            first + "User-Agent: a\r\nAccept: application/json\r\nHost: localhost\r\n\r\n",
            first + "hOST:   127.0.0.1:80   \r\nConnection: Keep-Alive\r\n\r\n",
            first + ten + "\r\n",
            "GET " + path + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET http://localhost" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
        };
        List<Variant> all = new ArrayList<>();
        for (String request : requests) {
            all.add(new Variant(request.getBytes(StandardCharsets.US_ASCII), check));
        }
        return all;
    }

    private static void expect(RawAnswer answer, int status, String body) {
        assertEquals(status, answer.status());
        assertArrayEquals(body.getBytes(StandardCharsets.US_ASCII), answer.body());
    }

    @Test
    void shouldAnswerPlaintextWithoutAllocating() throws IOException {
        assertNoAllocation(plaintext());
    }

    @Test
    void shouldAnswerCannedWithoutAllocating() throws IOException {
        assertNoAllocation(canned());
    }

    @Test
    void shouldAnswerFieldByFieldWithoutAllocating() throws IOException {
        assertNoAllocation(person());
    }

    @Test
    void shouldAnswerPathParametersWithoutAllocating() throws IOException {
        assertNoAllocation(users());
    }

    @Test
    void shouldAnswerNotFoundWithoutAllocating() throws IOException {
        assertNoAllocation(missing());
    }

    @Test
    void shouldAllocateTheRecordOnlyForJson() throws IOException {
        List<Variant> variants = json();
        warmUpTurns(variants);
        assertAllocates("pipelined", GREETING_BYTES, () -> pipelined(variants));
        assertAllocates("one at a time", GREETING_BYTES, () -> oneEach(variants));
    }

    @Test
    void shouldAnswerAllInTurnWithoutAllocating() throws IOException {
        List<Variant> all = new ArrayList<>();
        List<List<Variant>> lists = List.of(plaintext(), person(), users(), canned(), missing());
        for (int i = 0; i < 42; i++) {
            for (List<Variant> list : lists) {
                all.add(list.get(i % list.size()));
            }
        }
        warmUpTurns(all);
        assertAllocates("pipelined", 0, () -> pipelined(all));
        assertAllocates("one at a time", 0, () -> oneEach(all));
    }

    private void assertNoAllocation(List<Variant> variants) throws IOException {
        warmUpTurns(variants);
        assertAllocates("pipelined", 0, () -> pipelined(variants));
    }

    private interface Round {
        void run() throws IOException;
    }

    private void assertAllocates(String how, long bytesPerRequest, Round round) throws IOException {
        next = 0;
        warmUp(bytesPerRequest, round);
        long allocated = allocatedBy(REQUESTS, round);
        long allowed = bytesPerRequest * REQUESTS + SLACK_BYTES;
        assertTrue(allocated <= allowed, () -> how + ": " + allocated + " bytes, allowed are " + allowed);
    }

    /**
     * Brings the code that runs once per turn of the loop to its last compilation. Pipelined rounds alone do not: 200,000
     * requests are only some thousand turns. The JVM interns the string constants of a class, on the thread that runs
     * it, when it first asks for a compilation of one of its methods, so an unfinished warm-up reads as an allocation.
     */
    private void warmUpTurns(List<Variant> variants) throws IOException {
        next = 0;
        allocatedBy(REQUESTS / 2, () -> oneEach(variants));
    }

    /** Until the compiler has come to rest: compiled code that is given up runs in the interpreter for a while. */
    private void warmUp(long bytesPerRequest, Round round) throws IOException {
        allocatedBy(REQUESTS / 2, round);
        int window = REQUESTS / 4;
        int clean = 0;
        for (int i = 0; i < WARM_UP_WINDOWS_MAX && clean < WARM_UP_CLEAN_WINDOWS; i++) {
            clean = allocatedBy(window, round) > bytesPerRequest * window ? 0 : clean + 1;
        }
    }

    private long allocatedBy(int requests, Round round) throws IOException {
        settle();
        long before = loop.allocatedBytes();
        for (int i = 0; i < requests; i += CONNECTIONS * PIPELINED) {
            round.run();
        }
        settle();
        return loop.allocatedBytes() - before;
    }

    /** The loop has gone to wait: its part of the last requests is over. */
    private void settle() {
        long answered = Servers.total(server).requests();
        Await.until(
                "the answers are counted",
                () -> Servers.total(server).answers2xx() + Servers.total(server).answers4xx() == answered);
    }

    private void oneEach(List<Variant> variants) throws IOException {
        for (int i = 0; i < PIPELINED; i++) {
            int at = next;
            for (RawClient client : clients) {
                client.send(ByteBuffer.wrap(variants.get(at++ % variants.size()).request()));
            }
            for (RawClient client : clients) {
                variants.get(next++ % variants.size()).check().accept(client.readAnswer());
            }
        }
    }

    private void pipelined(List<Variant> variants) throws IOException {
        int at = next;
        for (RawClient client : clients) {
            ByteBuffer requests = ByteBuffer.allocate(16_384);
            for (int i = 0; i < PIPELINED; i++) {
                requests.put(variants.get(at++ % variants.size()).request());
            }
            client.send(requests.flip());
        }
        for (RawClient client : clients) {
            for (int i = 0; i < PIPELINED; i++) {
                variants.get(next++ % variants.size()).check().accept(client.readAnswer());
            }
        }
    }
}
