package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How many connections there may be follows from how many files may be open. */
class DescriptorLimitTest {
    @Test
    void shouldLeaveSomeDescriptorsForTheRest() {
        assertEquals(65_536, DescriptorLimit.connectionCountMax(Long.MAX_VALUE));
        assertEquals(65_536, DescriptorLimit.connectionCountMax(65_536 + 256));
        assertEquals(65_535, DescriptorLimit.connectionCountMax(65_535 + 256));
        assertEquals(768, DescriptorLimit.connectionCountMax(1_024));
    }

    @Test
    void shouldTakeHalfOfFew() {
        assertEquals(256, DescriptorLimit.connectionCountMax(512));
        assertEquals(100, DescriptorLimit.connectionCountMax(200));
        assertEquals(1, DescriptorLimit.connectionCountMax(0));
    }

    @Test
    void shouldReadTheSoftLimit() {
        List<String> lines = List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             96158                96158                processes ",
                "Max open files            1024                 524288               files     ");
        assertEquals(1_024, DescriptorLimit.ofLimits(lines));
        assertEquals(
                Long.MAX_VALUE,
                DescriptorLimit.ofLimits(List.of("Max open files            unlimited            unlimited  files")));
    }

    @Test
    void shouldFindOneHere() {
        int count = DescriptorLimit.connectionCountMax();
        assertTrue(count > 0 && count <= 65_536, count + " connections");
    }
}
