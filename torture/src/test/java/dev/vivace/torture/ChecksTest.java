package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldPassWhatHolds() {
        Checks checks = new Checks();
        checks.atMost("a", 5, 5, "ms");
        checks.that("b", true, "so");
        assertTrue(checks.passed());
        assertEquals("passed: a at most 5 ms: 5 ms", checks.all().get(0).toString());
    }

    @Test
    void shouldFailWithOneThatDoesNot() {
        Checks checks = new Checks();
        checks.atMost("a", 5, 5.25, "ms");
        checks.that("b", true, "so");
        assertFalse(checks.passed());
        assertEquals("FAILED: a at most 5 ms: 5.25 ms", checks.all().get(0).toString());
    }

    @Test
    void shouldWantAllEndsAlikeAndInTime() {
        assertTrue(ended(2, "408", 9 * SECOND, "408", 11 * SECOND));
        assertFalse(ended(3, "408", 9 * SECOND, "408", 11 * SECOND), "one is missing");
        assertFalse(ended(2, "408", 9 * SECOND, "reset", 11 * SECOND), "one ended otherwise");
        assertFalse(ended(2, "408", 7 * SECOND, "408", 11 * SECOND), "one was too early");
        assertFalse(ended(2, "408", 9 * SECOND, "408", 13 * SECOND), "one was too late");
        assertFalse(new Checks().passed() && ended(0, "x", 1, "x", 1), "more than expected");
    }

    private static boolean ended(int count, String first, long firstNanos, String second, long secondNanos) {
        Tally tally = new Tally();
        tally.count(first, firstNanos);
        tally.count(second, secondNanos);
        Checks checks = new Checks();
        checks.ended(tally, count, "408", 8, 12);
        return checks.passed();
    }

    @Test
    void shouldSayHowAllEnded() {
        Tally tally = new Tally();
        assertEquals("nothing ended", tally.toString());
        tally.count("reset", SECOND);
        tally.count("408", SECOND / 2);
        tally.count("408", SECOND * 2);
        assertEquals("2 x 408 (0.50 to 2.00 s), 1 x reset (1.00 to 1.00 s)", tally.toString());
        assertEquals(3, tally.total());
    }
}
