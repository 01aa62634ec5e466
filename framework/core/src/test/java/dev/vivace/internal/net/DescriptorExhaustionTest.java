package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that may open no further file goes on serving the connections that it has, and later takes others. */
class DescriptorExhaustionTest {
    private static final int DESCRIPTORS = 200;
    /** Half of them is more than what the tests' class path and 64 refused clients take. */
    private static final int DESCRIPTORS_DEFAULT_BOUND = 400;

    private static final int CLIENTS = 400;
    /** Fewer than the descriptors by what a JVM has open itself. */
    private static final int SERVED_AT_LEAST = 100;

    private static final long WAIT_MILLIS = 1_000;
    private static final long CPU_TICKS_MAX = 15;

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeOnWithAFullDescriptorTable(Transport transport) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (ChildJvm child = ChildJvm.startLimited(DESCRIPTORS, DescriptorMain.class, transport.name(), "1000")) {
            int port = Integer.parseInt(child.nextLine());
            for (int i = 0; i < CLIENTS; i++) {
                RawClient client = new RawClient(port);
                clients.add(client);
                client.send(RawClient.GET_OK);
            }
            // In the order of the accept queue: when this one is served, those before it are
            for (RawClient client : clients.subList(0, SERVED_AT_LEAST)) {
                assertEquals("ok", client.readAnswer().text());
            }
            for (int i = 1; i <= 10; i++) {
                for (RawClient client : clients.subList(0, SERVED_AT_LEAST)) {
                    assertEquals("ok", client.ask(RawClient.GET_OK).text());
                }
            }
            RawClient last = clients.get(CLIENTS - 1);
            assertEquals(0, last.readAvailable().length);
            assertFalse(last.ended());
            assertIdles(child);
            for (RawClient client : clients.subList(0, CLIENTS - SERVED_AT_LEAST)) {
                client.close();
            }
            for (RawClient client : clients.subList(CLIENTS - SERVED_AT_LEAST, CLIENTS)) {
                assertEquals("ok", client.readAnswer().text());
                assertEquals("ok", client.ask(RawClient.GET_OK).text());
            }
            assertFalse(child.errorLines().isEmpty(), "the want of descriptors is logged");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** The default bound leaves descriptors for the rest, so that clients are told instead of kept waiting. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotComeToThatUnlessToldTo(Transport transport) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (ChildJvm child =
                ChildJvm.startLimited(DESCRIPTORS_DEFAULT_BOUND, DescriptorMain.class, transport.name(), "0")) {
            int port = Integer.parseInt(child.nextLine());
            int served = 0;
            for (int i = 0; i < DESCRIPTORS_DEFAULT_BOUND; i++) {
                RawClient client = new RawClient(port);
                clients.add(client);
                RawAnswer answer = client.ask(RawClient.GET_OK);
                assertEquals(
                        answer.status() == 200 ? "ok" : "1",
                        answer.status() == 200 ? answer.text() : answer.header("Retry-After"));
                served += answer.status() == 200 ? 1 : 0;
            }
            assertEquals(DESCRIPTORS_DEFAULT_BOUND / 2, served);
            assertEquals(List.of(), child.errorLines());
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** It tries to accept a few times a second, no more. */
    private static void assertIdles(ChildJvm child) throws Exception {
        long before = child.cpuTicks();
        assertFalse(new CountDownLatch(1).await(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        long spent = child.cpuTicks() - before;
        assertTrue(spent <= CPU_TICKS_MAX, spent + " ticks of 10 ms in " + WAIT_MILLIS + " ms");
    }
}
