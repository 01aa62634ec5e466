package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Making a record of an int, a long and a String that come from a source: by a handle in a hidden class, by the same handle
 * in a field, by reflection, and as written in Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class HiddenHandlesBenchmark {
    /** What is made. */
    public record Page(int limit, long shop, String q) {}

    /** What it is made of. */
    public static final class Source {
        int limit = 20;
        long shop = 1_234;
        String q = "books";

        public int limit() {
            return limit;
        }

        public long shop() {
            return shop;
        }

        public String q() {
            return q;
        }
    }

    private final Source source = new Source();
    private final MethodHandle field;
    private final Maker hidden;
    private final Constructor<Page> constructor;

    public HiddenHandlesBenchmark() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            constructor = Page.class.getConstructor(int.class, long.class, String.class);
            MethodHandle made = MethodHandles.filterArguments(
                    lookup.unreflectConstructor(constructor),
                    0,
                    lookup.findVirtual(Source.class, "limit", MethodType.methodType(int.class)),
                    lookup.findVirtual(Source.class, "shop", MethodType.methodType(long.class)),
                    lookup.findVirtual(Source.class, "q", MethodType.methodType(String.class)));
            field = MethodHandles.permuteArguments(made, MethodType.methodType(Page.class, Source.class), 0, 0, 0)
                    .asType(MethodType.methodType(Object.class, Object.class));
            hidden = HiddenHandles.maker(field);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Object written() {
        return new Page(source.limit(), source.shop(), source.q());
    }

    @Benchmark
    public Object hiddenClass() throws Throwable {
        return hidden.make(source);
    }

    @Benchmark
    public Object handleInAField() throws Throwable {
        return (Object) field.invokeExact((Object) source);
    }

    @Benchmark
    public Object reflection() throws ReflectiveOperationException {
        return constructor.newInstance(source.limit(), source.shop(), source.q());
    }
}
