package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The accept queue of a loop that is held up: as long as {@code backlogCountMax} says, and served when the loop goes on. */
class BacklogTest {
    private static final int BACKLOG = 4;
    private static final int CONNECT_MILLIS_MAX = 300;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final List<Socket> waiting = new ArrayList<>();

    private Vivace app() {
        return Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/held", (req, res) -> {
            held.countDown();
            goesOn.await();
            return res.text("held");
        });
    }

    @Test
    void shouldLetAsManyWaitAsItSays() throws Exception {
        try (Server server = app().listen(Servers.options(Transport.EPOLL, 1).backlogCountMax(BACKLOG));
                RawClient holder = new RawClient(server.port())) {
            holder.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(held.await(20, TimeUnit.SECONDS));
            try {
                // Linux has room for one more than it is asked for (listen(2))
                assertEquals(BACKLOG + 1, connectUntilFull(server.port()));
            } finally {
                goesOn.countDown();
            }
            for (Socket client : waiting) {
                client.getOutputStream().write(RawClient.GET_OK.getBytes(StandardCharsets.US_ASCII));
                byte[] begin = client.getInputStream().readNBytes("HTTP/1.1 200".length());
                assertEquals("HTTP/1.1 200", new String(begin, StandardCharsets.US_ASCII));
            }
        } finally {
            for (Socket client : waiting) {
                client.close();
            }
        }
    }

    private int connectUntilFull(int port) throws IOException {
        while (waiting.size() < 4 * BACKLOG) {
            Socket client = new Socket();
            try {
                client.connect(new InetSocketAddress(Servers.HOST, port), CONNECT_MILLIS_MAX);
            } catch (SocketTimeoutException e) {
                client.close();
                return waiting.size();
            }
            client.setSoTimeout(20_000);
            waiting.add(client);
        }
        return waiting.size();
    }
}
