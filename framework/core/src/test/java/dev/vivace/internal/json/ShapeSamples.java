package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.dslplatform.json.JsonConverter;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonValue;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import com.dslplatform.json.StringConverter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Types whose shapes are tested: records, beans, and what the shape must keep its hands off. */
final class ShapeSamples {
    private ShapeSamples() {}

    /** An enumeration read by name. */
    public enum Suit {
        HEARTS,
        SPADES
    }

    /** An enumeration read by a number. */
    public enum Grade {
        GOOD(1),
        BAD(6);

        private final int number;

        Grade(int number) {
            this.number = number;
        }

        /** What stands for it in documents. */
        @JsonValue
        public int number() {
            return number;
        }
    }

    /** One component of every kind. */
    @CompiledJson
    public record Kinds(
            byte b,
            short s,
            int i,
            long l,
            float f,
            double d,
            boolean z,
            Byte bb,
            Short ss,
            Integer ii,
            Long ll,
            Float ff,
            Double dd,
            Boolean zz,
            BigDecimal decimal,
            BigInteger big,
            String text,
            UUID uuid,
            LocalDate day,
            LocalDateTime time,
            OffsetDateTime instant,
            Suit suit,
            Grade grade,
            byte[] bytes,
            Optional<Integer> optional,
            OptionalInt optionalInt) {}

    /** Containers. */
    @CompiledJson
    public record Boxes(
            int[] ints,
            float[] floats,
            Integer[] boxed,
            List<Long> longs,
            Set<Byte> bytes,
            Collection<String> texts,
            Map<String, Integer> map,
            List<List<Short>> nested,
            Map<String, List<Suit>> suits,
            Inner inner,
            List<Inner> inners) {}

    /** Inside of others. */
    @CompiledJson
    public record Inner(int n, Inner2 deeper) {}

    /** Inside of that. */
    @CompiledJson
    public record Inner2(byte n) {}

    /** Contains itself. */
    @CompiledJson
    public record Node(int value, Node next, List<Node> children, Map<String, Node> named) {}

    /** Names that differ from those of the components. */
    @CompiledJson
    public record Named(
            @JsonAttribute(
                    name = "a_b",
                    alternativeNames = {"aB", "AB"})
            int ab,

            @JsonAttribute(converter = Hundredfold.class) int converted,
            @JsonAttribute(name = "\u00fc\u20ac") int foreign,
            int plain) {}

    /** A class with every way to reach a property. */
    @CompiledJson
    public static class Bean extends Base {
        /** A field. */
        public int field;

        /** Not to be read. */
        @JsonAttribute(ignore = true)
        public int ignored;

        private int got;
        private String text;
        private boolean done;

        /** A getter. */
        @JsonAttribute(name = "taken", alternativeNames = "also")
        public int getGot() {
            return got;
        }

        /** Its setter. */
        public void setGot(int value) {
            got = value;
        }

        /** An object. */
        public String getText() {
            return text;
        }

        /** Its setter. */
        public void setText(String value) {
            text = value;
        }

        /** A getter of the other name. */
        public boolean isDone() {
            return done;
        }

        /** Its setter. */
        public void setDone(boolean value) {
            done = value;
        }
    }

    /** Above the bean. */
    public static class Base {
        private long inherited;

        /** A property of the class above. */
        public long getInherited() {
            return inherited;
        }

        /** Its setter. */
        @JsonAttribute(alternativeNames = "heir")
        public void setInherited(long value) {
            inherited = value;
        }
    }

    /** A generic record, and where it is used. */
    @CompiledJson
    public record Pair<T>(T first, List<T> rest, int count) {}

    /** Uses it twice. */
    @CompiledJson
    public record Pairs(Pair<Integer> ints, Pair<String> texts) {}

    /** Read as an array, too. */
    @CompiledJson(formats = {CompiledJson.Format.ARRAY, CompiledJson.Format.OBJECT})
    public record Arrayed(int x, int y) {}

    /** A type of the application with a converter. */
    public record Money(long cents) {}

    /** Holds that type; reads strings and numbers. */
    @CompiledJson
    public record Bill(Money total, List<Money> items, int n) {}

    /** Reads money; applies wherever the type occurs. */
    @JsonConverter(target = Money.class)
    public static final class MoneyConverter {
        /** For lists. */
        public static final JsonReader.ReadObject<Money> JSON_READER = MoneyConverter::of;

        /** For lists. */
        public static final JsonWriter.WriteObject<Money> JSON_WRITER =
                (writer, value) -> NumberConverter.serialize(value.cents(), writer);

        private MoneyConverter() {}

        private static Money of(JsonReader<?> reader) throws IOException {
            return reader.wasNull()
                    ? null
                    : new Money(
                            reader.last() == '"'
                                    ? Long.parseLong(StringConverter.deserialize(reader))
                                    : NumberConverter.deserializeLong(reader));
        }
    }

    /** Reads a number of hundreds, or a string of them. */
    public static final class Hundredfold {
        private Hundredfold() {}

        /** Reads. */
        public static int read(JsonReader<?> reader) throws IOException {
            return 100
                    * (reader.last() == '"'
                            ? Integer.parseInt(StringConverter.deserialize(reader))
                            : NumberConverter.deserializeInt(reader));
        }

        /** Writes. */
        public static void write(JsonWriter writer, int value) {
            NumberConverter.serialize(value / 100, writer);
        }
    }
}
