package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a process with a server ends: signals, System.exit, and both at once. */
class ShutdownTest {
    private static final String GET_LATER = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n";

    private static ChildJvm start(String mode, Transport transport) throws IOException {
        return ChildJvm.start(ShutdownMain.class, mode, transport.name());
    }

    /** Open, and known to the server: its end shows that the drain has begun. */
    private static RawClient idle(int port) throws IOException {
        RawClient client = new RawClient(port);
        assertEquals("ok", client.ask(RawClient.GET_OK).text());
        return client;
    }

    /** A request that waits for its answer; the loop has it when what was sent next, on the idle one, is answered. */
    private static RawClient busy(int port, RawClient idle) throws IOException {
        RawClient client = new RawClient(port);
        assertEquals("ok", client.ask(RawClient.GET_OK).text());
        client.send(GET_LATER);
        assertEquals("ok", idle.ask(RawClient.GET_OK).text());
        return client;
    }

    private static void assertDrainsAtSignal(String signal, int status, Transport transport) throws Exception {
        try (ChildJvm child = start("await", transport)) {
            int port = Integer.parseInt(child.nextLine());
            RawClient idle = idle(port);
            RawClient busy = busy(port, idle);
            child.signal(signal);
            assertEquals(0, idle.readToEnd().length);
            assertTrue(child.isAlive());
            child.tell("answer");
            RawAnswer answer = busy.readAnswer();
            assertEquals("late", answer.text());
            assertTrue(answer.closes(), answer.head());
            assertEquals(0, busy.readToEnd().length);
            assertEquals(status, child.exitStatus());
            assertEquals(List.of(), child.errorLines());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldDrainAtSigterm(Transport transport) throws Exception {
        assertDrainsAtSignal("TERM", 143, transport);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldDrainAtSigint(Transport transport) throws Exception {
        assertDrainsAtSignal("INT", 130, transport);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCutOffAtASecondSignal(Transport transport) throws Exception {
        try (ChildJvm child = start("await", transport)) {
            int port = Integer.parseInt(child.nextLine());
            RawClient idle = idle(port);
            RawClient busy = busy(port, idle);
            child.signal("TERM");
            assertEquals(0, idle.readToEnd().length);
            long start = System.nanoTime();
            child.signal("TERM");
            assertEquals(0, busy.readToEnd().length);
            assertEquals(143, child.exitStatus());
            long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            assertTrue(took < Server.DRAIN_TIME.toSeconds() / 2, took + " s");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCutOffEachOfTwoServersAtASecondSignal(Transport transport) throws Exception {
        try (ChildJvm child = start("await-two", transport)) {
            List<RawClient> busy = new ArrayList<>();
            List<RawClient> idle = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int port = Integer.parseInt(child.nextLine());
                idle.add(idle(port));
                busy.add(busy(port, idle.get(i)));
            }
            child.signal("TERM");
            for (RawClient each : idle) {
                assertEquals(0, each.readToEnd().length);
            }
            long start = System.nanoTime();
            child.signal("TERM");
            for (RawClient each : busy) {
                assertEquals(0, each.readToEnd().length);
            }
            assertEquals(143, child.exitStatus());
            long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            assertTrue(took < Server.DRAIN_TIME.toSeconds() / 2, took + " s");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndAtOnceWhereNobodyAwaitsTheShutdown(Transport transport) throws Exception {
        try (ChildJvm child = start("run", transport)) {
            int port = Integer.parseInt(child.nextLine());
            RawClient idle = idle(port);
            RawClient busy = busy(port, idle);
            child.signal("TERM");
            assertEquals(143, child.exitStatus());
            Assertions.assertThrows(EOFException.class, busy::readAnswer);
            assertEquals(0, idle.readToEnd().length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotDeadlockWithExitFromAnotherThread(Transport transport) throws Exception {
        try (ChildJvm child = start("await", transport)) {
            RawClient idle = idle(Integer.parseInt(child.nextLine()));
            child.tell("exit 7");
            assertEquals(0, idle.readToEnd().length);
            assertEquals(7, child.exitStatus());
            assertEquals(List.of(), child.errorLines());
        }
    }

    /** Its loop is stuck in the handler for good then, and so is its worker: neither is waited for. */
    private static void assertEndsAtOnce(String path, Transport transport, int loops) throws Exception {
        try (ChildJvm child = ChildJvm.start(ShutdownMain.class, "await", transport.name(), Integer.toString(loops))) {
            int port = Integer.parseInt(child.nextLine());
            RawClient idle = idle(port);
            RawClient exiting = new RawClient(port);
            long start = System.nanoTime();
            exiting.send("GET " + path + "/5 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(5, child.exitStatus());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.compareTo(Server.DRAIN_TIME.dividedBy(2)) < 0, took.toString());
            assertEquals(0, idle.readToEnd().length);
            assertEquals(0, exiting.readToEnd().length);
            assertEquals(List.of(), child.errorLines());
        }
    }

    @ParameterizedTest
    @CsvSource({"EPOLL,1", "NIO,1", "EPOLL,3", "NIO,3"})
    void shouldNotWaitForAHandlerThatExits(Transport transport, int loops) throws Exception {
        assertEndsAtOnce("/exit", transport, loops);
    }

    @ParameterizedTest
    @CsvSource({"EPOLL,1", "NIO,2"})
    void shouldNotWaitForABlockingHandlerThatExits(Transport transport, int loops) throws Exception {
        assertEndsAtOnce("/blocking-exit", transport, loops);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldLetOthersFinishWhenAHandlerExits(Transport transport) throws Exception {
        try (ChildJvm child = start("await", transport)) {
            int port = Integer.parseInt(child.nextLine());
            RawClient idle = idle(port);
            RawClient busy = busy(port, idle);
            new RawClient(port).send("GET /blocking-exit/6 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(0, idle.readToEnd().length);
            assertTrue(child.isAlive());
            child.tell("answer");
            assertEquals("late", busy.readAnswer().text());
            assertEquals(6, child.exitStatus());
        }
    }
}
