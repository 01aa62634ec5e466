package dev.vivace.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.CompiledJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Numbers of generated types come back as they went, the sign of zero too, and NaN never leaves. */
class ExactNumbersTest {
    /** Doubles in every place that generated code writes in a way of its own. */
    @CompiledJson
    public record Doubles(
            double primitive,
            Double object,
            double[] array,
            List<Double> list,
            Map<String, Double> map,
            Optional<Double> optional,
            OptionalDouble optionalDouble,
            List<List<Double>> lists,
            Nested nested,
            List<Nested> nesteds,
            Generic<Double> generic) {}

    /** The same for floats. */
    @CompiledJson
    public record Floats(
            float primitive,
            Float object,
            float[] array,
            List<Float> list,
            Map<String, Float> map,
            Optional<Float> optional) {}

    /** In another record, with an accessor of its own. */
    @CompiledJson
    public record Nested(double x) {
        @Override
        public double x() {
            return x;
        }
    }

    /** With a type of its user's. */
    @CompiledJson
    public record Generic<T>(T value) {}

    /** Of longs. */
    @CompiledJson
    public record Longs(long primitive, Long object, long[] array, List<Long> list) {}

    private static final Map<String, Function<Double, Doubles>> PLACES = Map.ofEntries(
            Map.entry("primitive", x -> doubles(x, 0.0, new double[0], List.of())),
            Map.entry("object", x -> doubles(0.0, x, new double[0], List.of())),
            Map.entry("array", x -> doubles(0.0, 0.0, new double[] {1, x}, List.of())),
            Map.entry("list", x -> doubles(0.0, 0.0, new double[0], List.of(0.0, x))),
            Map.entry("map", x -> new Doubles(0, null, null, null, Map.of("a", x), null, null, null, null, null, null)),
            Map.entry(
                    "optional",
                    x -> new Doubles(0, null, null, null, null, Optional.of(x), null, null, null, null, null)),
            Map.entry(
                    "optionalDouble",
                    x -> new Doubles(0, null, null, null, null, null, OptionalDouble.of(x), null, null, null, null)),
            Map.entry(
                    "lists",
                    x -> new Doubles(0, null, null, null, null, null, null, List.of(List.of(x)), null, null, null)),
            Map.entry(
                    "nested", x -> new Doubles(0, null, null, null, null, null, null, null, new Nested(x), null, null)),
            Map.entry(
                    "nesteds",
                    x -> new Doubles(0, null, null, null, null, null, null, null, null, List.of(new Nested(x)), null)),
            Map.entry(
                    "generic",
                    x -> new Doubles(0, null, null, null, null, null, null, null, null, null, new Generic<>(x))));

    private final DslJsonCodecs codecs = new DslJsonCodecs(getClass().getClassLoader());
    private final JsonInput input = codecs.newInput(64, 1_000, 1 << 20);
    private final JsonOutput output = codecs.newOutput(1 << 20);

    @Test
    void shouldKeepTheSignOfZeroInEveryPlace() {
        PLACES.forEach((place, maker) -> {
            for (double zero : new double[] {-0.0, 0.0}) {
                Doubles value = maker.apply(zero);
                String written = write(value);
                assertEquals(zero == 0 && 1 / zero < 0, written.contains("-0.0"), place + " " + written);
                assertEquals(write(value), write(read(Doubles.class, written)), place);
            }
        });
        String floats =
                write(new Floats(-0f, -0f, new float[] {0f, -0f}, List.of(-0f), Map.of("a", -0f), Optional.of(-0f)));
        assertEquals(
                "{\"primitive\":-0.0,\"object\":-0.0,\"array\":[0.0,-0.0],\"list\":[-0.0],\"map\":{\"a\":-0.0},\"optional\":-0.0}",
                floats);
        assertEquals(floats, write(read(Floats.class, floats)));
    }

    @Test
    void shouldRefuseNonFiniteNumbersInEveryPlace() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            PLACES.forEach((place, maker) ->
                    assertThrows(IllegalArgumentException.class, () -> write(maker.apply(bad)), place));
            float f = (float) bad;
            List.of(
                            new Floats(f, null, null, null, null, null),
                            new Floats(0, f, null, null, null, null),
                            new Floats(0, null, new float[] {f}, null, null, null),
                            new Floats(0, null, null, List.of(f), null, null),
                            new Floats(0, null, null, null, Map.of("a", f), null),
                            new Floats(0, null, null, null, null, Optional.of(f)))
                    .forEach(value -> assertThrows(IllegalArgumentException.class, () -> write(value)));
        }
    }

    @Test
    void shouldKeepEveryDouble() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            double[] array = new double[50];
            List<Double> list = new ArrayList<>();
            for (int i = 0; i < array.length; i++) {
                double any = Double.longBitsToDouble(random.nextLong());
                array[i] = switch (i % 5) {
                    case 0 -> Double.isFinite(any) ? any : -0.0;
                    case 1 -> random.nextDouble() * 1_000;
                    case 2 -> random.nextInt(100_000) / 100.0;
                    case 3 -> Math.nextUp((double) random.nextLong());
                    default -> Double.MIN_VALUE * random.nextInt();
                };
                list.add(array[i]);
            }
            Doubles value = doubles(array[0], array[1], array, list);
            Doubles back = read(Doubles.class, write(value));
            assertArrayEquals(bits(array), bits(back.array()));
            assertEquals(list, back.list());
            assertEquals(value.object(), back.object());
            assertEquals(Double.doubleToRawLongBits(value.primitive()), Double.doubleToRawLongBits(back.primitive()));
        }
    }

    @Test
    void shouldKeepEveryFloatAndLong() {
        Random random = new Random(4);
        for (int round = 0; round < 5_000; round++) {
            float f = Float.intBitsToFloat(random.nextInt());
            f = Float.isFinite(f) ? f : -0f;
            Floats floats = new Floats(f, f, null, List.of(f), Map.of("a", f), Optional.of(f));
            assertEquals(floats.list(), read(Floats.class, write(floats)).list());
            assertEquals(floats.object(), read(Floats.class, write(floats)).object());
            assertEquals(
                    Float.floatToRawIntBits(f),
                    Float.floatToRawIntBits(read(Floats.class, write(floats)).primitive()));

            long l = random.nextLong() >> random.nextInt(64);
            Longs back = read(Longs.class, write(new Longs(l, ~l, new long[] {-l}, List.of(l))));
            assertEquals(l, back.primitive());
            assertEquals(~l, back.object());
            assertEquals(-l, back.array()[0]);
            assertEquals(List.of(l), back.list());
        }
    }

    private static Doubles doubles(double primitive, Double object, double[] array, List<Double> list) {
        return new Doubles(primitive, object, array, list, null, null, null, null, null, null, null);
    }

    private static long[] bits(double[] values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        return bits;
    }

    private <T> T read(Class<T> type, String document) {
        byte[] bytes = document.getBytes(UTF_8);
        return input.decode(codecs.decoder(type), bytes, 0, bytes.length);
    }

    private String write(Object value) {
        output.reset();
        output.value(value);
        return new String(output.bytes(), 0, output.length(), UTF_8);
    }
}
