package dev.vivace.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The inputs that fuzzing has found interesting: one file for each fuzz test, {@code fuzz/<simple name>.txt}, one input a
 * line, written as in the corpus ({@link CorpusText}). Stateless.
 */
public final class FuzzInputs {
    /** What one file holds at most. */
    private static final int INPUT_COUNT_MAX = 600;

    private static final int INPUT_BYTES_MAX = 512;

    private FuzzInputs() {}

    /**
     * The inputs found for a fuzz test; none if there is no file.
     *
     * @throws IllegalArgumentException if a line is malformed
     */
    public static Stream<byte[]> of(Class<?> test) {
        try (InputStream in = FuzzInputs.class.getResourceAsStream("/fuzz/" + test.getSimpleName() + ".txt")) {
            if (in == null) {
                return Stream.empty();
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines().map(CorpusText::decode).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes over what a fuzzing run has kept: the files below a directory go to the end of a file of inputs, in the order of
     * their lengths; if there is not room for all, then some of every length. Prints how many.
     *
     * @param arguments the file, then the directory
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        TreeSet<String> fresh =
                new TreeSet<>(Comparator.comparing(String::length).thenComparing(line -> line));
        try (Stream<Path> paths = Files.walk(Path.of(arguments[1]))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                byte[] input = Files.readAllBytes(path);
                if (input.length > 0 && input.length <= INPUT_BYTES_MAX) {
                    fresh.add(CorpusText.encode(input));
                }
            }
        }
        lines.forEach(fresh::remove);
        int before = lines.size();
        List<String> ordered = List.copyOf(fresh);
        int taken = Math.min(ordered.size(), INPUT_COUNT_MAX - before);
        for (int i = 0; i < taken; i++) {
            lines.add(ordered.get((int) ((long) i * ordered.size() / taken)));
        }
        if (lines.size() > before) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        }
        System.out.println(file.getFileName() + ": " + fresh.size() + " found, " + (lines.size() - before)
                + " added to " + before);
    }
}
