package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/**
 * One parsed request head as offsets into the bytes it was parsed from: the loop's offset table. The parser fills it, a
 * handler reads through it; no String is made unless somebody asks.
 *
 * <p><b>Lifetime:</b> valid until the next head is parsed into it; {@link #copyFrom} makes an independent one.
 */
public final class RequestHead {
    static final int HOST_ABSENT = -1;

    /** What the offsets point into. */
    public byte[] bytes;

    public int start;
    /** Bytes of the head, the final empty line included. */
    public int length;

    public int methodId;
    public int methodEnd;
    public int targetStart;
    public int targetEnd;
    /** The raw path within the target; an empty range stands for {@code /} (absolute-form without a path). */
    public int pathStart;

    public int pathEnd;
    /** The raw query without {@code ?}; -1 when there is none. */
    public int queryStart;

    public int queryEnd;
    /** The authority of an absolute-form or authority-form target; an empty range when there is none. */
    public int authorityStart;

    public int authorityEnd;
    /** The target is {@code *}. */
    public boolean asterisk;
    /** The path holds an escape, an empty segment or perhaps a dot segment: it goes through the normaliser. */
    public boolean pathNeedsNormalizing;

    /** 0 or 1: the minor version of HTTP/1.x. */
    public int minorVersion;

    public boolean keepAlive;
    /** Bytes announced by Content-Length, -1 when the field is absent. */
    public long contentLength;

    public boolean chunked;
    public boolean expectContinue;
    public boolean expectUnknown;

    /** Index of the Host field, or -1. */
    public int hostIndex;

    public int fieldCount;

    int requestLineLength;
    /** Where the parser wants more bytes: the start of the line that is not complete, behind those that are. */
    int linesEnd;

    boolean connectionClose;
    boolean connectionKeepAlive;
    int transferEncodingCount;
    int transferEncodingFault;

    /** Four offsets a field: name start, name end, value start, value end. */
    int[] fields;

    private final int fieldCountMax;

    /** @param fieldCountMax how many fields fit; one more is a fault */
    public RequestHead(int fieldCountMax) {
        this.fieldCountMax = fieldCountMax;
        this.fields = new int[fieldCountMax * 4];
    }

    void reset(byte[] in, int at) {
        bytes = in;
        start = at;
        length = 0;
        queryStart = -1;
        queryEnd = -1;
        authorityStart = 0;
        authorityEnd = 0;
        asterisk = false;
        pathNeedsNormalizing = false;
        contentLength = -1;
        chunked = false;
        expectContinue = false;
        expectUnknown = false;
        hostIndex = HOST_ABSENT;
        fieldCount = 0;
        connectionClose = false;
        connectionKeepAlive = false;
        transferEncodingCount = 0;
        transferEncodingFault = 0;
    }

    /** Notes a field; the caller has made sure that there is room. */
    int addField(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int index = fieldCount++;
        int at = index << 2;
        int[] table = fields;
        table[at] = nameStart;
        table[at + 1] = nameEnd;
        table[at + 2] = valueStart;
        table[at + 3] = valueEnd;
        return index;
    }

    boolean isFull() {
        return fieldCount >= fieldCountMax;
    }

    public int nameStart(int index) {
        return fields[index << 2];
    }

    public int nameEnd(int index) {
        return fields[(index << 2) + 1];
    }

    public int valueStart(int index) {
        return fields[(index << 2) + 2];
    }

    public int valueEnd(int index) {
        return fields[(index << 2) + 3];
    }

    /** Whether the head announces a body that has bytes or may have. */
    public boolean hasBody() {
        return chunked || contentLength > 0;
    }

    /**
     * The index of the first field of that name from {@code from} on, or -1. Names are compared without case, as ASCII;
     * no allocation.
     */
    public int indexOf(String name, int from) {
        int nameLength = name.length();
        for (int i = from; i < fieldCount; i++) {
            int at = nameStart(i);
            if (nameEnd(i) - at == nameLength && sameName(bytes, at, name, nameLength)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the value of a field is that text, compared without case, as ASCII; no allocation. */
    public boolean valueIs(int index, String text) {
        int at = valueStart(index);
        return valueEnd(index) - at == text.length() && sameName(bytes, at, text, text.length());
    }

    private static boolean sameName(byte[] in, int at, String name, int nameLength) {
        for (int i = 0; i < nameLength; i++) {
            int a = in[at + i];
            int b = name.charAt(i);
            if (a != b && (lower(a) != lower(b))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    /** The value of a field as a fresh String; obs-text is read as ISO 8859-1, so that every byte is kept. */
    public String value(int index) {
        int from = valueStart(index);
        return new String(bytes, from, valueEnd(index) - from, StandardCharsets.ISO_8859_1);
    }

    /** The name of a field as it was sent, as a fresh String. */
    public String name(int index) {
        int from = nameStart(index);
        return new String(bytes, from, nameEnd(index) - from, StandardCharsets.ISO_8859_1);
    }

    /** {@code bytes[from, to)} as a fresh String of ASCII. */
    public String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Makes this an independent copy of {@code other} that points into {@code copy}, which holds the other's head bytes
     * from index 0.
     */
    public void copyFrom(RequestHead other, byte[] copy) {
        int shift = -other.start;
        bytes = copy;
        start = 0;
        length = other.length;
        methodId = other.methodId;
        methodEnd = other.methodEnd + shift;
        targetStart = other.targetStart + shift;
        targetEnd = other.targetEnd + shift;
        pathStart = other.pathStart + shift;
        pathEnd = other.pathEnd + shift;
        queryStart = other.queryStart < 0 ? -1 : other.queryStart + shift;
        queryEnd = other.queryEnd < 0 ? -1 : other.queryEnd + shift;
        boolean authority = other.authorityEnd > other.authorityStart;
        authorityStart = authority ? other.authorityStart + shift : 0;
        authorityEnd = authority ? other.authorityEnd + shift : 0;
        asterisk = other.asterisk;
        pathNeedsNormalizing = other.pathNeedsNormalizing;
        minorVersion = other.minorVersion;
        keepAlive = other.keepAlive;
        contentLength = other.contentLength;
        chunked = other.chunked;
        expectContinue = other.expectContinue;
        expectUnknown = other.expectUnknown;
        hostIndex = other.hostIndex;
        fieldCount = other.fieldCount;
        requestLineLength = other.requestLineLength;
        if (fields.length < other.fieldCount * 4) {
            fields = new int[other.fieldCount * 4];
        }
        for (int i = 0; i < other.fieldCount * 4; i++) {
            fields[i] = other.fields[i] + shift;
        }
    }
}
