package dev.vivace.internal.http1;

/**
 * The chunked transfer coding (RFC 9112 section 7.1), byte by byte where it is about framing, in runs where it is data.
 * Extensions are checked against their grammar and ignored (section 7.1.1); trailer fields are checked and dropped
 * (section 7.1.2 allows that, and it keeps them from ever becoming headers). Everything is counted while reading.
 *
 * <p><b>Threading:</b> one per body in progress. <b>Lifetime:</b> keeps no reference to the bytes it is given.
 */
public final class ChunkedDecoder {
    private static final int SIZE_START = 0;
    private static final int SIZE = 1;
    private static final int BEFORE_EXTENSION = 2;
    private static final int NAME_START = 3;
    private static final int NAME = 4;
    private static final int AFTER_NAME = 5;
    private static final int VALUE_START = 6;
    private static final int VALUE = 7;
    private static final int QUOTED = 8;
    private static final int QUOTED_PAIR = 9;
    private static final int AFTER_QUOTED = 10;
    private static final int SIZE_LF = 11;
    private static final int DATA = 12;
    private static final int DATA_CR = 13;
    private static final int DATA_LF = 14;
    private static final int TRAILER_START = 15;
    private static final int TRAILER_NAME = 16;
    private static final int TRAILER_VALUE = 17;
    private static final int TRAILER_LF = 18;
    private static final int LAST_LF = 19;
    private static final int DONE = 20;

    /** Beyond this a further hexadecimal digit would leave 63 bits; compared before shifting. */
    private static final long SIZE_BEFORE_SHIFT_MAX = Long.MAX_VALUE >>> 4;

    private final HttpLimits limits;
    private int state;
    private long remaining;
    private int lineBytes;
    private int extensionBytes;
    private int trailerBytes;
    private int trailerCount;

    /** @param limits counted while reading */
    public ChunkedDecoder(HttpLimits limits) {
        this.limits = limits;
    }

    /** Begins a new body. */
    public void reset() {
        state = SIZE_START;
        remaining = 0;
        lineBytes = 0;
        extensionBytes = 0;
        trailerBytes = 0;
        trailerCount = 0;
    }

    /** Whether the last chunk and its trailers have been read. */
    public boolean done() {
        return state == DONE;
    }

    /**
     * Decodes what there is of the body.
     *
     * @return how many bytes were consumed (fewer than given only when {@link #done}), or a fault
     */
    public int decode(byte[] in, int start, int end, BodySink sink) {
        int at = start;
        while (at < end && state != DONE) {
            if (state == DATA) {
                int length = (int) Math.min(remaining, end - at);
                int fault = sink.accept(in, at, length);
                if (fault < 0) {
                    return fault;
                }
                at += length;
                remaining -= length;
                if (remaining == 0) {
                    state = DATA_CR;
                }
            } else {
                int fault = state < DATA
                        ? sizeLine(in[at], sink)
                        : state < TRAILER_START ? dataEnd(in[at]) : trailer(in[at]);
                if (fault < 0) {
                    return fault;
                }
                at++;
            }
        }
        return at - start;
    }

    private int dataEnd(byte b) {
        if (state == DATA_CR) {
            state = DATA_LF;
            return b == Octets.CR ? 0 : Faults.BAD_CHUNK_END;
        }
        state = SIZE_START;
        lineBytes = 0;
        return b == Octets.LF ? 0 : Faults.BAD_CHUNK_END;
    }

    private int sizeLine(byte b, BodySink sink) {
        if (state == SIZE_LF) {
            if (b != Octets.LF) {
                return Faults.BAD_CHUNK_SIZE;
            }
            state = remaining == 0 ? TRAILER_START : DATA;
            return remaining == 0 ? 0 : sink.announced(remaining);
        }
        if (b == Octets.CR) {
            return sizeLineEnd();
        }
        if (++lineBytes > limits.chunkLineBytesMax()) {
            return Faults.CHUNK_LINE_TOO_LONG;
        }
        if (state <= SIZE) {
            return size(b);
        }
        if (++extensionBytes > limits.chunkExtensionBytesMax()) {
            return Faults.CHUNK_EXTENSIONS_TOO_LARGE;
        }
        return extension(b);
    }

