package dev.vivace.internal.exchange;

/** Shared constants of byte arrays. */
final class RequestBytes {
    static final byte[] NONE = {};
    static final byte[] ROOT = {'/'};

    private RequestBytes() {}
}
