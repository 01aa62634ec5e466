package dev.vivace.internal.json;

import dev.vivace.JsonKey;
import dev.vivace.JsonOut;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonGenerator;

/** Writing field by field, with no object in between: the way without any garbage. The baseline is Jackson's generator. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class FieldWriterBenchmark {
    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");
    private static final JsonKey UUID = JsonKey.of("uuid");
    private static final JsonKey TITLE = JsonKey.of("title");
    private static final JsonKey ITEMS = JsonKey.of("items");
    private static final JsonKey DESCRIPTION = JsonKey.of("description");
    private static final JsonKey PRICE = JsonKey.of("price");
    private static final JsonKey STOCK = JsonKey.of("stock");
    private static final JsonKey AVAILABLE = JsonKey.of("available");
    private static final JsonKey TAGS = JsonKey.of("tags");

    private final JsonOutput output = new DslJsonCodecs().newOutput();
    private final Object[] people = Documents.variants("person");
    private final Object[] catalogues = Documents.variants("50items");
    private final Baselines person = new Baselines(Person.class);
    private final Baselines catalogue = new Baselines(Catalogue.class);
    private int turn;

    /** What is written is what the codec writes. */
    @Setup
    public void check() {
        for (int i = 0; i < people.length; i++) {
            turn = i;
            person();
            require(people[i], person.readJackson(written()));
            turn = i;
            items();
            require(catalogues[i], catalogue.readJackson(written()));
            turn = i;
            jacksonPerson();
            require(people[i], person.readJackson(person.written()));
            turn = i;
            jacksonItems();
            require(catalogues[i], catalogue.readJackson(catalogue.written()));
        }
    }

    private byte[] written() {
        return java.util.Arrays.copyOf(output.bytes(), output.length());
    }

    private static void require(Object value, Object read) {
        if (!value.equals(read)) {
            throw new IllegalStateException("wrote something else");
        }
    }

    /** Number, string and UUID. */
    @Benchmark
    public int person() {
        Person person = (Person) people[turn++ & people.length - 1];
        output.reset();
        output.fields()
                .beginObject()
                .key(ID)
                .value(person.id())
                .key(NAME)
                .value(person.name())
                .key(UUID)
                .uuid(person.uuid().getMostSignificantBits(), person.uuid().getLeastSignificantBits())
                .endObject();
        output.requireComplete();
        return output.length();
    }

    /** 50 items, 10 KB. */
    @Benchmark
    public int items() {
        Catalogue catalogue = (Catalogue) catalogues[turn++ & catalogues.length - 1];
        output.reset();
        JsonOut out = output.fields();
        out.beginObject().key(TITLE).value(catalogue.title()).key(ITEMS).beginArray();
        for (int i = 0; i < catalogue.items().size(); i++) {
            item(out, catalogue.items().get(i));
        }
        out.endArray().endObject();
        output.requireComplete();
        return output.length();
    }

    private static void item(JsonOut out, Item item) {
        out.beginObject()
                .key(ID)
                .value(item.id())
                .key(NAME)
                .value(item.name())
                .key(DESCRIPTION)
                .value(item.description())
                .key(PRICE)
                .value(item.price())
                .key(STOCK)
                .value(item.stock())
                .key(AVAILABLE)
                .value(item.available())
                .key(TAGS)
                .beginArray();
        for (int i = 0; i < item.tags().size(); i++) {
            out.value(item.tags().get(i));
        }
        out.endArray().endObject();
    }

    @Benchmark
    public int jacksonPerson() {
        Person value = (Person) people[turn++ & people.length - 1];
        JsonGenerator out = person.generatorJackson();
        out.writeStartObject();
        out.writeNumberProperty("id", value.id());
        out.writeStringProperty("name", value.name());
        out.writeStringProperty("uuid", value.uuid().toString());
        out.writeEndObject();
        out.close();
        return person.writtenLength();
    }

    @Benchmark
    public int jacksonItems() {
        Catalogue value = (Catalogue) catalogues[turn++ & catalogues.length - 1];
        JsonGenerator out = catalogue.generatorJackson();
        out.writeStartObject();
        out.writeStringProperty("title", value.title());
        out.writeArrayPropertyStart("items");
        for (int i = 0; i < value.items().size(); i++) {
            item(out, value.items().get(i));
        }
        out.writeEndArray();
        out.writeEndObject();
        out.close();
        return catalogue.writtenLength();
    }

    private static void item(JsonGenerator out, Item item) {
        out.writeStartObject();
        out.writeNumberProperty("id", item.id());
        out.writeStringProperty("name", item.name());
        out.writeStringProperty("description", item.description());
        out.writeNumberProperty("price", item.price());
        out.writeNumberProperty("stock", item.stock());
        out.writeBooleanProperty("available", item.available());
        out.writeArrayPropertyStart("tags");
        for (int i = 0; i < item.tags().size(); i++) {
            out.writeString(item.tags().get(i));
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
