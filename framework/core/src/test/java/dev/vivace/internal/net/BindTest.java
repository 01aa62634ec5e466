package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.corpus.CorpusApp;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses and ports: free, taken, shared, several. */
class BindTest {
    private static final Vivace APP = CorpusApp.app();

    private static ServerOptions at(Transport transport, Listener listener) {
        return ServerOptions.defaults().transport(transport).loops(2).listener(listener);
    }

    private static void assertServes(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
        }
    }

    private static void assertTaken(ServerOptions options, int port) {
        BindException taken = assertThrows(
                BindException.class, () -> CorpusApp.app().listen(options).close());
        assertTrue(taken.getMessage().contains(":" + port), taken.getMessage());
        assertTrue(taken.getMessage().contains("taken"), taken.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTakeAFreePort(Transport transport) throws IOException {
        try (Server server = APP.listen(at(transport, Listener.of(Servers.HOST, 0)))) {
            assertNotEquals(0, server.port());
            assertEquals(server.port(), server.addresses().get(0).getPort());
            assertEquals(transport, server.transport());
            assertServes(server.port());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldListenOnSeveralPorts(Transport transport) throws IOException {
        ServerOptions options = at(transport, Listener.of(Servers.HOST, 0))
                .listener(Listener.port(0))
                .listener(Listener.of(Servers.HOST, 0));
        try (Server server = CorpusApp.app().listen(options)) {
            assertEquals(3, server.addresses().size());
            assertEquals(
                    3,
                    server.addresses().stream()
                            .mapToInt(address -> address.getPort())
                            .distinct()
                            .count());
            for (var address : server.addresses()) {
                assertServes(address.getPort());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldRefuseAPortThatAnotherProgramHas(Transport transport) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Servers.HOST))) {
            int port = taken.getLocalPort();
            assertTaken(at(transport, Listener.of(Servers.HOST, port)), port);
            assertTaken(at(transport, Listener.port(port)), port);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldRefuseAPortThatAnotherVivaceHas(Transport transport) throws IOException {
        for (Listener first : List.of(Listener.of(Servers.HOST, 0), Listener.port(0))) {
            try (Server taken = CorpusApp.app().listen(at(transport, first))) {
                int port = taken.port();
                for (Transport own : List.of(Transport.EPOLL, Transport.NIO)) {
                    assertTaken(at(own, Listener.of(Servers.HOST, port)), port);
                    assertTaken(at(own, Listener.port(port)), port);
                }
                assertServes(port);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotCallAForeignAddressTaken(Transport transport) {
        // TEST-NET-1 (RFC 5737), which no machine has
        BindException failure = assertThrows(
                BindException.class, () -> CorpusApp.app().listen(at(transport, Listener.of("192.0.2.1", 0))));
        assertFalse(failure.getMessage().contains("taken"), failure.getMessage());
        assertTrue(failure.getMessage().contains("192.0.2.1"), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldLeaveNothingBehindWhenOneOfSeveralIsTaken(Transport transport) throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(Servers.HOST))) {
            free = probe.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Servers.HOST))) {
            int port = taken.getLocalPort();
            assertTaken(at(transport, Listener.of(Servers.HOST, free)).listener(Listener.of(Servers.HOST, port)), port);
            assertThrows(IOException.class, () -> new RawClient(free));
        }
        try (Server server = CorpusApp.app().listen(at(transport, Listener.of(Servers.HOST, free)))) {
            assertServes(server.port());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSharePortWhenBothWantTo(Transport transport) throws IOException {
        try (Server first = CorpusApp.app()
                .listen(at(transport, Listener.of(Servers.HOST, 0)).sharePort(true))) {
            int port = first.port();
            ServerOptions same = at(transport, Listener.of(Servers.HOST, port));
            assertTaken(same, port);
            try (Server second = CorpusApp.app().listen(same.sharePort(true))) {
                assertEquals(port, second.port());
                assertServes(port);
                first.drain(Duration.ZERO);
                // Whoever connects from now on comes to the second
                for (int i = 1; i <= 20; i++) {
                    assertServes(port);
                }
                assertTrue(Servers.total(second).requests() >= 20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldFreeThePortWhenClosed(Transport transport) throws IOException {
        Server first = CorpusApp.app().listen(at(transport, Listener.of(Servers.HOST, 0)));
        int port = first.port();
        RawClient open = new RawClient(port);
        assertEquals("ok", open.ask(RawClient.GET_OK).text());
        first.close();
        // Its side closed first, so the port is in TIME_WAIT; that does not count
        try (Server second = CorpusApp.app().listen(at(transport, Listener.of(Servers.HOST, port)))) {
            assertServes(second.port());
        }
        open.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSpreadConnectionsOverLoops(Transport transport) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try (Server server = Servers.start(CorpusApp.app(), transport, 4)) {
            for (int i = 0; i < 200; i++) {
                clients.add(new RawClient(server.port()));
            }
            for (RawClient client : clients) {
                assertEquals("ok", client.ask(RawClient.GET_OK).text());
            }
            List<LoopMetrics> loops = server.metrics().loops();
            assertEquals(4, loops.size());
            assertEquals(200, Servers.total(server).connectionsOpen());
            assertEquals(200, Servers.total(server).connectionsAccepted());
            for (LoopMetrics loop : loops) {
                // 50 on average; fewer than 10 of 200 by chance is out of the question
                assertTrue(loop.connectionsOpen() >= 10, loops.toString());
                assertEquals(loop.connectionsOpen(), loop.requests());
            }
        }
        for (RawClient client : clients) {
            client.close();
        }
    }
}
