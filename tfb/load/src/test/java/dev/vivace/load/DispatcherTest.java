package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final long MILLI = FakeClock.MILLI;
    private static final long SECOND = FakeClock.SECOND;

    private final FakeClock clock = new FakeClock();
    private Dispatcher dispatcher;
    private List<FakeConnection> connections;

    private void begin(int connectionCount, long rate, long warmUpNanos) {
        dispatcher = new Dispatcher(clock, SECOND, connectionCount);
        connections = new ArrayList<>();
        for (int number = 0; number < connectionCount; number++) {
            connections.add(FakeConnection.of(clock, new Expectations(200, -1, SECOND, 0), dispatcher));
            connections.get(number).open();
        }
        dispatcher.begin(Schedule.even(0, 10 * SECOND, rate, 0, 1), warmUpNanos);
    }

    private void dispatchAt(long nanos) {
        clock.now = nanos;
        dispatcher.turn(nanos);
        dispatcher.dispatch(nanos, 16);
    }

    private List<Integer> sentCounts() {
        return connections.stream().map(connection -> connection.sentCount).toList();
    }

    @Test
    void shouldSendNothingBeforeItIsDue() {
        begin(1, 10, 0);
        dispatchAt(0);
        connections.get(0).receives(FakeConnection.ANSWER);
        dispatchAt(100 * MILLI - 1);
        assertEquals(List.of(1), sentCounts());
        dispatchAt(100 * MILLI);
        assertEquals(List.of(2), sentCounts());
    }

    @Test
    void shouldSendAllThatIsDueOnDifferentConnections() {
        begin(4, 1000, 0);
        dispatchAt(2 * MILLI);
        assertEquals(List.of(1, 1, 1, 0), sentCounts());
    }

    @Test
    void shouldSendOnlySoManyInARow() {
        begin(20, 1000, 0);
        dispatchAt(50 * MILLI);
        assertEquals(16, dispatcher.measured().sent());
    }

    @Test
    void shouldUseTheConnectionThatWasFreedFirst() {
        begin(3, 1000, 0);
        dispatchAt(2 * MILLI);
        for (int index : new int[] {1, 0, 2}) {
            connections.get(index).receives(FakeConnection.ANSWER);
        }
        dispatchAt(3 * MILLI);
        assertEquals(List.of(1, 2, 1), sentCounts());
    }

    @Test
    void shouldSendAWaitingRequestAsSoonAsAConnectionIsFree() {
        begin(1, 1000, 0);
        dispatchAt(0);
        dispatchAt(5 * MILLI);
        assertEquals(List.of(1), sentCounts());
        connections.get(0).receives(FakeConnection.ANSWER);
        assertEquals(List.of(2), sentCounts());
    }

    @Test
    void shouldBlameItselfOnlyForTheTimeWithAFreeConnection() {
        begin(1, 1000, 0);
        dispatchAt(0);
        clock.now = 10 * MILLI;
        connections.get(0).receives(FakeConnection.ANSWER);
        assertEquals(0, dispatcher.measured().sendLag.getMaxValue(), "it waited for the server");
        connections.get(0).receives(FakeConnection.ANSWER);
        // Ten are done at 10 ms; the eleventh is due now, and this tool comes 3 ms late.
        for (int count = 2; count < 11; count++) {
            connections.get(0).receives(FakeConnection.ANSWER);
        }
        dispatchAt(14 * MILLI);
        assertEquals(3 * MILLI, dispatcher.measured().sendLag.getMaxValue(), MILLI / 100.0);
    }

    @Test
    void shouldSayHowLongAnAnswerMayHaveLainThere() {
        begin(1, 1000, 0);
        dispatchAt(0);
        dispatcher.turn(2 * MILLI);
        dispatcher.turn(9 * MILLI);
        clock.now = 10 * MILLI;
        connections.get(0).receives(FakeConnection.ANSWER);
        assertEquals(8 * MILLI, dispatcher.measured().noticeLag.getMaxValue(), MILLI / 100.0);
    }

    @Test
    void shouldGiveUpWhenARequestHasWaitedTooLong() {
        begin(1, 100, 0);
        dispatchAt(0);
        dispatchAt(SECOND + 10 * MILLI);
        assertFalse(dispatcher.overloaded());
        dispatchAt(SECOND + 10 * MILLI + 1);
        assertTrue(dispatcher.overloaded());
        assertEquals(1, dispatcher.measured().sent());
        assertEquals(999, dispatcher.measured().unsent());
        assertFalse(dispatcher.done(), "one is under way");
        connections.get(0).receives(FakeConnection.ANSWER);
        assertTrue(dispatcher.done());
    }

    @Test
    void shouldGiveUpWhenItIsTooSlowItself() {
        begin(2, 100, 0);
        dispatchAt(3 * SECOND);
        assertTrue(dispatcher.overloaded());
        assertEquals(1000, dispatcher.measured().unsent());
        assertTrue(dispatcher.done());
    }

    @Test
    void shouldKeepTheWarmUpApart() {
        begin(1, 1000, 2 * MILLI);
        for (int milli = 0; milli < 10; milli++) {
            dispatchAt(milli * MILLI);
            // The answer to the last one of the warm-up comes when measuring has begun: it still belongs to the
            // warm-up.
            clock.now += MILLI / 2;
            connections.get(0).receives(FakeConnection.ANSWER);
        }
        assertEquals(2, dispatcher.warmUp().completed());
        assertEquals(8, dispatcher.measured().completed());
        assertEquals(8L * FakeConnection.ANSWER.length, dispatcher.measured().bytes());
    }
}
