package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests whose answers come later, with real clients in front of them. */
class DeferredOnSocketsTest {
    private static final String GET_LATER = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n";

    private final LaterBox later = new LaterBox();

    private Vivace app() {
        return Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/later", later.handler());
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotReadBehindADeferredRequest(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port());
                RawClient other = new RawClient(server.port())) {
            client.send(GET_LATER);
            var waiting = later.next();
            assertEquals(1, Servers.total(server).inWork());
            client.send(RawClient.GET_OK.repeat(3));
            for (int i = 1; i <= 20; i++) {
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
            }
            assertEquals(
                    GET_LATER.length() + 20L * RawClient.GET_OK.length(),
                    Servers.total(server).bytesRead());
            assertTrue(waiting.respond(res -> res.text("late")));
            assertFalse(waiting.respond(res -> res.text("again")));
            assertEquals("late", client.readAnswer().text());
            for (int i = 0; i < 3; i++) {
                assertEquals("ok", client.readAnswer().text());
            }
            assertEquals(0, Servers.total(server).inWork());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerFromAnotherThreadAgainAndAgain(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 500; i++) {
                String text = "late " + i;
                client.send(GET_LATER);
                assertTrue(later.next().respond(res -> res.text(text)));
                assertEquals(text, client.readAnswer().text());
            }
            assertEquals(500, Servers.total(server).answers2xx());
        }
    }

    @Test
    void shouldTellWhenTheClientIsGone() throws Exception {
        try (Server server = Servers.start(app(), Transport.EPOLL);
                RawClient client = new RawClient(server.port())) {
            client.send(GET_LATER);
            var waiting = later.next();
            assertTrue(waiting.isOpen());
            client.reset();
            assertTrue(later.awaitAbort());
            Servers.awaitOpen(server, 0);
            assertFalse(waiting.isOpen());
            assertFalse(waiting.respond(res -> res.text("late")));
            LoopMetrics total = Servers.total(server);
            assertEquals(0, total.inWork());
            assertEquals(1, total.errors().get("aborted"));
        }
    }

    @Test
    void shouldTellWhenTheClientIsGoneBehindFurtherRequests() throws Exception {
        try (Server server = Servers.start(app(), Transport.EPOLL);
                RawClient client = new RawClient(server.port());
                RawClient other = new RawClient(server.port())) {
            client.send(GET_LATER);
            var waiting = later.next();
            client.send(RawClient.GET_OK);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
            client.reset();
            assertTrue(later.awaitAbort());
            Servers.awaitOpen(server, 1);
            assertFalse(waiting.isOpen());
        }
    }

    /** A selector says nothing about a connection that is not read: there the answer finds out. */
    @Test
    void shouldFindOutOnNioWhenItAnswers() throws Exception {
        try (Server server = Servers.start(app(), Transport.NIO);
                RawClient client = new RawClient(server.port());
                RawClient other = new RawClient(server.port())) {
            client.send(GET_LATER);
            var waiting = later.next();
            client.reset();
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
            waiting.respond(res -> res.text("late"));
            Servers.awaitOpen(server, 1);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
            assertEquals(0, Servers.total(server).inWork());
        }
    }
}
