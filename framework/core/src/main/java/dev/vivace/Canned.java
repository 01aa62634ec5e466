package dev.vivace;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An answer made beforehand: content type, body and, if wanted, an ETag. Its head is compiled once per loop; sending it is
 * two array copies.
 *
 * <pre>{@code static final Canned HELLO = Canned.text("Hello, World!");}</pre>
 *
 * <p><b>Threading:</b> immutable. <b>Lifetime:</b> make them once, in static fields: each leaves a compiled head in every
 * loop that sent it.
 */
public final class Canned {
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** As of headers that are staged: all of a head goes out with one array. */
    private static final int VALUE_LENGTH_MAX = 16_384;

    /** Behind so many the number stays the same, and no head is kept by it: it must not come to those of the first again. */
    private static final int INDEX_MAX = 1 << 30;

    private final int index = COUNT.getAndUpdate(count -> Math.min(count + 1, INDEX_MAX));
    private final String contentType;
    private final byte[] body;
    private final String etag;

    private Canned(String contentType, byte[] body, String etag) {
        this.contentType = Objects.requireNonNull(contentType, "contentType");
        this.body = body;
        this.etag = etag;
        requireFieldValue(contentType);
        if (etag != null) {
            requireLength(etag);
        }
    }

    private static void requireLength(String value) {
        if (value.length() > VALUE_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a header value has at most " + VALUE_LENGTH_MAX + " characters, and not " + value.length());
        }
    }

    private static void requireFieldValue(String value) {
        requireLength(value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException("a header value must not hold the character " + (int) c);
            }
        }
    }

    /**
     * Plain text, as UTF-8.
     *
     * @param text the body
     * @return the answer
     */
    public static Canned text(String text) {
        return new Canned("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * A JSON document; it is not checked.
     *
     * @param json the body
     * @return the answer
     */
    public static Canned json(String json) {
        return new Canned("application/json", json.getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * Any bytes; they are copied.
     *
     * @param contentType the value of Content-Type, at most 16,384 characters
     * @param body the body
     * @return the answer
     */
    public static Canned of(String contentType, byte[] body) {
        return new Canned(contentType, body.clone(), null);
    }

    /**
     * The same with a strong ETag (RFC 9110 section 8.8.3). Where a GET or HEAD has it in {@code If-None-Match} the answer is a 304
     * without the body.
     *
     * @param opaque what goes between the quotes: visible ASCII without quotes, at most 16,382 characters
     * @return a new answer
     */
    public Canned etag(String opaque) {
        return new Canned(contentType, body, quoted(opaque));
    }

    /** An entity tag. */
    static String quoted(String opaque) {
        for (int i = 0; i < opaque.length(); i++) {
            char c = opaque.charAt(i);
            if (c <= 0x20 || c == '"' || c >= 0x7F) {
                throw new IllegalArgumentException("an ETag holds visible ASCII without quotes, not '" + opaque + "'");
            }
        }
        return '"' + opaque + '"';
    }

    /**
     * The value of Content-Type.
     *
     * @return never null
     */
    public String contentType() {
        return contentType;
    }

    /**
     * The ETag with its quotes.
     *
     * @return null when there is none
     */
    public String etag() {
        return etag;
    }

    /**
     * How many bytes the body has.
     *
     * @return from 0
     */
    public int bodyLength() {
        return body.length;
    }

    /**
     * The body.
     *
     * @return the array itself, which must not be changed
     */
    public byte[] body() {
        return body;
    }

    /**
     * The number of this answer, by which loops find its head; the same for all behind the first 2^30.
     *
     * @return from 0
     */
    public int index() {
        return index;
    }
}
