package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SIGTERM while clients ask as fast as they can: each request that a client has finished sending is answered wholly, or the
 * connection ends before any byte of an answer, and without a reset.
 */
class ShutdownUnderLoadTest {
    private static final int ANSWERS_BEFORE = 2_000;

    @ParameterizedTest
    @CsvSource({"EPOLL,1,8,8", "EPOLL,2,8,8", "NIO,2,16,0", "EPOLL,2,0,16"})
    void shouldLoseNoRequest(Transport transport, int loops, int keeping, int renewing) throws Exception {
        try (ChildJvm child = ChildJvm.start(ShutdownMain.class, "await", transport.name(), Integer.toString(loops))) {
            int port = Integer.parseInt(child.nextLine());
            try (LoadClients clients = new LoadClients(port, "/ok", true)) {
                clients.start(keeping, renewing).awaitAnswers(ANSWERS_BEFORE);
                child.signal("TERM");
                clients.join();
                assertEquals(Map.of(), clients.othersThan(LoadClients.CLEAN_END, LoadClients.REFUSED));
                assertEquals(keeping + renewing, clients.count(LoadClients.REFUSED));
                assertTrue(clients.count(LoadClients.CLEAN_END) <= keeping + renewing, clients.toString());
            }
            assertEquals(143, child.exitStatus());
            assertEquals(List.of(), child.errorLines());
        }
    }
}
