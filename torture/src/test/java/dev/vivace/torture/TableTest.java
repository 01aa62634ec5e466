package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static PhaseResult result(String name, boolean passed) {
        Checks checks = new Checks();
        checks.that("something holds", passed, "it is so");
        checks.that("something else holds", true, "it is so too");
        return new PhaseResult(name, "an attack", 1, 1_000, 0.125, 9, 1, 0, 2, 4, 3, 200_000_000, 6_000_000, checks);
    }

    @Test
    void shouldHaveALineForEachPhase() {
        String[] lines = Table.of("title", List.of(result("one", true), result("two", true)), false)
                .split("\n");
        assertEquals(4, lines.length);
        assertEquals("title", lines[0]);
        assertTrue(lines[2].matches("one .* 0\\.13 +9\\.00 .* 200 +6\\.0 +passed"), lines[2]);
        assertTrue(lines[3].matches("two .*"), lines[3]);
    }

    @Test
    void shouldSayWhatFailed() {
        String text = Table.of("title", List.of(result("one", true), result("two", false)), false);
        assertTrue(text.contains("\ntwo (an attack)\n    FAILED: something holds: it is so\n"), text);
        assertFalse(text.contains("something else"), text);
        assertFalse(text.contains("one (an attack)"), text);
    }

    @Test
    void shouldSayAllWhenAsked() {
        String text = Table.of("title", List.of(result("one", true)), true);
        assertTrue(text.contains("    passed: something else holds: it is so too\n"), text);
    }

    @Test
    void shouldSayWhereTheMachineWasBusy() {
        PhaseResult quiet = result("one", true);
        PhaseResult busy =
                new PhaseResult("two", "", 1, 1_000, 0.1, 9, 1, 0, 2, 4, 51, 200_000_000, 6_000_000, quiet.checks());
        assertFalse(quiet.disturbed());
        assertTrue(Table.of("title", List.of(quiet, busy), false).endsWith("passed, disturbed\n"));
    }

    @Test
    void shouldSayWhichTimeOutsAreShortened() {
        assertEquals(
                "time-outs shortened: idle 5 s (default 60 s), body 6 s (default 30 s), answer 6 s (default 30 s)",
                Scale.FULL.shortened());
    }
}
