package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which protocol family listens where; the kernel lists the sockets of each (proc(5)). */
class AddressFamilyTest {
    private static final Vivace APP = Vivace.create()
            .get("/me", (req, res) -> res.text(req.remoteAddress().getAddress().getHostAddress()));

    private static Server listening(Transport transport, Listener listener) throws IOException {
        return APP.listen(ServerOptions.defaults().transport(transport).loops(1).listener(listener));
    }

    private static long listed(String table, int port) throws IOException {
        String local = String.format(":%04X", port);
        try (var lines = Files.lines(Path.of("/proc/net", table))) {
            // The fields: number, local address, remote address, state; 0A is LISTEN
            return lines.map(line -> line.trim().split(" +"))
                    .filter(fields -> fields[1].endsWith(local) && fields[3].equals("0A"))
                    .count();
        }
    }

    private static void assertServes(InetAddress address, int port) throws IOException {
        try (RawClient client = new RawClient(new InetSocketAddress(address, port))) {
            assertEquals(
                    address.getHostAddress(),
                    client.ask("GET /me HTTP/1.1\r\nHost: a\r\n\r\n").text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldListenByIpv4OnlyOnAnIpv4Address(Transport transport) throws IOException {
        try (Server server = listening(transport, Listener.of("127.0.0.1", 0))) {
            assertEquals(1, listed("tcp", server.port()));
            assertEquals(0, listed("tcp6", server.port()));
            assertServes(InetAddress.getByName("127.0.0.1"), server.port());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldListenByBothOnAllAddresses(Transport transport) throws IOException {
        try (Server server = listening(transport, Listener.port(0))) {
            assertEquals(1, listed("tcp6", server.port()));
            assertServes(InetAddress.getByName("127.0.0.1"), server.port());
            assertServes(InetAddress.getByName("::1"), server.port());
        }
    }
}
