package dev.vivace.examples;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Random UUIDs (version 4, RFC 9562 section 5.4) as pairs of longs, without an object and without a lock.
 *
 * <p>Each half has a generator of its own, so that two instances draw the same UUID only if they agree in 128 random
 * bits. The UUIDs tell things apart; they are no secrets, because whoever sees two of them can compute the next.
 *
 * <p><b>Threading:</b> for one thread.
 */
final class RandomUuids {
    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private final SplittableRandom upper;
    private final SplittableRandom lower;

    RandomUuids(long upperSeed, long lowerSeed) {
        this.upper = new SplittableRandom(upperSeed);
        this.lower = new SplittableRandom(lowerSeed);
    }

    /** A generator that starts anywhere: seeded by {@link SecureRandom}. */
    static RandomUuids seeded() {
        byte[] seed = new byte[2 * Long.BYTES];
        new SecureRandom().nextBytes(seed);
        ByteBuffer seeds = ByteBuffer.wrap(seed);
        return new RandomUuids(seeds.getLong(), seeds.getLong());
    }

    /** The upper 64 bits of a UUID, with the version. */
    long nextMostSignificantBits() {
        return upper.nextLong() & ~VERSION_MASK | VERSION_4;
    }

    /** The lower 64 bits of a UUID, with the variant. */
    long nextLeastSignificantBits() {
        return lower.nextLong() & ~VARIANT_MASK | VARIANT_RFC;
    }
}
