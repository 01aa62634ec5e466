package dev.vivace.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/** The file {@code rows}, which {@code compare} goes by, and the suite have the same benchmarks. */
class RowsTest {
    private static final Set<String> KINDS = Set.of("ours", "other", "helper");

    /** Maven's {@code basedir}; another runner has to start in this module's folder. */
    private static final Path ROWS = Path.of(System.getProperty("basedir", ""), "rows");

    private static List<String[]> lines() throws IOException {
        return Files.readAllLines(ROWS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .toList();
    }

    /** As {@code -l} lists them, without their packages: {@code compare} names them so. */
    private static List<String> suite() {
        return BenchmarkList.defaultList().getAll(null, List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .map(name -> name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1))
                .toList();
    }

    @Test
    void shouldSayOfEachBenchmarkWhoseItIs() throws IOException {
        Set<String> classed = lines().stream().map(line -> line[1]).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(classed.size() > 50, classed::toString);
        assertEquals(new TreeSet<>(suite()), classed, "the suite, and what the file rows says of it");
    }

    @Test
    void shouldNameEachOnceWithAKind() throws IOException {
        List<String[]> lines = lines();
        for (String[] line : lines) {
            assertEquals(2, line.length, () -> String.join(" ", line));
            assertTrue(KINDS.contains(line[0]), () -> String.join(" ", line));
        }
        assertEquals(
                lines.size(), lines.stream().map(line -> line[1]).distinct().count());
    }

    /** Two classes of one name in two packages could not be told apart. */
    @Test
    void shouldHaveNoTwoBenchmarksOfOneName() {
        List<String> suite = suite();
        assertEquals(suite.size(), Set.copyOf(suite).size());
    }
}
