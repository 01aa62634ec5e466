package dev.vivace;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A value that every loop has its own of: a random generator, a database connection, a buffer. Needs no lock, because
 * only its loop uses it.
 *
 * <pre>{@code
 * static final PerLoop<SplittableRandom> RANDOM = PerLoop.of(loop -> new SplittableRandom(SEED + loop));
 * app.perLoop(RANDOM).get("/dice", (req, res) -> res.text(Integer.toString(req.perLoop(RANDOM).nextInt(6) + 1)));
 * }</pre>
 *
 * <p><b>Lifetime:</b> made on its loop's thread, when the server starts if registered with {@link Vivace#perLoop}, else at
 * first use; closed on the same thread when the loop ends; what still runs on the loop then gets an
 * IllegalStateException for it. There can be 64 in a process.
 *
 * @param <T> the type of the value
 */
public final class PerLoop<T> {
    /** How many can be made in a process. */
    public static final int COUNT_MAX = 64;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int index;
    private final IntFunction<? extends T> maker;
    private final Consumer<? super T> closer;

    private PerLoop(int index, IntFunction<? extends T> maker, Consumer<? super T> closer) {
        this.index = index;
        this.maker = maker;
        this.closer = closer;
    }

    /**
     * A value that needs no closing.
     *
     * @param maker makes the value for the loop of that index, on the loop's thread
     * @param <T> the type of the value
     * @return the key
     */
    public static <T> PerLoop<T> of(IntFunction<? extends T> maker) {
        return of(maker, value -> {});
    }

    /**
     * A value that is closed with its loop.
     *
     * @param maker makes the value for the loop of that index, on the loop's thread
     * @param closer closes it, on the same thread; what it throws is logged
     * @param <T> the type of the value
     * @return the key
     * @throws IllegalStateException when {@link #COUNT_MAX} exist: they belong in static fields
     */
    public static <T> PerLoop<T> of(IntFunction<? extends T> maker, Consumer<? super T> closer) {
        Objects.requireNonNull(maker, "maker");
        Objects.requireNonNull(closer, "closer");
        int index = COUNT.getAndIncrement();
        if (index >= COUNT_MAX) {
            throw new IllegalStateException(
                    "there are " + COUNT_MAX + " PerLoop values already; make them once, in static fields");
        }
        return new PerLoop<>(index, maker, closer);
    }

    /**
     * The number of this value.
     *
     * @return from 0 to {@link #COUNT_MAX} - 1
     */
    public int index() {
        return index;
    }

    /**
     * Makes the value; called by the loop.
     *
     * @param loopIndex the loop's number, from 0
     * @return the loop's own value
     */
    public T make(int loopIndex) {
        return maker.apply(loopIndex);
    }

    /**
     * Closes a value; called by the loop.
     *
     * @param value what {@link #make} returned
     */
    public void close(T value) {
        closer.accept(value);
    }
}
