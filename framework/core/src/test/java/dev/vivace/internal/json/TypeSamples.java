package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Types with a component of every type that bodies and answers may have. */
final class TypeSamples {
    private TypeSamples() {}

    /** An enumeration. */
    public enum Suit {
        HEARTS,
        SPADES
    }

    /** Never absent. */
    @CompiledJson
    public record Primitives(
            boolean booleanValue,
            byte byteValue,
            short shortValue,
            int intValue,
            long longValue,
            float floatValue,
            double doubleValue) {}

    /** One value each. */
    @CompiledJson
    public record Scalars(
            Boolean booleanObject,
            Byte byteObject,
            Short shortObject,
            Integer intObject,
            Long longObject,
            Float floatObject,
            Double doubleObject,
            BigInteger bigInteger,
            BigDecimal bigDecimal,
            String string,
            Suit suit,
            UUID uuid,
            byte[] bytes) {}

    /** Of {@code java.time}. */
    @CompiledJson
    public record Times(
            Instant instant,
            OffsetDateTime offsetDateTime,
            ZonedDateTime zonedDateTime,
            LocalDateTime localDateTime,
            LocalDate localDate,
            LocalTime localTime,
            OffsetTime offsetTime,
            YearMonth yearMonth,
            Duration duration,
            DayOfWeek day) {}

    /** What may be absent. */
    @CompiledJson
    public record Optionals(
            Optional<String> string,
            Optional<Integer> integer,
            Optional<Double> number,
            Optional<Suit> suit,
            Optional<Instant> instant,
            Optional<UUID> uuid,
            Optional<Point> point,
            Optional<List<String>> strings,
            OptionalInt optionalInt,
            OptionalLong optionalLong,
            OptionalDouble optionalDouble) {}

    /** What holds several. */
    @CompiledJson
    public record Containers(
            List<String> strings,
            List<Integer> integers,
            List<Double> doubles,
            List<Float> floats,
            List<Suit> suits,
            List<Instant> instants,
            List<LocalDate> dates,
            List<UUID> uuids,
            List<BigDecimal> decimals,
            List<Point> points,
            List<List<Double>> table,
            List<Optional<String>> optionals,
            Set<String> stringSet,
            Collection<Long> collection,
            Map<String, Integer> map,
            Map<String, Double> doubleMap,
            Map<String, Instant> instantMap,
            Map<String, Point> pointMap,
            Map<String, List<Point>> pointsMap,
            int[] intArray,
            long[] longArray,
            double[] doubleArray,
            float[] floatArray,
            boolean[] booleanArray,
            String[] stringArray,
            Point[] pointArray,
            Instant[] instantArray,
            Suit[] suitArray) {}

    /** Nested, and generic. */
    @CompiledJson
    public record Nested(Point point, Tree tree, Pair<String> pair, Bean bean, SealedSamples.Shape shape) {}

    /** A value in another. */
    @CompiledJson
    public record Point(double x, double y) {}

    /** Holds itself. */
    @CompiledJson
    public record Tree(String name, List<Tree> children) {}

    /** Holds what it is told to. */
    @CompiledJson
    public record Pair<T>(T first, T second) {}

    /** A plain class. */
    @CompiledJson
    public static final class Bean {
        private String name;
        private Instant since;

        @JsonAttribute(name = "full-name")
        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public Instant getSince() {
            return since;
        }

        public void setSince(Instant since) {
            this.since = since;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bean b && Objects.equals(b.name, name) && Objects.equals(b.since, since);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, since);
        }
    }
}
