package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StrictJsonLimitsTest {
    @Test
    void shouldAcceptNestingUpToTheLimit() {
        StrictJson strict = new StrictJson();
        assertEquals(JsonFault.OK, validate(strict, "[".repeat(512) + "]".repeat(512)));
        assertEquals(JsonFault.OK, validate(strict, "{\"a\":".repeat(511) + "{}" + "}".repeat(511)));
    }

    @Test
    void shouldRefuseNestingBeyondTheLimit() {
        StrictJson strict = new StrictJson();
        assertEquals(JsonFault.TOO_DEEP, validate(strict, "[".repeat(513) + "]".repeat(513)));
        assertEquals(512, strict.faultOffset());
        assertEquals(JsonFault.TOO_DEEP, validate(strict, "{\"a\":".repeat(513) + "1" + "}".repeat(513)));
    }

    @Test
    void shouldRefuseTenThousandArraysWithoutOverflowingTheStack() {
        assertEquals(JsonFault.TOO_DEEP, validate(new StrictJson(), "[".repeat(10_000) + "]".repeat(10_000)));
        assertEquals(JsonFault.TOO_DEEP, validate(new StrictJson(), "[".repeat(1_000_000)));
    }

    @Test
    void shouldAcceptTenThousandArraysWhenTheLimitAllows() {
        StrictJson strict = new StrictJson(10_000, 10, false);
        assertEquals(JsonFault.OK, validate(strict, "[".repeat(10_000) + "]".repeat(10_000)));
        assertEquals(JsonFault.TOO_DEEP, validate(strict, "[".repeat(10_001) + "]".repeat(10_001)));
        assertEquals(JsonFault.OBJECT_CONTINUATION_EXPECTED, validate(strict, "[{\"a\":[{}]]]"));
    }

    @Test
    void shouldTellContainersApartAtEveryDepth() {
        StrictJson strict = new StrictJson();
        assertEquals(JsonFault.OK, validate(strict, "[{\"a\":".repeat(256) + "0" + "}]".repeat(256)));
        assertEquals(
                JsonFault.ARRAY_CONTINUATION_EXPECTED,
                validate(strict, "[{\"a\":".repeat(256) + "0" + "}]".repeat(255) + "}}"));
    }

    @Test
    void shouldBoundTheLengthOfNumbers() {
        StrictJson strict = new StrictJson();
        assertEquals(JsonFault.OK, validate(strict, "1".repeat(1_000)));
        assertEquals(JsonFault.NUMBER_TOO_LONG, validate(strict, "1".repeat(1_001)));
        assertEquals(JsonFault.OK, validate(strict, "[-0." + "1".repeat(997) + "]"));
        assertEquals(JsonFault.NUMBER_TOO_LONG, validate(strict, "[-0." + "1".repeat(998) + "]"));
        assertEquals(1, strict.faultOffset());
        assertEquals(JsonFault.NUMBER_TOO_LONG, validate(new StrictJson(512, 3, false), "[1e10]"));
        assertEquals(JsonFault.OK, validate(new StrictJson(512, 4, false), "[1e10]"));
    }

    @Test
    void shouldRefuseLimitsBelowOne() {
        assertThrows(IllegalArgumentException.class, () -> new StrictJson(0, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new StrictJson(1, 0, false));
    }

    @Test
    void shouldRefuseRangesOutsideTheArray() {
        StrictJson strict = new StrictJson();
        assertThrows(IndexOutOfBoundsException.class, () -> strict.validate(new byte[2], 0, 3, JsonShape.ANY));
        assertThrows(IndexOutOfBoundsException.class, () -> strict.validate(new byte[2], -1, 1, JsonShape.ANY));
        assertThrows(IndexOutOfBoundsException.class, () -> strict.validate(new byte[2], 2, 1, JsonShape.ANY));
    }

    private static int validate(StrictJson strict, String document) {
        return strict.validate(JsonCases.bytes(document), 0, document.length(), JsonShape.ANY);
    }
}
