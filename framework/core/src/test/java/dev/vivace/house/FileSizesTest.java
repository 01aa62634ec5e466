package dev.vivace.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that fit a head: no Java file above 800 lines anywhere, and half of the library's own below 150. */
class FileSizesTest {
    private static final int LINES_MAX = 800;
    private static final int MEDIAN_MAX = 150;

    /** Neither built nor hidden: not sources. */
    private static final Set<String> SKIPPED = Set.of("target", "node_modules");

    @Test
    void shouldHaveNoFileAbove800Lines() throws IOException {
        Map<Path, Integer> lines = lines(repository());
        assertTrue(lines.size() > 100, () -> "only " + lines.size() + " files were found");
        assertEquals(List.of(), tooLong(lines));
    }

    @Test
    void shouldHaveAMedianBelow150LinesInTheLibrary() throws IOException {
        Map<Path, Integer> lines = lines(repository().resolve("framework/core/src/main/java"));
        assertTrue(lines.size() > 50, () -> "only " + lines.size() + " files were found");
        int median = median(lines);
        assertTrue(median < MEDIAN_MAX, () -> "the median is " + median);
    }

    @Test
    void shouldNoticeLongFiles(@TempDir Path directory) throws IOException {
        write(directory.resolve("a/Short.java"), LINES_MAX);
        write(directory.resolve("a/b/Long.java"), LINES_MAX + 1);
        write(directory.resolve("a/Long.txt"), LINES_MAX + 1);
        write(directory.resolve("target/Generated.java"), LINES_MAX + 1);
        write(directory.resolve(".hidden/Copy.java"), LINES_MAX + 1);
        Map<Path, Integer> lines = lines(directory);
        assertEquals(List.of(directory.resolve("a/b/Long.java") + ": 801 lines"), tooLong(lines));
        assertEquals(LINES_MAX + 1, median(lines));
    }

    private static void write(Path file, int lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "//\n".repeat(lines));
    }

    private static List<String> tooLong(Map<Path, Integer> lines) {
        List<String> found = new ArrayList<>();
        lines.forEach((file, count) -> {
            if (count > LINES_MAX) {
                found.add(file + ": " + count + " lines");
            }
        });
        return found;
    }

    private static int median(Map<Path, Integer> lines) {
        int[] counts = lines.values().stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(counts);
        return counts[counts.length / 2];
    }

    private static Map<Path, Integer> lines(Path directory) throws IOException {
        Map<Path, Integer> lines = new TreeMap<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                String name = visited.getFileName().toString();
                boolean skipped = !visited.equals(directory) && (name.startsWith(".") || SKIPPED.contains(name));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".java")) {
                    lines.put(file, Files.readAllLines(file).size());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return lines;
    }

    /** The nearest directory above the working directory that holds the modules. */
    private static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("framework/core/pom.xml"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException(
                    "the repository is not above " + Path.of("").toAbsolutePath());
        }
        return at;
    }
}
