package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that sends more than it may learns so: a reset would take the answer away from it (RFC 9112 section 9.6). */
class RefusedUploadTest {
    private static final int CLIENTS = 20;
    private static final int BODY_BYTES = 4_000_000;

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTellEveryClientThatItsBodyIsTooLarge(Transport transport) throws IOException {
        Vivace app = Vivace.create().post("/upload", (req, res) -> res.text("taken"));
        byte[] body = new byte[BODY_BYTES];
        String head = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n";
        try (Server server = Servers.start(app, transport)) {
            for (int i = 1; i <= CLIENTS; i++) {
                try (RawClient client = new RawClient(server.port())) {
                    client.send(head);
                    client.send(body);
                    RawAnswer answer = client.readAnswer();
                    assertEquals(413, answer.status(), "client " + i);
                    assertTrue(answer.closes(), answer.head());
                    assertEquals(0, client.readToEnd().length);
                }
            }
            Servers.awaitOpen(server, 0);
            assertEquals(CLIENTS, Servers.total(server).answers4xx());
        }
    }
}
