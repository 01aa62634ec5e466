package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several connections with TLS in turn on one loop that may hold little, with records cut anywhere, clients that take their
 * time, leave or end: no connection gets what belongs to another, none is forgotten, and nothing stays held. What happens
 * follows from the number of the round.
 */
class TlsManyConnectionsTest {
    private static final int ROUNDS = 6;
    private static final int CONNECTIONS = 6;
    private static final int STEPS = 700;
    private static final int REQUESTS_MAX = 8;
    private static final int[] RECORD_BYTES = {1, 5, 18, 60, 1_000, 16_000};

    /** Less than some bodies and answers need together, so that connections have to make room for each other. */
    private static final int LITTLE_BYTES = 150_000;

    private record Waiting(String token, Later later) {}

    /** A client, what it has asked for, and what it has still to send. */
    private static final class Client {
        final TlsWire wire;
        final List<String> tokens = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        byte[] toSend = {};
        int sent;
        boolean ended;
        boolean whole = true;

        Client(TlsWire wire) {
            this.wire = wire;
        }

        boolean over() {
            return wire.closed() || wire.outputShut;
        }
    }

    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, Long> errors = new TreeMap<>();

    private Vivace app() {
        return Vivace.create()
                .get("/ok/{token}", (req, res) -> res.text(req.path("token")))
                .get("/large/{token}", (req, res) -> res.text(req.path("token") + "x".repeat(90_000)))
                .get("/pieces/{token}", (req, res) -> {
                    String token = req.path("token");
                    return res.jsonArray(IntStream.range(0, 2_000)
                            .mapToObj(i -> token + "x".repeat(40))
                            .iterator());
                })
                .get("/later/{token}", (req, res) -> {
                    String token = req.path("token");
                    return res.defer(later -> waiting.add(new Waiting(token, later)));
                })
                .post("/length/{token}", (req, res) -> res.text(req.path("token") + " " + req.bodyLength()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepConnectionsApart(TlsKind kind) throws IOException {
        TlsServers servers = new TlsServers();
        for (int round = 0; round < ROUNDS; round++) {
            waiting.clear();
            try {
                round(servers.endpoint(kind), kind, new Random(round));
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("round " + round + ": " + e, e);
            }
        }
        servers.close();
        for (String each : List.of("request-bytes-held", "answer-bytes-held")) {
            assertTrue(errors.containsKey(each), errors::toString);
        }
    }

    private void round(TlsEndpoint endpoint, TlsKind kind, Random random) throws IOException {
        StillLoop loop = new StillLoop();
        TlsLoop tlsLoop = TlsWire.tlsLoop(
                app(),
                loop,
                ServerOptions.defaults().requestBytesHeldMax(LITTLE_BYTES).answerBytesHeldMax(LITTLE_BYTES));
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Client client = new Client(new TlsWire(tlsLoop, loop, endpoint, TlsServers.peer(kind)).handshake());
            script(client, (char) ('A' + i), random);
            clients.add(client);
        }
        for (int step = 0; step < STEPS; step++) {
            step(clients.get(random.nextInt(CONNECTIONS)), loop, random);
        }
        end(clients, loop);
        for (Client client : clients) {
            check(client);
        }
        for (int i = 0; i < 3; i++) {
            loop.advanceMillis(70_000);
            clients.forEach(client -> client.wire.settle());
        }
        for (Client client : clients) {
            assertTrue(client.wire.closed(), () -> "forgotten: " + client.tokens + client.text);
        }
        tlsLoop.counters.snapshot().errors().forEach((name, count) -> errors.merge(name, count, Long::sum));
        assertEquals(0, tlsLoop.counters.snapshot().requestBytesHeld(), "bytes of requests");
        assertEquals(0, tlsLoop.counters.snapshot().answerBytesHeld(), "bytes of answers");
        assertEquals(0, tlsLoop.context.borrowedCount(), "arrays");
        assertEquals(0, tlsLoop.handshakeCount(), "handshakes");
        assertEquals(0, endpoint.enginesOpen(), "engines");
        assertEquals(0, tlsLoop.counters.value(LoopCounters.CONNECTION_FAILED), "failed");
        assertEquals(0, tlsLoop.counters.value(LoopCounters.TLS_FAILED), "failed");
    }

    private static void script(Client client, char name, Random random) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(REQUESTS_MAX);
        StringBuilder together = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String token = "" + name + i;
            client.tokens.add(token);
            String request = switch (random.nextInt(8)) {
                case 0 -> get("large", token);
                case 1 -> get("pieces", token);
                case 2, 3 -> get("later", token);
                case 4, 5 -> post(token, random.nextInt(random.nextBoolean() ? 100_000 : 500));
                default -> get("ok", token);
            };
            together.append(request);
            if (random.nextBoolean() || i == count - 1) {
                byte[] plain = together.toString().getBytes(StandardCharsets.ISO_8859_1);
                all.writeBytes(client.wire.peer.encrypt(plain, recordBytes(plain.length, random)));
                together.setLength(0);
            }
        }
        if (random.nextInt(4) == 0) {
            all.writeBytes(client.wire.peer.closeNotify());
        }
        client.toSend = all.toByteArray();
        if (random.nextInt(5) == 0) {
            client.toSend = Arrays.copyOf(client.toSend, random.nextInt(client.toSend.length));
            client.whole = false;
        }
        if (random.nextInt(3) == 0) {
            client.wire.room = random.nextInt(200_000);
        }
    }

