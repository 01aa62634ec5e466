package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kernel resets a connection that is closed with bytes unread, and throws away what it has not sent by then. A client that
 * sends something behind its last request, as some append a line end to each body, gets its answer all the same.
 */
class LastAnswerTest {
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String LAST_1_0 = "POST /last HTTP/1.0\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
    private static final long SECONDS_MAX = 20;

    private final SynchronousQueue<String> steps = new SynchronousQueue<>();
    private final Vivace app = Vivace.create()
            .get("/last", (req, res) -> res.text(answer()))
            .post("/last", (req, res) -> res.text(answer()));

    /** On the loop: while the client sends on, nothing is read. */
    private String answer() throws InterruptedException {
        steps.offer("asked", SECONDS_MAX, TimeUnit.SECONDS);
        return steps.poll(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldReachAClientThatHasSentMore(Transport transport) throws Exception {
        try (Server server = Servers.start(app, transport)) {
            for (String request : new String[] {LAST, LAST_1_0}) {
                try (RawClient client = new RawClient(server.port())) {
                    client.send(request);
                    assertEquals("asked", steps.poll(SECONDS_MAX, TimeUnit.SECONDS));
                    client.send("\r\n");
                    steps.offer("the answer", SECONDS_MAX, TimeUnit.SECONDS);
                    assertEquals("the answer", client.readAnswer().text());
                }
            }
        }
    }
}
