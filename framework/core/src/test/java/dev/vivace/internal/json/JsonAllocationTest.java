package dev.vivace.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import com.sun.management.ThreadMXBean;
import dev.vivace.JsonKey;
import dev.vivace.internal.json.Samples.Message;
import dev.vivace.internal.json.Samples.Numbers;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.management.ManagementFactory;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What runs per request allocates nothing: counted by the JVM, in bytes, on this thread. */
@Tag("allocation")
class JsonAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 50_000;

    /** The measurement itself, and a JIT compiler's rare visit. */
    private static final long SLACK_BYTES = 4_096;

    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");
    private static final JsonKey TAGS = JsonKey.of("tags");
    private static final JsonKey PRICE = JsonKey.of("price");

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonOutput output = codecs.newOutput();

    @Test
    void shouldValidateWithoutAllocating() {
        StrictJson strict = new StrictJson(512, 1_000, true);
        byte[][] documents = {
            JsonCases.bytes("{\"id\":1,\"n\":\"Alice\",\"t\":[\"a\",\"b\\n\",\"\303\251\"],\"p\":12.5e3,\"x\":null}"),
            JsonCases.bytes("[" + "{\"id\":12345,\"na\\u006de\":\"Bob\"},".repeat(100) + "{}]"),
            JsonCases.bytes("[".repeat(300) + "]".repeat(300)),
            JsonCases.bytes("{\"a\":1,\"a\":2}"),
            JsonCases.bytes("{\"a\":\377}"),
        };
        byte[] scratch = new byte[8_192];
        assertNoAllocation(() -> {
            for (byte[] document : documents) {
                System.arraycopy(document, 0, scratch, 0, document.length);
                strict.validate(scratch, 0, document.length, JsonShape.ANY);
            }
        });
    }

    @Test
    void shouldValidateAgainstAShapeWithoutAllocating() {
        StrictJson strict = new StrictJson(512, 1_000, true);
        JsonShape kinds = codecs.decoder(ShapeSamples.Kinds.class).shape();
        JsonShape node = codecs.decoder(ShapeSamples.Node.class).shape();
        byte[][] documents = {
            JsonCases.bytes(
                    "{\"b\":1,\"s\":2,\"z\":true,\"suit\":\"H\\u0045ARTS\",\"i\":-12,\"l\":123456789012345678,\"f\":1.5e3,"
                            + "\"d\":-0.1,\"x\":[{\"i\":{}}],\"tex\\u0074\":\"a\"}"),
            JsonCases.bytes("{\"i\":2147483648}"),
            JsonCases.bytes("{\"d\":1.7976931348623159e308}"),
            JsonCases.bytes("{\"te\\u0078t\":1}"),
        };
        byte[] deep = JsonCases.bytes(
                "{\"value\":1,\"next\":".repeat(100) + "{\"children\":[{\"value\":1}],\"value\":2}" + "}".repeat(100));
        JsonShape drawing = codecs.decoder(SealedSamples.Drawing.class).shape();
        byte[] variants =
                JsonCases.bytes("{\"all\":[{\"side\":1,\"kind\":\"square\"},{\"kind\":\"circle\",\"radius\":1}]}");
        byte[] scratch = new byte[8_192];
        assertNoAllocation(() -> {
            for (byte[] document : documents) {
                System.arraycopy(document, 0, scratch, 0, document.length);
                strict.validate(scratch, 0, document.length, kinds);
            }
            System.arraycopy(deep, 0, scratch, 0, deep.length);
            strict.validate(scratch, 0, deep.length, node);
            System.arraycopy(variants, 0, scratch, 0, variants.length);
            strict.validate(scratch, 0, variants.length, drawing);
        });
        assertEquals(JsonFault.OK, strict.validate(documents[0].clone(), 0, documents[0].length, kinds));
        assertEquals(JsonFault.OK, strict.validate(variants, 0, variants.length, drawing));
        assertEquals(JsonFault.OK, strict.validate(deep, 0, deep.length, node));
    }

    @Test
    void shouldWriteFieldByFieldWithoutAllocating() {
        assertNoAllocation(() -> {
            output.reset();
            output.fields()
                    .beginObject()
                    .key(ID)
                    .value(123_456_789L)
                    .key(NAME)
                    .value("Alice \u00e9\n")
                    .key("uuid")
                    .uuid(1L, 2L)
                    .key(TAGS)
                    .beginArray()
                    .value(1)
                    .value(true)
                    .nullValue()
                    .endArray()
                    .key(PRICE)
                    .value(12.34)
                    .endObject();
            output.requireComplete();
        });
        assertTrue(output.length() > 50);
    }

    @Test
    void shouldWriteGeneratedTypesWithoutAllocating() {
        Message message = new Message("Hello, World!");
        Numbers numbers = new Numbers(1, Long.MIN_VALUE, 1.5, 2.5, true);
        UUID uuid = new UUID(3, 4);
        assertNoAllocation(() -> {
            output.reset();
            output.value(message);
            output.value(numbers);
            output.value(uuid);
            output.value("text");
        });
        assertTrue(output.length() > 50);
    }

    @Test
    void shouldWriteLongStringsWithoutAllocating() {
        Message ascii = new Message("Hello, World! ".repeat(40));
        Message mixed = new Message("\"\u0001\u00e9\u20ac\ud83d\ude00 ".repeat(60));
        StringBuilder builder = new StringBuilder(mixed.message());
        assertNoAllocation(() -> {
            output.reset();
            output.value(ascii);
            output.value(mixed);
            output.value(ascii.message());
            output.fields().value(builder);
        });
        assertTrue(output.length() > 2_000);
    }

    @Test
    void shouldWriteTimesWithoutAllocating() {
        TypeSamples.Times times = new TypeSamples.Times(
                Instant.parse("2025-11-21T14:28:00.5Z"),
                OffsetDateTime.parse("2025-11-21T14:28:00+05:30"),
                ZonedDateTime.parse("2025-11-21T14:28:00+01:00[Europe/Paris]"),
                LocalDateTime.parse("2025-11-21T14:28:00.000000001"),
                LocalDate.of(2024, 2, 29),
                LocalTime.of(23, 59, 59),
                OffsetTime.parse("00:00Z"),
                YearMonth.of(2025, 11),
                Duration.parse("PT1H30M0.25S"),
                DayOfWeek.FRIDAY);
        assertNoAllocation(() -> {
            output.reset();
            output.value(times);
        });
        assertTrue(output.length() > 50);
    }

    @Test
    void shouldReadTimesWithNothingBesideThem() {
        JsonInput input = codecs.newInput();
        JsonDecoder<TypeSamples.Times> decoder = codecs.decoder(TypeSamples.Times.class);
        byte[] document = JsonCases.bytes("{\"instant\":\"2025-11-21T14:28:00.5+01:00\","
                + "\"duration\":\"PT1H30M0.25S\",\"localDate\":\"2024-02-29\"}");
        TypeSamples.Times[] kept = new TypeSamples.Times[1];
        long bytes = allocated(() -> kept[0] = input.decode(decoder, document, 0, document.length));
        assertEquals(Duration.parse("PT1H30M0.25S"), kept[0].duration());
        // A record of ten references, an Instant and a Duration of 24 bytes each, a LocalDate
        assertTrue(bytes <= (56L + 24 + 24 + 24) * ROUNDS + SLACK_BYTES, () -> bytes + " bytes in " + ROUNDS);
    }

    @Test
    void shouldDecodeWithNothingBesideTheResult() {
        JsonInput input = codecs.newInput();
        JsonDecoder<Numbers> decoder = codecs.decoder(Numbers.class);
        byte[] document = JsonCases.bytes("{\"i\":1,\"l\":-5,\"d\":1.5,\"b\":true,\"\\u0078\":[1,2,{\"y\":\"z\"}]}");
        Numbers[] kept = new Numbers[1];
        long bytes = allocated(() -> kept[0] = input.decode(decoder, document, 0, document.length));
        assertEquals(new Numbers(1, -5, 1.5, null, true), kept[0]);
        // Header, int, boolean, reference, long and double: 40 bytes with compressed references.
        assertTrue(bytes <= 48L * ROUNDS + SLACK_BYTES, () -> bytes + " bytes in " + ROUNDS + " documents");
    }

    /** A body as services have them, with constraints. */
    @CompiledJson
    public record Order(
            @NotBlank @Size(max = 20) String customer,
            UUID id,
            @Positive int count,
            Long large,
            @Size(max = 3) List<Line> lines,
            Optional<@Size(max = 9) String> note) {}

    /** In it. */
    @CompiledJson
    public record Line(
            @Size(min = 1, max = 40) String title,
            @Min(1) @Max(99) int amount,
            double price) {}

    @Test
    void shouldMakeTheObjectsOfATypedBodyAndNothingElse() {
        JsonInput input = codecs.newInput();
        JsonDecoder<Order> decoder = codecs.decoder(Order.class);
        byte[] document = JsonCases.bytes("{\"customer\":\"Ann\",\"id\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\","
                + "\"count\":3,\"large\":12345678901,\"lines\":[{\"title\":\"a book\",\"amount\":2,\"price\":12.5},"
                + "{\"title\":\"another\",\"amount\":1,\"price\":3}],\"note\":\"x\",\"unknown\":[1,{\"y\":null}]}");
        Order[] kept = new Order[1];
        long decoded = allocated(() -> kept[0] = input.decode(decoder, document, 0, document.length));
        Order order = kept[0];
        // The same objects, made by hand: what dsl-json makes besides is a list that has room for four
        byte[][] texts = {{'A', 'n', 'n'}, "a book".getBytes(US_ASCII), "another".getBytes(US_ASCII), {'x'}};
        long made = allocated(() -> {
            List<Line> lines = new ArrayList<>(4);
            for (int i = 0; i < 2; i++) {
                Line line = order.lines().get(i);
                lines.add(new Line(new String(texts[i + 1], ISO_8859_1), line.amount(), line.price()));
            }
            kept[0] = new Order(
                    new String(texts[0], ISO_8859_1),
                    new UUID(order.id().getMostSignificantBits(), order.id().getLeastSignificantBits()),
                    order.count(),
                    Long.valueOf(order.large().longValue()),
                    lines,
                    Optional.of(new String(texts[3], ISO_8859_1)));
        });
        assertEquals(made / ROUNDS, decoded / ROUNDS, () -> made + " and " + decoded + " bytes");
        assertTrue(Math.abs(made - decoded) <= SLACK_BYTES, () -> made + " and " + decoded + " bytes");
    }

    private static void assertNoAllocation(Runnable work) {
        long bytes = allocated(work);
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
