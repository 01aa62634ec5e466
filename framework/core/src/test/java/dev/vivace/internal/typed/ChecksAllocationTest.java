package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.vivace.internal.typed.Samples.Address;
import dev.vivace.internal.typed.Samples.Card;
import dev.vivace.internal.typed.Samples.Cash;
import dev.vivace.internal.typed.Samples.Everything;
import dev.vivace.internal.typed.Samples.Free;
import dev.vivace.internal.typed.Samples.Node;
import dev.vivace.internal.typed.Samples.Transfer;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checking makes no garbage, whatever is checked, counted by the JVM on this thread. */
@Tag("allocation")
class ChecksAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 50_000;

    /** The measurement itself, and a JIT compiler's rare visit. */
    private static final long SLACK_BYTES = 4_096;

    private static final Address ADDRESS = new Address("Way 1", "12345", "x");

    private static Everything everything() {
        Map<String, Integer> counts = new LinkedHashMap<>(Map.of("a", 1, "b", 2_000));
        Map<String, List<String>> lists = new LinkedHashMap<>(Map.of("a", new ArrayList<>(List.of("a", "bc"))));
        Set<String> set = new LinkedHashSet<>(List.of("a", "b"));
        Node leaf = new Node(3, null, null, null);
        return new Everything(
                5,
                1_000L,
                0.5,
                new BigDecimal("12.5"),
                true,
                "Ada \u00e9",
                "ada@example.org",
                LocalDate.of(2000, 2, 29),
                ADDRESS,
                Optional.of(ADDRESS),
                Optional.of("abc"),
                OptionalInt.of(3),
                new ArrayList<>(List.of("a", "b", "c")),
                new ArrayList<>(List.of(1, 9, -1_000)),
                set,
                counts,
                lists,
                new ArrayList<>(List.of(Optional.of(1_000))),
                new Address[] {ADDRESS, ADDRESS},
                new int[3],
                new ArrayList<>(List.of(new Card("1234", 12), new Transfer("ab"), new Cash("x"))),
                new Card("1234", 12),
                new Node(1, leaf, new ArrayList<>(List.of(leaf, leaf)), Map.of()),
                new Free("a", 1, List.of(), Map.of(), Optional.empty()));
    }

    @Test
    void shouldCheckWithoutAllocating() {
        Checks checks = Checks.of(Models.of(Everything.class));
        Everything object = everything();
        assertEquals(true, checks.holds(object));
        long bytes = allocated(() -> checks.holds(object));
        assertTrue(bytes <= SLACK_BYTES, () -> "allocated " + bytes + " bytes in " + ROUNDS + " rounds");
    }

    @Test
    void shouldMatchWithoutAllocating() {
        Rule harmful = PatternRules.rule("(?!x)(a|b)*c", 0, 4_096, String.class);
        Rule linear = PatternRules.rule("([a-z]+-?)*[\u00e0-\u00ff]*", 0, 4_096, String.class);
        String text = "ab".repeat(20);
        long bytes = allocated(() -> {
            harmful.holds(text);
            linear.holds(text);
            linear.holds("abc-def-\u00e9");
        });
        assertTrue(bytes <= SLACK_BYTES, () -> "allocated " + bytes + " bytes in " + ROUNDS + " rounds");
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTrue(threads.isThreadAllocatedMemorySupported());
        threads.setThreadAllocatedMemoryEnabled(true);
        long self = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
        return threads.getThreadAllocatedBytes(self) - before;
    }
}
