package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A server in made-up time that answers in a tenth of a millisecond and stalls once. */
class CoordinatedOmissionTest {
    private static final long MILLI = FakeClock.MILLI;
    private static final long RATE = 1000;
    private static final long ANSWER_NANOS = MILLI / 10;
    private static final long STALL_NANOS = 200 * MILLI;
    private static final int STALLED_NUMBER = 100;

    private final FakeClock clock = new FakeClock();
    private final Dispatcher dispatcher = new Dispatcher(clock, FakeClock.SECOND, 1);
    private final FakeConnection connection =
            FakeConnection.of(clock, new Expectations(200, 2, FakeClock.SECOND, 0), dispatcher);

    private static long countAbove(Histogram histogram, long nanos) {
        return histogram.getCountBetweenValues(nanos, Recorder.NANOS_MAX);
    }

    private void run() {
        dispatcher.begin(Schedule.even(0, FakeClock.SECOND, RATE, 0, 1), 0);
        connection.open();
        int answered = 0;
        while (!dispatcher.done()) {
            dispatcher.turn(clock.now);
            dispatcher.dispatch(clock.now, 16);
            if (connection.sentCount > answered) {
                answered++;
                clock.now += answered == STALLED_NUMBER ? STALL_NANOS : ANSWER_NANOS;
                connection.receives(FakeConnection.ANSWER);
            } else {
                clock.now += ANSWER_NANOS / 10;
            }
        }
    }

    @Test
    void shouldShowAStallInEveryRequestThatWasDueMeanwhile() {
        run();
        Recorder measured = dispatcher.measured();
        assertEquals(RATE, measured.completed());
        assertEquals(1, countAbove(measured.service, 2 * MILLI), "the server itself stalled one request");
        // 200 were due while it stalled, and some more while it caught up at ten times the rate.
        assertEquals(RATE * STALL_NANOS / FakeClock.SECOND / 0.9, countAbove(measured.latency, MILLI / 2), 5);
        assertEquals(RATE * STALL_NANOS / FakeClock.SECOND / 2, countAbove(measured.latency, STALL_NANOS / 2), 15);
        assertEquals(STALL_NANOS, measured.latency.getMaxValue(), STALL_NANOS / 500.0);
    }

    @Test
    void shouldNotTakeTheServersStallForItsOwnLag() {
        run();
        assertTrue(dispatcher.measured().sendLag.getMaxValue() < MILLI / 50);
    }
}
