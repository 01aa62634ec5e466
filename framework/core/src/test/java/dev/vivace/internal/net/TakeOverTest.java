package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Listening sockets that go from one server to another; here both are in one process, which makes no difference to them. */
@EnabledOnOs(OS.LINUX)
class TakeOverTest {
    private static final String NAME = "GET /name HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String READY = "GET /ready HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("take-over");
    }

    private Server start(String name, int port, int loops) throws IOException {
        return TakeOverMain.app(name).listen(TakeOverMain.options(path, port, loops));
    }

    private static String name(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.ask(NAME).text();
        }
    }

    private static void assertDown(Server server) throws Exception {
        FutureTask<Void> waiting = new FutureTask<>(() -> {
            server.awaitShutdown();
            return null;
        });
        new Thread(waiting, "waiting").start();
        waiting.get(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldServeThePathForItsUserOnly() throws Exception {
        try (Server server = start("a", 0, 1)) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals("a", name(server.port()));
        }
        assertFalse(Files.exists(path));
        try (var left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void shouldTakeTheSocketsAndNothingElse() throws Exception {
        try (Server first = start("a", 0, 2)) {
            int port = first.port();
            try (RawClient kept = new RawClient(port)) {
                assertEquals("a", kept.ask(NAME).text());
                try (Server second = start("b", port, 2)) {
                    assertEquals(port, second.port());
                    for (int i = 0; i < 20; i++) {
                        assertEquals("b", name(port));
                    }
                    // The balancer in front would take the whole address for down otherwise
                    assertEquals(200, kept.ask(READY).status());
                    assertDown(first);
                }
            }
        }
    }

    /** tcp(7), TCP_USER_TIMEOUT: what is accepted inherits it. */
    @Test
    void shouldGiveClientsTheTimeOfItsOwnOptions() throws Exception {
        try (Server first = start("a", 0, 1);
                Server second = TakeOverMain.app("b")
                        .listen(TakeOverMain.options(path, first.port(), 2).answerTimeout(Duration.ofSeconds(77)))) {
            for (Socket socket : ((NettyServer) second).listeningSockets(0)) {
                assertEquals(77_000, socket.getIntOpt(6, 18));
            }
            assertDown(first);
        }
    }

    @Test
    void shouldTellKeptConnectionsWithTheirNextAnswer() throws Exception {
        try (Server first = start("a", 0, 1);
                RawClient kept = new RawClient(first.port());
                RawClient other = new RawClient(first.port());
                RawClient asking = new RawClient(first.port())) {
            assertEquals("a", kept.ask(NAME).text());
            assertFalse(other.ask(NAME).closes());
            assertFalse(asking.ask(NAME).closes());
            try (Server second = start("b", first.port(), 1)) {
                untilItCloses(asking);
                for (RawClient client : List.of(kept, other)) {
                    RawAnswer last = client.ask(NAME);
                    assertEquals("a", last.text());
                    assertTrue(last.closes(), last.head());
                    assertEquals(0, client.readToEnd().length);
                    client.close();
                }
                assertDown(first);
                assertEquals("b", name(second.port()));
            }
        }
    }

    /** The old server says that it accepts no more right before its loops begin to drain. */
    private static void untilItCloses(RawClient asking) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (!asking.ask(NAME).closes()) {
            assertTrue(System.nanoTime() < deadline, "it goes on");
        }
    }

    @Test
    void shouldCopeWithMoreAndFewerLoops() throws Exception {
        List<Server> servers = new ArrayList<>();
        servers.add(start("1", 0, 1));
        int port = servers.get(0).port();
        for (int loops : new int[] {4, 2, 3, 1}) {
            servers.add(start(Integer.toString(loops), port, loops));
            assertDown(servers.get(servers.size() - 2));
            for (int i = 0; i < 30; i++) {
                assertEquals(Integer.toString(loops), name(port));
            }
        }
        for (Server server : servers) {
            server.close();
        }
        assertThrows(IOException.class, () -> new RawClient(port));
    }

    @Test
    void shouldMatchListenersByAddress() throws Exception {
        ServerOptions one = TakeOverMain.options(path, 0, 2)
                .listener(Listener.of(Servers.HOST, 0))
                .listener(Listener.port(0));
        try (Server first = TakeOverMain.app("a").listen(one)) {
            int a = first.addresses().get(0).getPort();
            int b = first.addresses().get(1).getPort();
            int all = first.addresses().get(2).getPort();
            ServerOptions other = ServerOptions.defaults()
                    .transport(Transport.EPOLL)
                    .loops(2)
                    .listener(Listener.port(all))
                    .listener(Listener.of("127.0.0.2", 0))
                    .listener(Listener.of(Servers.HOST, b))
                    .takeOver(path);
            try (Server second = TakeOverMain.app("b").listen(other)) {
                assertEquals(all, second.port());
                assertEquals(b, second.addresses().get(2).getPort());
                assertNotEquals(a, second.addresses().get(1).getPort());
                assertEquals("b", name(all));
                assertEquals("b", name(b));
                assertThrows(IOException.class, () -> new RawClient(a));
                assertDown(first);
            }
        }
    }

    @Test
    void shouldGoOnWhenTheOtherFailsToStart() throws Exception {
        try (Server first = start("a", 0, 2);
                Server foreign = Servers.start(TakeOverMain.app("foreign"), Transport.EPOLL)) {
            ServerOptions clashing =
                    TakeOverMain.options(path, first.port(), 2).listener(Listener.of(Servers.HOST, foreign.port()));
            for (int i = 0; i < 3; i++) {
                assertThrows(BindException.class, () -> TakeOverMain.app("b").listen(clashing));
                for (int j = 0; j < 10; j++) {
                    assertEquals("a", name(first.port()));
                }
            }
            try (Server second = start("c", first.port(), 1)) {
                assertEquals("c", name(second.port()));
            }
        }
    }

    @Test
    void shouldListenAsUsualWhereASocketWasLeftBehind() throws Exception {
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(path));
        }
        assertTrue(Files.exists(path));
        try (Server server = start("a", 0, 1);
                Server next = start("b", server.port(), 1)) {
            assertEquals("b", name(next.port()));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void shouldNotTouchWhatIsNoSocket() throws Exception {
        Files.writeString(path, "precious");
        IOException refused = assertThrows(IOException.class, () -> start("a", 0, 1));
        assertTrue(refused.getMessage().contains("no socket"), refused.getMessage());
        assertEquals("precious", Files.readString(path));
        try (var left = Files.list(directory)) {
            assertEquals(List.of(path), left.toList());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithThePath() {
        path = directory.resolve("missing/take-over");
        IOException refused = assertThrows(IOException.class, () -> start("a", 0, 1));
        assertTrue(refused.getMessage().contains(path.toString()), refused.getMessage());
        Path longest = Path.of("/" + "x".repeat(95));
        assertEquals(longest, ServerOptions.defaults().takeOver(longest).takeOver());
        assertThrows(
                IllegalArgumentException.class, () -> ServerOptions.defaults().takeOver(Path.of("/" + "x".repeat(96))));
    }

    @Test
    void shouldSayThatNioCannot() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> TakeOverMain.app("a")
                        .listen(TakeOverMain.options(path, 0, 1).transport(Transport.NIO)));
        assertTrue(refused.getMessage().contains("epoll"), refused.getMessage());
    }

    /** Says something on the path; what comes back until the server has had enough. */
    private String talk(String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.shutdownOutput();
            ByteBuffer back = ByteBuffer.allocate(1_000);
            try {
                while (channel.read(back) >= 0) {}
            } catch (IOException e) {
                // It did not want to hear all of it; what it said comes first
                assertTrue(e.getMessage().contains("reset"), e.getMessage());
            }
            return new String(back.array(), 0, back.position(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void shouldGoOnWhateverIsSaidOnThePath() throws Exception {
        try (Server server = start("a", 0, 1)) {
            assertTrue(talk("GET / HTTP/1.1\r\n\r\n").startsWith("refused "));
            assertTrue(talk("vivace-take-over 99\n").startsWith("refused "));
            assertEquals("", talk("x".repeat(9_000)));
            for (String end : List.of("", "taken x\n", "hello\n", "taken")) {
                assertTrue(talk(TakeOverProtocol.HELLO + "\n" + end).startsWith("offer 1\n"));
                assertEquals("a", name(server.port()));
            }
            // Whoever takes none of the addresses has it stop nonetheless
            try (Server next = start("b", server.port(), 1)) {
                assertEquals("b", name(next.port()));
            }
        }
    }

    @Test
    void shouldServeOneAtATime() throws Exception {
        try (Server server = start("a", 0, 1)) {
            try (SocketChannel holding = hanging()) {
                IOException refused = assertThrows(IOException.class, () -> start("b", server.port(), 1));
                assertTrue(refused.getMessage().contains("another process is taking over"), refused.getMessage());
                assertTrue(holding.isConnected());
            }
            Await.until("the path is free again", () -> taken(server.port()));
        }
    }

    /** Who asked and went away is noticed a moment later; the next one is not to be refused for that. */
    @Test
    void shouldHaveTheNextOneWaitForTheEndOfOneThatIsGone() throws Exception {
        try (Server server = start("a", 0, 1)) {
            SocketChannel gone = hanging();
            try (SocketChannel next = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                next.write(ByteBuffer.wrap((TakeOverProtocol.HELLO + "\n").getBytes(StandardCharsets.US_ASCII)));
                // Answered behind the connection that was accepted before it
                assertEquals("a", name(server.port()));
                gone.close();
                ByteBuffer first = ByteBuffer.allocate("offer".length());
                while (first.hasRemaining() && next.read(first) >= 0) {}
                assertEquals("offer", new String(first.array(), StandardCharsets.US_ASCII));
            }
        }
    }

    /** Asks, and then says nothing more. */
    private SocketChannel hanging() throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        channel.write(ByteBuffer.wrap((TakeOverProtocol.HELLO + "\n").getBytes(StandardCharsets.US_ASCII)));
        assertEquals(1, channel.read(ByteBuffer.allocate(1)));
        return channel;
    }

    private boolean taken(int port) {
        try (Server second = start("b", port, 1)) {
            return name(second.port()).equals("b");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldGoOnWhenTheOtherHangsWhileItStops() throws Exception {
        Server server = start("a", 0, 1);
        int port = server.port();
        try (SocketChannel hanging = hanging()) {
            long start = System.nanoTime();
            server.close();
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(8));
            assertTrue(hanging.isConnected());
        }
        // Until then the kernel kept the socket that was on its way to nobody
        assertThrows(IOException.class, () -> new RawClient(port));
    }
}
