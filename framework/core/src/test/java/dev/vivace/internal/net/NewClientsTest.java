package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Transport;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listening socket that takes no new clients and goes on with those it has. */
@EnabledOnOs(OS.LINUX)
class NewClientsTest {
    /** Less than a client takes to try again, so that one that is let in late does not count. */
    private static final int CONNECT_MILLIS = 300;

    @BeforeEach
    void loadEpoll() {
        Transports.choose(Transport.EPOLL);
    }

    private static java.net.Socket connect(String host, int port) throws IOException {
        java.net.Socket client = new java.net.Socket();
        try {
            client.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void shouldKeepThoseThatAreThere(String host) throws Exception {
        Socket listening = EpollListener.bind(new InetSocketAddress(host, 0), false, 16);
        try {
            int port = listening.localAddress().getPort();
            try (java.net.Socket queued = connect(host, port)) {
                queued.getOutputStream().write('a');
                NewClients.refuse(listening);
                assertThrows(SocketTimeoutException.class, () -> connect(host, port));
                Socket accepted = new Socket(listening.accept(new byte[26]));
                queued.getOutputStream().write('b');
                accepted.shutdown(false, true);
                assertEquals(-1, queued.getInputStream().read());
                accepted.close();
            }
            assertEquals(-1, listening.accept(new byte[26]), "nobody else got in");
            NewClients.admit(listening);
            connect(host, port).close();
        } finally {
            listening.close();
        }
    }

    @Test
    void shouldAdmitWhereNobodyWasRefused() throws Exception {
        Socket listening = EpollListener.bind(new InetSocketAddress("127.0.0.1", 0), false, 16);
        try {
            NewClients.admit(listening);
            connect("127.0.0.1", listening.localAddress().getPort()).close();
            assertTrue(listening.isOpen());
        } finally {
            listening.close();
        }
    }
}
