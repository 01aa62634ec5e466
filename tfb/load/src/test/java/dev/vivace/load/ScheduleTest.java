package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = FakeClock.SECOND;

    private static List<Long> all(Schedule schedule) {
        List<Long> times = new ArrayList<>();
        for (; !schedule.exhausted(); schedule.advance()) {
            times.add(schedule.intendedNanos());
        }
        return times;
    }

    @Test
    void shouldSpaceEvenly() {
        assertEquals(
                List.of(100L, 100 + SECOND / 4, 100 + SECOND / 2, 100 + SECOND * 3 / 4),
                all(Schedule.even(100, SECOND, 4, 0, 1)));
    }

    @Test
    void shouldNotDriftAtARateThatDividesNoSecond() {
        List<Long> times = all(Schedule.even(7, 1000 * SECOND, 7, 0, 1));
        assertEquals(7000, times.size());
        for (int second = 0; second < 1000; second++) {
            assertEquals(7 + second * SECOND, times.get(7 * second));
        }
        for (int index = 1; index < times.size(); index++) {
            long gap = times.get(index) - times.get(index - 1);
            assertTrue(gap == SECOND / 7 || gap == SECOND / 7 + 1, () -> "gap " + gap);
        }
    }

    @Test
    void shouldStayExactAfterADayAtTenMillionPerSecond() {
        long day = 86_400 * SECOND;
        int stride = Integer.MAX_VALUE;
        Schedule schedule = Schedule.even(0, day, 10_000_000, 0, stride);
        long last = 0;
        long number = 0;
        for (; !schedule.exhausted(); schedule.advance()) {
            last = schedule.intendedNanos();
            assertEquals(number * 100, last);
            number += stride;
        }
        assertTrue(last > day - stride * 100L && last < day);
    }

    @Test
    void shouldGiveThreadsTheSameSequenceTogether() {
        List<Long> merged = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            merged.addAll(all(Schedule.even(5, SECOND, 1000, thread, 3)));
        }
        merged.sort(null);
        assertEquals(all(Schedule.even(5, SECOND, 1000, 0, 1)), merged);
    }

    @Test
    void shouldCountOnlyTheMeasuredOfTheRest() {
        Schedule schedule = Schedule.even(0, 10 * SECOND, 100, 0, 1);
        schedule.advance();
        assertEquals(800, schedule.skipRest(2 * SECOND));
        assertTrue(schedule.exhausted());
    }

    @Test
    void shouldHoldTheRateWithRandomGaps() {
        List<Long> times = all(Schedule.poisson(0, 100 * SECOND, 1000, 1, 42));
        // Three standard deviations of a Poisson count of 100,000 are 949.
        assertEquals(100_000, times.size(), 949);
        long under = 0;
        for (int index = 1; index < times.size(); index++) {
            under += times.get(index) - times.get(index - 1) < SECOND / 1000 ? 1 : 0;
        }
        // Of exponential gaps 1 - 1/e are shorter than the mean.
        assertEquals(0.632, (double) under / times.size(), 0.01);
    }

    @Test
    void shouldRepeatItselfWithTheSameSeed() {
        assertEquals(all(Schedule.poisson(3, SECOND, 500, 2, 9)), all(Schedule.poisson(3, SECOND, 500, 2, 9)));
        assertTrue(!all(Schedule.poisson(3, SECOND, 500, 2, 9)).equals(all(Schedule.poisson(3, SECOND, 500, 2, 10))));
    }
}
