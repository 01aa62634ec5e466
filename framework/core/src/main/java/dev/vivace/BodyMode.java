package dev.vivace;

/** What a route does with the body of a request. */
public enum BodyMode {
    /** Read to its end and dropped; the handler sees an empty one. */
    NONE,
    /** Collected, up to the route's limit, before the handler is called. The default. */
    BUFFERED
}
