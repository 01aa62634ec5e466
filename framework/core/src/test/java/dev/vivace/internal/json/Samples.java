package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Types with and without generated codecs. */
final class Samples {
    private Samples() {}

    /** The smallest answer. */
    @CompiledJson
    public record Message(String message) {}

    /** Several kinds of numbers. */
    @CompiledJson
    public record Numbers(int i, long l, double d, Double boxed, boolean b) {}

    /** An enumeration inside a record. */
    public enum Color {
        RED,
        GREEN
    }

    /** What records usually hold. */
    @CompiledJson
    public record Everything(
            String s,
            UUID uuid,
            List<Message> list,
            Map<String, Message> map,
            Optional<String> optional,
            LocalDate day,
            Color color,
            int[] ints,
            Message[] array) {}

    /** Floating-point numbers in every place where they can be. */
    @CompiledJson
    public record Measured(String name, List<Double> list, Map<String, Double> map, Numbers numbers) {}

    /** A record whose constructor refuses. */
    @CompiledJson
    public record Positive(int n) {
        /** Refuses what is not positive. */
        public Positive {
            if (n < 1) {
                throw new IllegalArgumentException("n must be positive");
            }
        }
    }

    /** No codec is generated for this. */
    public record Plain(String s) {}
}
