package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/** The registered methods as small numbers (RFC 9110 section 9, RFC 5789), so that routing compares ints. */
public final class Methods {
    public static final int GET = 0;
    public static final int HEAD = 1;
    public static final int POST = 2;
    public static final int PUT = 3;
    public static final int DELETE = 4;
    public static final int PATCH = 5;
    public static final int OPTIONS = 6;
    public static final int TRACE = 7;
    public static final int CONNECT = 8;
    /** The first number for methods that only an application knows. */
    public static final int FIRST_EXTENSION = 9;
    /** How many methods there can be in all; a set of methods is a bit mask in an int. */
    public static final int COUNT_MAX = 32;
    /** A token that is none of the above. */
    public static final int UNKNOWN = -1;

    private static final String[] NAMES = {
        "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"
    };
    private static final byte[][] BYTES = new byte[NAMES.length][];

    static {
        for (int i = 0; i < NAMES.length; i++) {
            BYTES[i] = NAMES[i].getBytes(StandardCharsets.US_ASCII);
        }
    }

    private Methods() {}

    /** The number of the method in {@code bytes[start, end)} (case counts, RFC 9110 section 9.1) or {@link #UNKNOWN}. */
    static int of(byte[] bytes, int start, int end) {
        for (int id = 0; id < BYTES.length; id++) {
            byte[] name = BYTES[id];
            if (name.length == end - start && java.util.Arrays.equals(bytes, start, end, name, 0, name.length)) {
                return id;
            }
        }
        return UNKNOWN;
    }

    /** The number of a registered method's name, or {@link #UNKNOWN}. */
    public static int of(String name) {
        for (int id = 0; id < NAMES.length; id++) {
            if (NAMES[id].equals(name)) {
                return id;
            }
        }
        return UNKNOWN;
    }

    /** The name of a registered method's number. */
    public static String name(int id) {
        return NAMES[id];
    }
}
