package dev.vivace.internal.exchange;

import dev.vivace.Vivace;

/**
 * Whether each request gets a fresh view that refuses to be used after the handler returned or from another thread:
 * {@code -Dvivace.strict=on|off}, by default on where assertions are enabled. A constant to the JIT.
 */
public final class Strict {
    private static final String PROPERTY = System.getProperty("vivace.strict");

    public static final boolean ON = PROPERTY == null ? Vivace.class.desiredAssertionStatus() : PROPERTY.equals("on");

    private Strict() {}

    /**
     * Called when an app is compiled: the class is first used by a request, and to throw there would cost every connection.
     *
     * @throws IllegalArgumentException when the property is neither
     */
    public static void requireKnown() {
        if (PROPERTY != null && !PROPERTY.equals("on") && !PROPERTY.equals("off")) {
            throw new IllegalArgumentException("-Dvivace.strict is 'on' or 'off', but was '" + PROPERTY + "'");
        }
    }
}
