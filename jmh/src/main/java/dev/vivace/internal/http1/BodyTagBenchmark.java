package dev.vivace.internal.http1;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ETag of a body, from its bytes to the characters. The baseline is a checksum that the JDK computes with one instruction
 * for eight bytes, and that is too short (32 bits) for a strong ETag.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class BodyTagBenchmark {
    @Param({"27", "200", "1024", "65536"})
    private int bodyLength;

    private final byte[] out = new byte[BodyTag.LENGTH];
    private final CRC32C checksum = new CRC32C();
    private byte[] body;
    private int turn;

    /** The body differs from turn to turn. */
    @Setup
    public void start() {
        body = new byte[bodyLength];
        new Random(1).nextBytes(body);
    }

    @Benchmark
    public byte tag() {
        body[0] = (byte) turn++;
        BodyTag.write(body, 0, body.length, out, 0);
        return out[20];
    }

    @Benchmark
    public long checksum() {
        body[0] = (byte) turn++;
        checksum.reset();
        checksum.update(body, 0, body.length);
        return checksum.getValue();
    }
}
