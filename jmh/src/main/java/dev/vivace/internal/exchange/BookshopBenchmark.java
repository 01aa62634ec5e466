package dev.vivace.internal.exchange;

import dev.vivace.examples.Tour;
import dev.vivace.jmh.Requests;
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

/**
 * The whole way in process for the books of the tour: typed parameters, constraints, ETags, a shelf of 16 books. A book
 * is added and removed in one operation, so that there are always as many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class BookshopBenchmark {
    private static final String[] GENRES = {"NOVEL", "POETRY", "SCIENCE", "HISTORY"};
    private static final String ANY_ID = "/books/0000000000";

    private final InProcess server = new InProcess(Tour.app());
    private final byte[][] additions = Requests.roomy(Requests.post("/books", BookshopBenchmark::book));
    private final byte[][] removals = Requests.roomy(Requests.delete(ANY_ID));
    private final byte[][] finds =
            Requests.roomy(Requests.get(variant -> "/books?title=number&genre=" + GENRES[variant & 3] + "&pageSize=2"));
    private final byte[][] gets = Requests.roomy(Requests.get(variant -> "/books/" + (variant + 1)));
    private final byte[][] replacements =
            Requests.roomy(Requests.put(variant -> "/books/" + (variant + 1), BookshopBenchmark::book));
    /** Where the last digit of the id is in a removal; the same in all. */
    private final int idEnd = "DELETE ".length() + ANY_ID.length();

    private long lastId;
    private int turn;

    private static String book(int variant) {
        return "{\"title\":\"Book number " + (variant + 10)
                + "\",\"authors\":[{\"name\":\"George Eliot\",\"born\":1819}],"
                + "\"isbn\":\"97801414395" + (variant + 10) + "\",\"genre\":\"" + GENRES[variant & 3]
                + "\",\"price\":{\"amount\":12.50,\"currency\":\"GBP\"},\"offer\":null,\"published\":\"1871-12-01\","
                + "\"tags\":[\"classic\",\"long\"]}";
    }

    /** Fills the shelf; each kind of request is answered, with success. */
    @Setup
    public void check() {
        for (int i = 0; i < Requests.VARIANT_COUNT; i++) {
            require(201, exchange(additions[i]));
        }
        lastId = Requests.VARIANT_COUNT;
        for (int i = 0; i < Requests.VARIANT_COUNT; i++) {
            require(200, find());
            require(200, get());
            require(200, replace());
            require(204, addAndRemove());
        }
    }

    private void require(int status, long bytes) {
        if (server.answerStatus() != status || bytes < 100) {
            throw new IllegalStateException(bytes + " bytes, status " + server.answerStatus());
        }
    }

    private byte[] next(byte[][] requests) {
        return requests[turn++ & Requests.VARIANT_COUNT - 1];
    }

    private long exchange(byte[] in) {
        return server.exchange(in, 0, in.length - Requests.ROOM_BYTES);
    }

    @Benchmark
    public long find() {
        return exchange(next(finds));
    }

    @Benchmark
    public long get() {
        return exchange(next(gets));
    }

    @Benchmark
    public long replace() {
        return exchange(next(replacements));
    }

    /** Two requests. */
    @Benchmark
    public long addAndRemove() {
        long added = exchange(next(additions));
        byte[] removal = next(removals);
        long id = ++lastId;
        for (int at = idEnd - 1; id > 0; at--) {
            removal[at] = (byte) ('0' + id % 10);
            id /= 10;
        }
        return added + exchange(removal);
    }
}
