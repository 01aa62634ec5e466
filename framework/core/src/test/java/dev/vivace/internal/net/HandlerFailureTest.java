package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a handler throws, its client gets a 500 and nobody else notices. */
class HandlerFailureTest {
    private static final Logger LOGGER = Logger.getLogger("dev.vivace");
    private static final List<String> FAILING = List.of("/exception", "/error", "/overflow", "/memory", "/null");

    /** The failures are meant: their stack traces are of no interest to anybody. */
    @BeforeAll
    static void silenceLog() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void restoreLog() {
        LOGGER.setLevel(null);
    }

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/exception", (req, res) -> {
                    throw new IOException("secret");
                })
                .get("/error", (req, res) -> {
                    throw new LinkageError("secret");
                })
                .get("/overflow", (req, res) -> res.text("secret" + depth(1)))
                .get("/memory", (req, res) -> {
                    throw new OutOfMemoryError("secret");
                })
                .get("/null", (req, res) -> null)
                .get(
                        "/late",
                        (req, res) -> res.defer(later -> later.respond(r -> {
                            throw new LinkageError("secret");
                        })));
    }

    private static int depth(int at) {
        return at < 0 ? at : depth(at + 1) + 1;
    }

    private static void assertFails(RawClient client, String path) throws IOException {
        RawAnswer answer = client.ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(500, answer.status(), path);
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertFalse(answer.text().contains("secret"), answer.text());
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerWith500AndGoOn(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient failing = new RawClient(server.port());
                RawClient other = new RawClient(server.port())) {
            for (int i = 0; i < 20; i++) {
                for (String path : FAILING) {
                    assertFails(failing, path);
                    assertEquals("ok", other.ask(RawClient.GET_OK).text());
                }
                assertFails(failing, "/late");
            }
            assertEquals("ok", failing.ask(RawClient.GET_OK).text());
            assertEquals(120, Servers.total(server).errors().get("handler-failed"));
            assertEquals(120, Servers.total(server).answers5xx());
            assertEquals(2, Servers.total(server).connectionsAccepted());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerWhatIsPipelinedBehindAFailure(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            StringBuilder requests = new StringBuilder();
            for (String path : FAILING) {
                requests.append("GET ")
                        .append(path)
                        .append(" HTTP/1.1\r\nHost: a\r\n\r\n")
                        .append(RawClient.GET_OK);
            }
            client.send(requests.toString());
            for (int i = 0; i < FAILING.size(); i++) {
                assertEquals(500, client.readAnswer().status());
                assertEquals("ok", client.readAnswer().text());
            }
        }
    }
}
