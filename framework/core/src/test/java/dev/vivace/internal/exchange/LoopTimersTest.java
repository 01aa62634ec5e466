package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The wheel calls what is due, once, never early, and not later than a tick. */
class LoopTimersTest {
    private static final long SECOND = 1_000_000_000L;
    /** A tick, and the step of the clock. */
    private static final long LATE_MAX = LoopTimers.TICK_NANOS + 10_000_000L;

    private final FakeLoop loop = new FakeLoop();
    private final LoopTimers timers = FakeWire.context(Vivace.create(), loop).timers;
    private final List<Noted> ran = new ArrayList<>();

    private final class Noted extends Timed {
        long wantedNanos;
        long ranNanos = -1;
        int count;
        Runnable action = () -> {};

        Noted in(long delayNanos) {
            wantedNanos = loop.nanoTime() + delayNanos;
            timers.scheduleIn(delayNanos, this);
            return this;
        }

        @Override
        protected void onDue(long nowNanos) {
            count++;
            ranNanos = nowNanos;
            ran.add(this);
            action.run();
        }

        void assertInTime() {
            assertEquals(1, count);
            assertTrue(ranNanos >= wantedNanos, "early by " + (wantedNanos - ranNanos));
            assertTrue(ranNanos - wantedNanos <= LATE_MAX, "late by " + (ranNanos - wantedNanos));
        }
    }