    private int sizeLineEnd() {
        boolean mayEnd = state == SIZE || state == NAME || state == VALUE || state == AFTER_QUOTED;
        boolean inSize = state <= SIZE;
        state = SIZE_LF;
        return mayEnd ? 0 : inSize ? Faults.BAD_CHUNK_SIZE : Faults.BAD_CHUNK_EXTENSION;
    }

    private int size(byte b) {
        int digit = Octets.hexValue(b);
        if (digit >= 0) {
            if (state == SIZE_START) {
                state = SIZE;
                remaining = digit;
                return 0;
            }
            if (remaining > SIZE_BEFORE_SHIFT_MAX) {
                return Faults.BAD_CHUNK_SIZE;
            }
            remaining = remaining << 4 | digit;
            return 0;
        }
        if (state == SIZE_START || (b != ';' && !isBlank(b))) {
            return Faults.BAD_CHUNK_SIZE;
        }
        state = b == ';' ? NAME_START : BEFORE_EXTENSION;
        return ++extensionBytes > limits.chunkExtensionBytesMax() ? Faults.CHUNK_EXTENSIONS_TOO_LARGE : 0;
    }

    /** {@code *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )} */
    private int extension(byte b) {
        switch (state) {
            case BEFORE_EXTENSION:
                return b == ';' ? to(NAME_START) : isBlank(b) ? 0 : Faults.BAD_CHUNK_EXTENSION;
            case NAME_START:
                return isBlank(b) ? 0 : isToken(b) ? to(NAME) : Faults.BAD_CHUNK_EXTENSION;
            case NAME:
                return isToken(b) ? 0 : isBlank(b) ? to(AFTER_NAME) : nameEnd(b);
            case AFTER_NAME:
                return isBlank(b) ? 0 : nameEnd(b);
            case VALUE_START:
                return isBlank(b) ? 0 : b == '"' ? to(QUOTED) : isToken(b) ? to(VALUE) : Faults.BAD_CHUNK_EXTENSION;
            case VALUE:
                return isToken(b) ? 0 : valueEnd(b);
            case QUOTED:
                return b == '"' ? to(AFTER_QUOTED) : b == '\\' ? to(QUOTED_PAIR) : quotable(b);
            case QUOTED_PAIR:
                state = QUOTED;
                return quotable(b);
            default:
                return valueEnd(b);
        }
    }

    private int to(int next) {
        state = next;
        return 0;
    }

    private int nameEnd(byte b) {
        return b == '=' ? to(VALUE_START) : b == ';' ? to(NAME_START) : Faults.BAD_CHUNK_EXTENSION;
    }

    private int valueEnd(byte b) {
        return b == ';' ? to(NAME_START) : isBlank(b) ? to(BEFORE_EXTENSION) : Faults.BAD_CHUNK_EXTENSION;
    }

    private static int quotable(byte b) {
        return isControl(b) ? Faults.BAD_CHUNK_EXTENSION : 0;
    }

    private int trailer(byte b) {
        if (state == LAST_LF) {
            return b == Octets.LF ? to(DONE) : Faults.BAD_LINE_END;
        }
        if (state == TRAILER_START && b == Octets.CR) {
            return to(LAST_LF);
        }
        if (++trailerBytes > limits.trailerBytesMax()) {
            return Faults.TRAILER_SECTION_TOO_LARGE;
        }
        switch (state) {
            case TRAILER_START:
                if (++trailerCount > limits.trailerCountMax()) {
                    return Faults.TRAILER_SECTION_TOO_LARGE;
                }
                return isToken(b) ? to(TRAILER_NAME) : isBlank(b) ? Faults.OBSOLETE_FOLD : Faults.BAD_FIELD_NAME;
            case TRAILER_NAME:
                return isToken(b) ? 0 : b == ':' ? to(TRAILER_VALUE) : Faults.BAD_FIELD_NAME;
            case TRAILER_VALUE:
                if (b == Octets.CR) {
                    return to(TRAILER_LF);
                }
                return isControl(b) ? Faults.BAD_FIELD_VALUE : 0;
            default:
                return b == Octets.LF ? to(TRAILER_START) : Faults.BAD_LINE_END;
        }
    }

    private static boolean isToken(byte b) {
        return Octets.TOKEN[b & 0xFF];
    }

    private static boolean isBlank(byte b) {
        return b == Octets.SP || b == Octets.TAB;
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < 0x20 && b != Octets.TAB) || b == 0x7F;
    }
}
