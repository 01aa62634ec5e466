package dev.vivace.tfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * HttpArena's sweep of fragments: every shape of request is split at every byte, the second part is sent when the server
 * has read the first, and the sum has to be right. The suite waits 200 ms between the parts, which proves the same less
 * surely: here the server's own counter says that it has come to the end of what there is.
 */
class HttpArenaFragmentsTest {
    private static final long READ_NANOS_MAX = 20_000_000_000L;

    private final Random random = new Random();

    private Server server;
    /** What the server must have read before the next part is sent. */
    private long bytesSent;

    private Map<String, String> shapes() {
        int a = number();
        int b = number();
        int body = number();
        String path = "/baseline11?a=13&b=42";
        String drawn = "/baseline11?a=" + a + "&b=" + b;
        Map<String, String> sums = new LinkedHashMap<>();
        sums.put(request("GET", path, "", ""), "55");
        sums.put(request("GET", path, "User-Agent: probe/1\r\nAccept: */*\r\nAccept-Encoding: gzip, br\r\n", ""), "55");
        sums.put(lowerCaseNames(request("GET", path, "User-Agent: probe/1\r\nAccept: */*\r\n", "")), "55");
        sums.put(request("GET", drawn, "", ""), Integer.toString(a + b));
        sums.put(post(path, "20"), "75");
        sums.put(lowerCaseNames(post(path, "20")), "75");
        sums.put(post(drawn, Integer.toString(body)), Integer.toString(a + b + body));
        sums.put(chunked(path, "2\r\n20\r\n0\r\n\r\n"), "75");
        sums.put(chunked(path, "1\r\n2\r\n1\r\n0\r\n0\r\n\r\n"), "75");
        sums.put(chunked(drawn, "00A;note=\"x\"\r\n" + "%10d".formatted(body) + "\r\n0\r\n\r\n"), a + b + body + "");
        return sums;
    }

    private int number() {
        return 100 + random.nextInt(900);
    }

    private static String request(String method, String target, String fields, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "Connection: close\r\n\r\n" + body;
    }

    private static String post(String target, String body) {
        String fields = "Content-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n";
        return request("POST", target, fields, body);
    }

    private static String chunked(String target, String body) {
        return request("POST", target, "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", body);
    }

    private static String lowerCaseNames(String request) {
        String lower = request;
        for (String name :
                List.of("Host:", "User-Agent:", "Accept:", "Content-Type:", "Content-Length:", "Connection:")) {
            lower = lower.replace(name, name.toLowerCase(Locale.ROOT));
        }
        return lower;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void shouldAddUpWhereverARequestIsSplit(Transport transport) throws IOException {
        try (Server started = start(transport)) {
            for (Map.Entry<String, String> shape : shapes().entrySet()) {
                splitEverywhere(started, shape.getKey(), shape.getValue());
            }
            assertEquals(0, started.metrics().total().answers4xx());
        }
    }

    private Server start(Transport transport) throws IOException {
        assumeTrue(transport == Transport.NIO || System.getProperty("os.name").equals("Linux"));
        bytesSent = 0;
        server = TfbServer.app()
                .listen(ServerOptions.defaults()
                        .listener(Listener.of("127.0.0.1", 0))
                        .transport(transport)
                        .loops(1));
        return server;
    }

    private void splitEverywhere(Server started, String request, String sum) throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int split = 1; split < request.length(); split++) {
                RawConnection connection = new RawConnection(started.port());
                connections.add(connection);
                connection.send(request.substring(0, split));
                bytesSent += split;
            }
            awaitRead();
            for (int split = 1; split < request.length(); split++) {
                RawConnection connection = connections.get(split - 1);
                connection.send(request.substring(split));
                bytesSent += request.length() - split;
                RawAnswer answer = connection.read();
                String where = request.substring(0, split) + " | " + request.substring(split);
                assertEquals(200, answer.status(), where);
                assertEquals(sum, answer.body(), where);
                assertTrue(connection.ends(), where);
            }
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void shouldAddUpWhatComesByteByByte(Transport transport) throws IOException {
        try (Server started = start(transport)) {
            for (Map.Entry<String, String> shape : shapes().entrySet()) {
                try (RawConnection connection = new RawConnection(started.port())) {
                    for (char octet : shape.getKey().toCharArray()) {
                        connection.send(String.valueOf(octet));
                        bytesSent++;
                        awaitRead();
                    }
                    assertEquals(shape.getValue(), connection.read().body(), shape.getKey());
                }
            }
        }
    }

    private void awaitRead() {
        long begin = System.nanoTime();
        while (server.metrics().total().bytesRead() < bytesSent) {
            if (System.nanoTime() - begin > READ_NANOS_MAX) {
                throw new AssertionError(
                        "the server has read " + server.metrics().total().bytesRead() + " of " + bytesSent + " bytes");
            }
            Thread.yield();
        }
    }
}