    @Test
    void shouldRunEachInTimeWhereverItStands() {
        SplittableRandom random = new SplittableRandom(7);
        List<Noted> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(new Noted().in(random.nextLong(200 * SECOND)));
            loop.advanceMillis(random.nextInt(3) * 10L);
        }
        loop.advanceMillis(201_000);
        all.forEach(Noted::assertInTime);
        assertEquals(0, timers.count());
    }

    @Test
    void shouldMoveAndTakeBack() {
        SplittableRandom random = new SplittableRandom(8);
        List<Noted> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(new Noted().in(random.nextLong(100 * SECOND)));
        }
        for (int round = 0; round < 20_000; round++) {
            Noted noted = all.get(random.nextInt(all.size()));
            if (noted.count == 0) {
                if (random.nextInt(4) == 0) {
                    timers.cancel(noted);
                    assertFalse(noted.timed());
                } else {
                    noted.in(random.nextLong(100 * SECOND));
                }
            }
            loop.advanceMillis(random.nextInt(50) == 0 ? 10 : 0);
        }
        List<Noted> set = all.stream().filter(Noted::timed).toList();
        assertEquals(set.size(), timers.count());
        assertTrue(set.size() > 100);
        loop.advanceMillis(101_000);
        set.forEach(Noted::assertInTime);
        assertTrue(all.stream().allMatch(noted -> noted.count <= 1));
    }

    @Test
    void shouldTakeBackTwiceWithoutHarm() {
        Noted first = new Noted().in(SECOND);
        Noted second = new Noted().in(SECOND);
        timers.cancel(first);
        timers.cancel(first);
        loop.advanceMillis(1_200);
        assertEquals(List.of(second), ran);
    }

    @Test
    void shouldLetWhatRunsSetItselfAndOthersAndTakeOthersBack() {
        Noted again = new Noted();
        Noted gone = new Noted().in(SECOND);
        Noted nearer = new Noted();
        again.action = () -> {
            timers.cancel(gone);
            if (again.count < 3) {
                timers.scheduleIn(SECOND, again);
            }
            if (again.count == 1) {
                nearer.in(SECOND / 2);
            }
        };
        again.in(SECOND);
        // Whichever comes first takes the other back
        gone.action = () -> timers.cancel(again);
        loop.advanceMillis(5_000);
        assertEquals(gone.count == 1 ? List.of(gone) : List.of(again, nearer, again, again), ran);
        assertEquals(0, timers.count());
    }

    @Test
    void shouldGoOnWhenOneThrows() {
        Noted throwing = new Noted().in(SECOND);
        throwing.action = () -> {
            throw new IllegalStateException("a timer that throws");
        };
        Noted other = new Noted().in(SECOND + 1);
        Noted later = new Noted().in(3 * SECOND);
        loop.advanceMillis(4_000);
        throwing.assertInTime();
        other.assertInTime();
        later.assertInTime();
    }

    /** The clock plus such a delay is beyond what a long holds. */
    @Test
    void shouldNotRunAtOnceWhatIsAsGoodAsEndless() {
        Noted endless = new Noted();
        timers.scheduleIn(Long.MAX_VALUE, endless);
        Noted second = new Noted().in(SECOND);
        loop.advanceMillis(180_000);
        assertEquals(List.of(second), ran);
        assertTrue(endless.timed());
    }

    @Test
    void shouldWakeTheLoopOnlyForWhatIsSet() {
        Noted far = new Noted().in(60 * SECOND);
        int before = loop.timersRun();
        loop.advanceMillis(59_900);
        assertEquals(before, loop.timersRun());
        loop.advanceMillis(300);
        far.assertInTime();
        assertEquals(before + 1, loop.timersRun());
        loop.advanceMillis(600_000);
        assertEquals(before + 1, loop.timersRun());
    }

    @Test
    void shouldReadBeforeItBlamesAnybodyWhenTheLoopWasHeldUp() {
        Noted noted = new Noted().in(SECOND);
        loop.jumpMillis(40_000);
        assertEquals(0, noted.count);
        // In between the selector has reported what arrived meanwhile
        loop.advanceMillis(100);
        assertEquals(1, noted.count);
    }

    /** For want of memory: then it is missed, and what is set next has to wake the loop for those before as well. */
    @Test
    void shouldGoOnWhenTheLoopCannotBeWokenForTheFirst() {
        Noted first = new Noted();
        loop.scheduleThrows = new OutOfMemoryError("a test's");
        assertThrows(OutOfMemoryError.class, () -> first.in(SECOND));
        assertFalse(first.timed());
        Noted second = new Noted().in(3 * SECOND);
        Noted third = new Noted().in(2 * SECOND);
        loop.advanceMillis(4_000);
        second.assertInTime();
        third.assertInTime();
        assertEquals(0, timers.count());
    }

    @Test
    void shouldGoOnWhenTheLoopCannotBeWokenForTheNext() {
        Noted first = new Noted().in(SECOND);
        Noted second = new Noted().in(3 * SECOND);
        first.action = () -> loop.scheduleThrows = new OutOfMemoryError("a test's");
        assertThrows(OutOfMemoryError.class, () -> loop.advanceMillis(2_000));
        first.assertInTime();
        loop.advanceMillis(500);
        Noted third = new Noted().in(60 * SECOND);
        loop.advanceMillis(61_000);
        second.assertInTime();
        third.assertInTime();
        assertEquals(0, timers.count());
    }

    @Test
    void shouldGoOnWhenALoopThatWasHeldUpCannotBeWokenAgain() {
        Noted first = new Noted().in(SECOND);
        loop.scheduleThrows = new OutOfMemoryError("a test's");
        assertThrows(OutOfMemoryError.class, () -> loop.jumpMillis(40_000));
        Noted second = new Noted().in(SECOND);
        loop.advanceMillis(1_500);
        assertEquals(1, first.count);
        second.assertInTime();
    }

    @Test
    void shouldWorkWithAClockThatIsNegative() {
        FakeLoop other = new FakeLoop();
        other.nanos(-5 * SECOND);
        LoopTimers wheel = FakeWire.context(Vivace.create(), other).timers;
        int[] count = new int[1];
        for (int i = 1; i <= 20; i++) {
            wheel.scheduleIn(i * SECOND, new Timed() {
                @Override
                protected void onDue(long nowNanos) {
                    count[0]++;
                }
            });
        }
        other.advanceMillis(10_100);
        assertEquals(10, count[0]);
        other.advanceMillis(11_000);
        assertEquals(20, count[0]);
    }
}
