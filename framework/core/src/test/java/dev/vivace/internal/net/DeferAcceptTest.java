package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.corpus.CorpusApp;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are accepted with their first bytes only. */
class DeferAcceptTest {
    private static Server start(Transport transport) throws IOException {
        return CorpusApp.app().listen(Servers.options(transport, 1).deferAccept(true));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldAcceptWhoSpeaksBeforeWhoIsSilent() throws IOException {
        try (Server server = start(Transport.EPOLL);
                RawClient silent = new RawClient(server.port());
                RawClient client = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            assertEquals(1, Servers.total(server).connectionsOpen());
            assertEquals("ok", silent.ask(RawClient.GET_OK).text());
            assertEquals(2, Servers.total(server).connectionsOpen());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldAcceptWhoStaysSilentInTheEnd() throws IOException {
        try (Server server = start(Transport.EPOLL);
                RawClient silent = new RawClient(server.port())) {
            Servers.awaitOpen(server, 1);
            assertEquals("ok", silent.ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerRequestsThatComeInPartsOrWithTheEnd(Transport transport) throws IOException {
        try (Server server = start(transport)) {
            try (RawClient client = new RawClient(server.port())) {
                client.send("G");
                assertEquals("ok", client.ask(RawClient.GET_OK.substring(1)).text());
            }
            try (RawClient client = new RawClient(server.port())) {
                client.send(RawClient.GET_OK + RawClient.GET_OK);
                client.shutdownOutput();
                assertEquals("ok", client.readAnswer().text());
                assertEquals("ok", client.readAnswer().text());
                assertEquals(0, client.readToEnd().length);
            }
            Servers.awaitOpen(server, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldDrainWithClientsThatHaveNotSpoken(Transport transport) throws IOException {
        try (Server server = start(transport);
                RawClient silent = new RawClient(server.port());
                RawClient client = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            assertTrue(server.drain(Duration.ofSeconds(10)).clean());
            assertEquals(0, client.readToEnd().length);
            if (transport == Transport.EPOLL) {
                // The kernel has forgotten it, and says so when it speaks
                silent.send(RawClient.GET_OK);
            }
            assertEquals(0, silent.readToEnd().length);
        }
    }
}
