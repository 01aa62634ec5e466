package dev.vivace;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A typed key for a value that travels with one request, from middleware to handler, into blocking work, and to the error handlers
 * of deferred work.
 *
 * <pre>{@code static final Attribute<User> USER = Attribute.named("user");}</pre>
 *
 * <p>Numbered when it is made, looked up by index. Make keys once, in static fields; there can be 64.
 *
 * @param <T> the type of the value
 */
public final class Attribute<T> {
    /** How many keys a process can make. */
    public static final int COUNT_MAX = 64;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final int index;

    private Attribute(String name, int index) {
        this.name = name;
        this.index = index;
    }

    /**
     * Makes a key.
     *
     * @param name for messages
     * @param <T> the type of the value
     * @return a new key, different from all others also where the name is the same
     * @throws IllegalStateException when {@link #COUNT_MAX} keys exist: keys belong in static fields
     */
    public static <T> Attribute<T> named(String name) {
        int index = COUNT.getAndIncrement();
        if (index >= COUNT_MAX) {
            throw new IllegalStateException("there are " + COUNT_MAX + " attribute keys already; make '" + name
                    + "' once, in a static field, and not per request");
        }
        return new Attribute<>(name, index);
    }

    /**
     * The number of this key.
     *
     * @return from 0 to {@link #COUNT_MAX} - 1
     */
    public int index() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
