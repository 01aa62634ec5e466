package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final long MILLI = FakeClock.MILLI;
    private static final long TIMEOUT_NANOS = 500 * MILLI;

    private final FakeClock clock = new FakeClock();
    private final Dispatcher dispatcher = new Dispatcher(clock, FakeClock.SECOND, 1);

    private FakeConnection connection(int requestsPerConnection) {
        Expectations expectations = new Expectations(200, 2, TIMEOUT_NANOS, requestsPerConnection);
        FakeConnection connection = FakeConnection.of(clock, expectations, dispatcher);
        dispatcher.begin(Schedule.even(MILLI, FakeClock.SECOND, 1000, 0, 1), 0);
        return connection;
    }

    private FakeConnection busyConnection() {
        FakeConnection connection = connection(0);
        connection.open();
        dispatchAt(MILLI);
        assertEquals(1, connection.sentCount);
        return connection;
    }

    private void dispatchAt(long nanos) {
        clock.now = nanos;
        dispatcher.dispatch(nanos, 1);
    }

    private void assertOnly(Failure failure) {
        assertEquals(1, dispatcher.measured().failures());
        assertEquals(1, dispatcher.measured().failures(failure));
        assertTrue(dispatcher.measured().firstFailure().startsWith(failure.label() + ": "));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldCountAWrongStatusAndGoOn() {
        FakeConnection connection = busyConnection();
        connection.receives(bytes("HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nok"));
        assertOnly(Failure.STATUS);
        assertEquals("status: status 500", dispatcher.measured().firstFailure());
        assertEquals(0, connection.releasedCount);
        assertEquals(1, dispatcher.freeCount());
    }

    @Test
    void shouldCountAWrongLengthAndGoOn() {
        FakeConnection connection = busyConnection();
        connection.receives(bytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnot"));
        assertOnly(Failure.LENGTH);
        assertEquals(1, dispatcher.freeCount());
    }

    @Test
    void shouldCountAChunkedAnswerAndClose() {
        FakeConnection connection = busyConnection();
        connection.receives(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        assertOnly(Failure.MALFORMED);
        assertEquals(1, connection.releasedCount);
        assertTrue(connection.closed());
    }

    @Test
    void shouldCountAResetBySendAndByReceive() {
        FakeConnection connection = connection(0);
        connection.open();
        connection.sendFault = new IOException("broken pipe");
        dispatchAt(MILLI);
        assertOnly(Failure.RESET);
        connection.sendFault = null;
        connection.open();
        dispatchAt(2 * MILLI);
        connection.broken(new IOException("reset"));
        assertEquals(2, dispatcher.measured().failures(Failure.RESET));
        assertEquals(2, dispatcher.measured().sent());
    }

    @Test
    void shouldCountACloseWhileAnAnswerIsDue() {
        FakeConnection connection = busyConnection();
        connection.receives(bytes("HTTP/1.1 200 OK\r\n"));
        connection.ended = true;
        connection.readable();
        assertOnly(Failure.CLOSED);
    }

    @Test
    void shouldNotCountTheCloseOfAFreeConnection() {
        FakeConnection connection = connection(0);
        connection.open();
        connection.ended = true;
        connection.readable();
        assertTrue(connection.closed());
        assertEquals(0, dispatcher.freeCount());
        assertEquals(0, dispatcher.measured().failures());
    }

    @Test
    void shouldTimeOut() {
        FakeConnection connection = busyConnection();
        connection.check(MILLI + TIMEOUT_NANOS);
        assertEquals(0, dispatcher.measured().failures());
        connection.check(MILLI + TIMEOUT_NANOS + 1);
        assertOnly(Failure.TIMEOUT);
        assertTrue(connection.closed());
    }

    @Test
    void shouldCountRefusalsAndTryAgainAfterAWhile() {
        FakeConnection connection = connection(0);
        connection.connectFault = new IOException("refused");
        connection.open();
        assertOnly(Failure.REFUSED);
        connection.check(Connection.RETRY_NANOS);
        assertEquals(1, connection.openedCount);
        connection.connectFault = null;
        connection.check(Connection.RETRY_NANOS + 1);
        assertEquals(2, connection.openedCount);
        assertEquals(1, dispatcher.freeCount());
        assertOnly(Failure.REFUSED);
    }

    @Test
    void shouldWaitForTheServersCloseAfterTheLastRequest() {
        FakeConnection connection = connection(1);
        connection.open();
        dispatchAt(MILLI);
        connection.receives(FakeConnection.ANSWER);
        assertEquals(1, dispatcher.measured().completed());
        assertEquals(0, dispatcher.freeCount());
        assertEquals(0, connection.releasedCount);
        connection.ended = true;
        connection.readable();
        assertTrue(connection.closed());
        assertEquals(0, dispatcher.measured().failures());
    }

    @Test
    void shouldCountAServerThatDoesNotClose() {
        FakeConnection connection = connection(1);
        connection.open();
        dispatchAt(MILLI);
        connection.receives(FakeConnection.ANSWER);
        connection.check(MILLI + TIMEOUT_NANOS + 1);
        assertOnly(Failure.TIMEOUT);
    }

    @Test
    void shouldTakeNothingThatWasNotAskedFor() {
        FakeConnection connection = connection(0);
        connection.open();
        connection.receives(FakeConnection.ANSWER);
        assertOnly(Failure.MALFORMED);
        assertEquals(0, dispatcher.freeCount());
    }
}
