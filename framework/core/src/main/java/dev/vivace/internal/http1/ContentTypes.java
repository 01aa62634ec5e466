package dev.vivace.internal.http1;

/** The content types whose heads are precomputed, as small numbers. */
public final class ContentTypes {
    /** No Content-Type field at all. */
    public static final int NONE = 0;

    public static final int JSON = 1;
    public static final int TEXT = 2;
    public static final int PROBLEM = 3;
    public static final int OCTETS = 4;
    public static final int HTML = 5;
    /** How many there are. */
    public static final int COUNT = 6;
    /** A type that has no precomputed head. */
    public static final int OTHER = -1;

    private static final String[] NAMES = {
        "",
        "application/json",
        "text/plain; charset=utf-8",
        "application/problem+json",
        "application/octet-stream",
        "text/html; charset=utf-8"
    };

    private ContentTypes() {}

    public static String name(int id) {
        return NAMES[id];
    }

    /** The number of a type, or {@link #OTHER}. */
    public static int of(String name) {
        for (int id = 1; id < COUNT; id++) {
            if (NAMES[id].equals(name)) {
                return id;
            }
        }
        return OTHER;
    }
}
