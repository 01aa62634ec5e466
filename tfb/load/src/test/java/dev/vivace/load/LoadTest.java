package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.DslJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command against a server in this JVM. Nothing here depends on how fast the machine is. */
class LoadTest {
    private int code;
    private String out;
    private String err;
    private Map<?, ?> json;

    private void run(String url, String options) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        String[] words = (url + " --queue 60 --timeout 20 " + options).split(" ");
        code = Load.run(new PrintStream(output), new PrintStream(error), words);
        out = output.toString(StandardCharsets.UTF_8);
        err = error.toString(StandardCharsets.UTF_8);
        if (Arrays.asList(words).contains("--json") && code < 2) {
            assertEquals(1, out.lines().count());
            byte[] bytes = out.getBytes(StandardCharsets.UTF_8);
            json = new DslJson<Object>().deserialize(Map.class, bytes, bytes.length);
        }
    }

    private long number(String name) {
        return ((Number) json.get(name)).longValue();
    }

    private long errors(String kind) {
        return ((Number) ((Map<?, ?>) json.get("errors")).get(kind)).longValue();
    }

    private double micros(String name, String key) {
        return ((Number) ((Map<?, ?>) json.get(name)).get(key)).doubleValue();
    }

    private void assertAccountedFor(long scheduled) {
        assertEquals(scheduled, number("scheduled"));
        assertEquals(scheduled, number("sent") + number("unsent"));
        assertEquals(number("sent"), number("completed") + number("error_count") - errors("refused"));
    }

    @Test
    void shouldSendExactlyWhatIsScheduled() throws IOException {
        try (StubServer server = new StubServer(StubServer.OK)) {
            run(server.url(), "--rate 2000 --connections 5 --duration 0.3 --warm-up 0.1 --json --expect-length 2");
            assertEquals(0, code, out + err);
            assertAccountedFor(600);
            assertEquals(600, number("completed"));
            assertEquals(800, server.requestCount.get(), "with those of the warm-up");
            assertEquals(5, server.connectionCount.get());
            assertEquals(600L * StubServer.ANSWER.length, number("bytes"));
            assertTrue(micros("latency_micros", "max") >= micros("service_micros", "max"));
            assertTrue(micros("latency_micros", "p99") >= micros("latency_micros", "p50"));
        }
    }

    @Test
    void shouldChangeHeadersFromRequestToRequest() throws IOException {
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        StubServer.Answering watching = (number, request, socket) -> {
            seen.merge(request, 1, Integer::sum);
            StubServer.write(socket, StubServer.ANSWER);
        };
        try (StubServer server = new StubServer(watching)) {
            run(server.url(), "--rate 2560 --connections 3 --duration 0.2 --warm-up 0 --json --expect-length 2");
            assertEquals(0, code, out + err);
            assertAccountedFor(512);
            assertEquals(512L * StubServer.ANSWER.length, number("bytes"));
            assertEquals(false, json.get("static_request"));
            // Those of one round, each as often as the round has it, twice.
            Map<String, Integer> expected = new HashMap<>();
            Requests requests = Requests.of(List.of("/stub"), Map.of(), false);
            for (int count = 0; count < 512; count++) {
                expected.merge(requests.text(requests.take(false)), 1, Integer::sum);
            }
            assertTrue(expected.size() > 40, () -> "only " + expected.size());
            assertEquals(expected, seen);
        }
    }

    @Test
    void shouldSendOneConstantRequestWhenTold() throws IOException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        StubServer.Answering watching = (number, request, socket) -> {
            seen.add(request);
            StubServer.write(socket, StubServer.ANSWER);
        };
        try (StubServer server = new StubServer(watching)) {
            run(server.url(), "--rate 1000 --connections 3 --duration 0.1 --warm-up 0 --json --static-request");
            assertEquals(0, code, out + err);
            assertEquals(1, seen.size(), seen::toString);
            assertEquals(true, json.get("static_request"));
        }
    }

    @Test
    void shouldShareTheLoadAmongThreads() throws IOException {
        try (StubServer server = new StubServer(StubServer.OK)) {
            run(server.url(), "--rate 1001 --connections 5 --threads 2 --duration 0.2 --warm-up 0 --json");
            assertEquals(0, code, out + err);
            assertAccountedFor(201);
            assertEquals(201, server.requestCount.get());
            assertEquals(5, server.connectionCount.get());
        }
    }

    @Test
    void shouldShowAStallInAllRequestsThatWereDue() throws IOException {
        StubServer.Answering stalling = (number, request, socket) -> {
            long end = System.nanoTime() + 200_000_000L;
            while (number == 100 && System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            StubServer.write(socket, StubServer.ANSWER);
        };
        try (StubServer server = new StubServer(stalling)) {
            run(server.url(), "--rate 500 --connections 1 --duration 0.6 --warm-up 0 --json");
            assertEquals(0, code, out + err);
            assertAccountedFor(300);
            // 100 of 300 were due while the server stalled, so a third of the latencies begin with what was left of it.
            assertTrue(micros("latency_micros", "p90") > 100_000, out);
            assertTrue(micros("latency_micros", "max") >= 200_000, out);
            assertTrue(micros("service_micros", "max") >= 200_000, out);
            assertTrue(micros("service_micros", "p90") < 100_000, out);
        }
    }

    @Test
    void shouldOpenNewConnectionsAfterSoManyRequests() throws IOException {
        try (StubServer server = new StubServer(StubServer.OK)) {
            run(
                    server.url(),
                    "--rate 1000 --connections 2 --requests-per-connection 10 --duration 0.2 --warm-up 0 --json");
            assertEquals(0, code, out + err);
            assertAccountedFor(200);
            assertEquals(200, server.requestCount.get());
            // Twenty are used up; up to two more are open at the end.
            assertTrue(
                    server.connectionCount.get() >= 20 && server.connectionCount.get() <= 22,
                    () -> "connections: " + server.connectionCount);
        }
    }

    @Test
    void shouldTakeSplitAndLargeAnswers() throws IOException {
        byte[] body = new byte[300_000];
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes();
        StubServer.Answering slow = (number, request, socket) -> {
            StubServer.write(socket, Arrays.copyOf(head, 20));
            Thread.yield();
            StubServer.write(socket, Arrays.copyOfRange(head, 20, head.length));
            StubServer.write(socket, body);
        };
        try (StubServer server = new StubServer(slow)) {
            run(server.url(), "--rate 100 --connections 3 --duration 0.2 --warm-up 0 --json --expect-length 300000");
            assertEquals(0, code, out + err);
            assertEquals(20, number("completed"));
            assertEquals(20L * (head.length + body.length), number("bytes"));
        }
    }

    @Test
    void shouldCountErrorsByKind() throws IOException {
        StubServer.Answering faulty = (number, request, socket) -> {
            switch (number) {
                case 10 -> StubServer.write(socket, "HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno".getBytes());
                case 20 -> StubServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnot".getBytes());
                case 30 -> {
                    // Unread bytes or this option: either makes a close a reset.
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                case 40 -> socket.close();
                case 50 -> StubServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
                case 60 -> {}
                default -> StubServer.write(socket, StubServer.ANSWER);
            }
        };
        try (StubServer server = new StubServer(faulty)) {
            run(
                    server.url(),
                    "--rate 400 --connections 4 --duration 0.25 --warm-up 0 --timeout 2 --expect-length 2 --json");
            assertEquals(1, code);
            assertAccountedFor(100);
            assertEquals(94, number("completed"), out);
            for (String kind : new String[] {"status", "length", "reset", "closed", "malformed", "timeout"}) {
                assertEquals(1, errors(kind), kind + ": " + out);
            }
            assertEquals("status: status 503", json.get("first_error"));
        }
    }

    @Test
    void shouldCountRefusedConnectionsAndGiveUpWhenTheServerIsGone() throws IOException {
        StubServer[] holder = new StubServer[1];
        try (StubServer server = new StubServer((number, request, socket) -> {
            StubServer.write(socket, StubServer.ANSWER);
            if (number == 50) {
                holder[0].close();
            }
        })) {
            holder[0] = server;
            run(server.url(), "--rate 500 --connections 2 --duration 5 --warm-up 0 --queue 1 --json");
            assertEquals(1, code);
            assertAccountedFor(2500);
            assertEquals(true, json.get("overloaded"));
            assertTrue(errors("refused") >= 1, out);
            assertTrue(number("unsent") > 0, out);
        }
    }

    @Test
    void shouldReportOverload() throws IOException {
        try (StubServer server = new StubServer((number, request, socket) -> {})) {
            run(server.url(), "--rate 1000 --connections 1 --duration 5 --warm-up 0 --queue 0.3 --timeout 1");
            assertEquals(1, code);
            assertTrue(out.contains("OVERLOAD") && out.contains("timeout 1"), out);
        }
    }

    @Test
    void shouldHoldIdleConnections() throws IOException {
        try (StubServer server = new StubServer(StubServer.OK)) {
            run(server.url(), "--rate 100 --connections 1 --idle 20 --duration 0.1 --warm-up 0 --json");
            assertEquals(0, code, out + err);
            assertEquals(0, number("idle_closed"));
            assertEquals(21, server.connectionCount.get());
        }
    }

    @Test
    void shouldNotRunWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        run("http://127.0.0.1:" + port + "/", "--rate 10 --duration 1 --threads 2 --json");
        assertEquals(2, code);
        assertEquals("", out);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.startsWith("load: cannot connect to 127.0.0.1:" + port + " (refused: "), err);
    }

    @Test
    void shouldWriteTheDistribution(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latency.txt");
        try (StubServer server = new StubServer(StubServer.OK)) {
            run(server.url(), "--rate 500 --poisson 1 --duration 0.2 --warm-up 0 --histogram " + file);
            assertEquals(0, code, out + err);
            assertTrue(out.contains("latency (from when due)"));
            assertTrue(Files.readString(file).contains("#[Mean"));
        }
    }
}