    /** Tiny records for what is small only: each costs the client's engine its time. */
    private static int recordBytes(int plainBytes, Random random) {
        int least = plainBytes > 2_000 ? 4 : 0;
        return RECORD_BYTES[least + random.nextInt(RECORD_BYTES.length - least)];
    }

    private static String get(String path, String token) {
        return "GET /" + path + "/" + token + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static String post(String token, int length) {
        return "POST /length/" + token + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n"
                + "x".repeat(length);
    }

    private void step(Client client, StillLoop loop, Random random) throws IOException {
        TlsWire wire = client.wire;
        int choice = random.nextInt(1_000);
        if (choice < 4) {
            wire.close();
        } else if (choice < 6) {
            wire.protocol.draining();
            if (!wire.closed()) {
                wire.protocol.onDrain();
            }
        } else if (choice < 10 && client.sent == client.toSend.length) {
            client.ended = true;
        } else if (choice < 40) {
            loop.advanceMillis(random.nextInt(400));
        } else if (choice < 42) {
            loop.advanceMillis(random.nextInt(12_000));
        } else if (choice < 200) {
            loop.runTasks();
        } else if (choice < 300) {
            if (!waiting.isEmpty()) {
                answer(waiting.remove(random.nextInt(waiting.size())));
            }
        } else if (choice < 400) {
            wire.room += wire.room == Long.MAX_VALUE ? 0 : random.nextInt(50_000);
        } else if (choice < 600) {
            writable(wire);
        } else {
            feed(client, random.nextInt(5) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(60_000));
        }
    }

    private static void answer(Waiting each) {
        each.later().respond(res -> res.text(each.token()));
    }

    private static void writable(TlsWire wire) {
        if (wire.awaitingWritable && wire.room > 0 && !wire.closed()) {
            wire.awaitingWritable = false;
            wire.protocol.onWritable();
        }
    }

    private static boolean feed(Client client, int most) {
        TlsWire wire = client.wire;
        if (wire.closed() || wire.awaitingWritable || !wire.protocol.wantsBytes()) {
            return false;
        }
        int count = Math.min(most, client.toSend.length - client.sent);
        if (count > 0) {
            byte[] piece = Arrays.copyOfRange(client.toSend, client.sent, client.sent + count);
            client.sent += count;
            wire.protocol.onBytes(piece, 0, count);
            Arrays.fill(piece, (byte) '#');
        } else if (client.ended) {
            client.ended = false;
            wire.protocol.onInputEnd();
        }
        return count > 0;
    }

    /** All that can happen without the clock. */
    private void end(List<Client> clients, StillLoop loop) {
        boolean moved = true;
        while (moved) {
            moved = loop.runTasks();
            for (Client client : clients) {
                client.wire.room = Long.MAX_VALUE;
                moved |= client.wire.awaitingWritable && !client.wire.closed();
                writable(client.wire);
                moved |= feed(client, 60_000);
            }
            moved |= !waiting.isEmpty();
            waiting.forEach(TlsManyConnectionsTest::answer);
            waiting.clear();
        }
    }

    /** All answers are right, and in order; where nothing ended the connection, none is missing. */
    private static void check(Client client) throws IOException {
        client.wire.peer.receive(client.wire.newOutput());
        String text = client.wire.peer.takeText();
        client.text.append(text, 0, Math.min(text.length(), 2_000));
        int at = 0;
        int answered = 0;
        while (at < text.length()) {
            assertTrue(text.startsWith("HTTP/1.1 ", at), () -> "no answer: " + client.text);
            int headEnd = text.indexOf("\r\n\r\n", at);
            if (headEnd < 0) {
                assertTrue(client.wire.closed());
                return;
            }
            String head = text.substring(at, headEnd + 2);
            int status = Integer.parseInt(head.substring(9, 12));
            at = headEnd + 4;
            String body;
            if (head.contains("\r\nContent-Length: ")) {
                int from = head.indexOf("Content-Length: ") + 16;
                int length = Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
                body = text.substring(at, Math.min(text.length(), at + length));
                at += length;
            } else {
                int end = text.indexOf("\r\n0\r\n\r\n", at);
                body = text.substring(text.indexOf('[', at));
                at = end < 0 ? text.length() + 1 : end + 7;
            }
            if (at > text.length()) {
                assertTrue(client.wire.closed(), () -> "cut: " + client.text);
                return;
            }
            if (status == 200) {
                String token = client.tokens.get(answered);
                assertTrue(body.startsWith(token) || body.startsWith("[\"" + token), () -> token + " wanted: " + body);
                answered++;
            } else if (status == 503 && !head.contains("\r\nConnection: close")) {
                answered++;
            } else {
                assertTrue(status == 503 || status == 408, head);
                assertTrue(client.over(), head);
                assertEquals(text.length(), at, "an answer behind the last");
            }
        }
        if (!client.over() && client.whole) {
            assertEquals(client.tokens.size(), answered, () -> "missing behind " + client.text);
        }
    }
}
