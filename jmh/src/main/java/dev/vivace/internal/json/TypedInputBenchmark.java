package dev.vivace.internal.json;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import dev.vivace.internal.json.Orders.Address;
import dev.vivace.internal.json.Orders.Line;
import dev.vivace.internal.json.Orders.Order;
import dev.vivace.internal.json.Orders.UncheckedOrder;
import dev.vivace.internal.typed.Checks;
import java.io.IOException;
import java.util.List;
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
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What validation costs beside decoding: orders of 200 bytes, the body of the comparison's scenario {@code typed}.
 * {@link #decodeAndValidate} is what a route with constraints does, {@link #decode} what one without them does,
 * {@link #validate} the constraints alone, {@link #dslJsonAlone} the decoder without the strict validator in front of
 * it, and {@link #jackson} Jackson 3 as it comes, which keeps none of the constraints.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class TypedInputBenchmark {
    private final byte[][] documents = Orders.documents();
    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();
    private final JsonDecoder<Order> decoder = codecs.decoder(Order.class);
    private final JsonDecoder<UncheckedOrder> uncheckedDecoder = codecs.decoder(UncheckedOrder.class);
    private final Checks checks = Checks.of(codecs.model(Order.class));
    private final DslJson<Object> dslJson = new DslJson<>(new DslJson.Settings<>().includeServiceLoader());
    private final JsonReader.ReadObject<UncheckedOrder> dslJsonReader = dslJson.tryFindReader(UncheckedOrder.class);
    private final JsonReader<Object> reader = dslJson.newReader(new byte[256]);
    private final ObjectReader jacksonReader = JsonMapper.builder().build().readerFor(UncheckedOrder.class);
    private final Order[] orders = new Order[documents.length];
    private int turn;

    /** All read the same, and only right orders are right. */
    @Setup
    public void check() throws IOException {
        ObjectReader checkedJackson = JsonMapper.builder().build().readerFor(Order.class);
        for (byte[] document : documents) {
            int now = turn;
            Object expected = jackson();
            turn = now;
            require(expected, decode());
            turn = now;
            require(expected, dslJsonAlone());
            turn = now;
            require(checkedJackson.readValue(document), decodeAndValidate());
            orders[now] = input.decode(decoder, document, 0, document.length);
        }
        Order order = orders[0];
        Address address = new Address(order.address().street(), order.address().city(), "gb");
        if (checks.holds(new Order(order.id(), order.name(), address, order.lines()))
                || checks.holds(new Order(order.id(), " ", order.address(), order.lines()))
                || checks.holds(new Order(order.id(), order.name(), order.address(), List.of(new Line("a", 0, 1))))) {
            throw new IllegalStateException("a wrong order is taken for right");
        }
    }

    private static void require(Object expected, Object read) {
        if (!expected.equals(read)) {
            throw new IllegalStateException(read + " instead of " + expected);
        }
    }

    private byte[] next() {
        return documents[turn++ & documents.length - 1];
    }

    @Benchmark
    public Object decodeAndValidate() {
        byte[] in = next();
        Order order = input.decode(decoder, in, 0, in.length);
        if (!checks.holds(order)) {
            throw new IllegalStateException("a right order is taken for wrong");
        }
        return order;
    }

    @Benchmark
    public Object decode() {
        byte[] in = next();
        return input.decode(uncheckedDecoder, in, 0, in.length);
    }

    /** Objects that have been decoded. */
    @Benchmark
    public boolean validate() {
        return checks.holds(orders[turn++ & orders.length - 1]);
    }

    @Benchmark
    public Object dslJsonAlone() throws IOException {
        byte[] in = next();
        reader.process(in, in.length);
        reader.getNextToken();
        return dslJsonReader.read(reader);
    }

    @Benchmark
    public Object jackson() {
        return jacksonReader.readValue(next());
    }
}
