package dev.vivace.internal.exchange;

import dev.vivace.Vivace;

/**
 * Whether each request gets a fresh view that refuses to be used after the handler returned or from another thread:
 * {@code -Dvivace.strict=on|off}, by default on where assertions are enabled. A constant to the JIT.
 */
public final class Strict {
    public static final boolean ON = read();

    private Strict() {}

    private static boolean read() {
        String set = System.getProperty("vivace.strict");
        if (set == null) {
            return Vivace.class.desiredAssertionStatus();
        }
        if (!set.equals("on") && !set.equals("off")) {
            throw new IllegalArgumentException("-Dvivace.strict is 'on' or 'off', but was '" + set + "'");
        }
        return set.equals("on");
    }
}
