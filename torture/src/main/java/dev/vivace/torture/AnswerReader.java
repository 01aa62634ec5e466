package dev.vivace.torture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads answers from the bytes of one connection, however they are cut, and trusts nothing: a status line of RFC 9112
 * section 4, field lines of section 5 without controls, one right Date, one right Content-Length where there has to be one
 * and none where there must not (RFC 9110 section 8.6), and no more bytes than that.
 */
final class AnswerReader {
    static final int MORE = 0;
    static final int COMPLETE = 1;
    static final int FAULTY = -1;

    private static final int HEAD_BYTES_MAX = 16_384;
    /** Of longer bodies the rest is counted only. */
    private static final int BODY_BYTES_KEPT_MAX = 65_536;

    private static final int DATE_SECONDS_OFF_MAX = 2;
    private static final int LENGTH_DIGITS_MAX = 10;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 [1-5][0-9][0-9] [\\t\\x20-\\x7E]*");
    /** RFC 9110 section 5.5: an echoed value may hold octets above 0x7F. */
    private static final Pattern FIELD = Pattern.compile(
            "([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*((?:[\\x21-\\x7E\\x80-\\xFF](?:[\\t\\x20-\\x7E\\x80-\\xFF]*"
                    + "[\\x21-\\x7E\\x80-\\xFF])?)?)[ \\t]*");

    private static final Pattern DATE = Pattern.compile(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT");

    private final Clock clock;
    private byte[] head = new byte[512];
    private int headLength;
    private boolean inBody;
    private boolean bodiless;
    private int status;
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private byte[] body = {};
    private int bodyKept;
    private long bodyLength;
    private long contentLength;
    private String fault;
    private String checkedDate;
    private long checkedSecond;

    AnswerReader() {
        this(Clock.systemUTC());
    }

    /** Compares dates with this clock, or only looks at their form when it is null. */
    AnswerReader(Clock clock) {
        this.clock = clock;
    }

    /** Ready for the next answer; one without a body when its request was a HEAD. */
    void begin(boolean toHead) {
        bodiless = toHead;
        headLength = 0;
        inBody = false;
        status = 0;
        names.clear();
        values.clear();
        bodyKept = 0;
        bodyLength = 0;
        contentLength = 0;
        fault = null;
    }

    /** Takes bytes up to the end of one answer, interim answers being answers too; what is left belongs to the next. */
    int read(ByteBuffer in) {
        if (fault != null) {
            return FAULTY;
        }
        while (!inBody && in.hasRemaining()) {
            if (headLength == head.length) {
                if (headLength == HEAD_BYTES_MAX) {
                    return faulty("its head is longer than " + HEAD_BYTES_MAX + " bytes");
                }
                head = Arrays.copyOf(head, head.length * 2);
            }
            head[headLength++] = in.get();
            if (headEnds() && !readHead()) {
                return FAULTY;
            }
        }
        if (!inBody) {
            return MORE;
        }
        takeBody(in);
        return bodyLength == contentLength ? COMPLETE : MORE;
    }

    private boolean headEnds() {
        int end = headLength;
        return end >= 4
                && head[end - 1] == '\n'
                && head[end - 2] == '\r'
                && head[end - 3] == '\n'
                && head[end - 4] == '\r';
    }

    private void takeBody(ByteBuffer in) {
        int count = (int) Math.min(in.remaining(), contentLength - bodyLength);
        int kept = Math.min(count, BODY_BYTES_KEPT_MAX - bodyKept);
        if (bodyKept + kept > body.length) {
            body = Arrays.copyOf(body, Math.min(BODY_BYTES_KEPT_MAX, Math.max(bodyKept + kept, body.length * 2)));
        }
        in.get(body, bodyKept, kept);
        in.position(in.position() + count - kept);
        bodyKept += kept;
        bodyLength += count;
    }

    private boolean readHead() {
        inBody = true;
        String[] lines = new String(head, 0, headLength - 4, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        if (!STATUS_LINE.matcher(lines[0]).matches()) {
            return wrong("its status line is '" + printable(lines[0]) + "'");
        }
        status = Integer.parseInt(lines[0].substring(9, 12));
        for (int i = 1; i < lines.length; i++) {
            var field = FIELD.matcher(lines[i]);
            if (!field.matches()) {
                return wrong("it has the field line '" + printable(lines[i]) + "'");
            }
            names.add(field.group(1));
            values.add(field.group(2));
        }
        return framed() && (status < 200 || dated());
    }

    private boolean framed() {
        if (count("Transfer-Encoding") > 0) {
            return wrong("it has a Transfer-Encoding, which nothing here sends");
        }
        int lengths = count("Content-Length");
        boolean none = status < 200 || status == 204;
        if (lengths != (none ? 0 : 1)) {
            return wrong("a " + status + " has " + lengths + " Content-Length fields");
        }
        if (none) {
            return true;
        }
        String length = field("Content-Length");
        if (!length.matches("[0-9]{1," + LENGTH_DIGITS_MAX + "}")) {
            return wrong("its Content-Length is '" + printable(length) + "'");
        }
        if (!bodiless && status != 304) {
            contentLength = Long.parseLong(length);
        }
        return true;
    }

    private boolean dated() {
        if (count("Date") != 1) {
            return wrong("it has " + count("Date") + " Date fields");
        }
        String date = field("Date");
        long now = clock == null ? 0 : clock.instant().getEpochSecond();
        if (date.equals(checkedDate) && now == checkedSecond) {
            return true;
        }
        try {
            if (DATE.matcher(date).matches()) {
                Instant said = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                if (clock == null || Math.abs(said.getEpochSecond() - now) <= DATE_SECONDS_OFF_MAX) {
                    checkedDate = date;
                    checkedSecond = now;
                    return true;
                }
            }
        } catch (DateTimeException e) {
            // said below
        }
        return wrong("its Date is '" + printable(date) + "'");
    }

    private boolean wrong(String reason) {
        fault = reason;
        return false;
    }

    private int faulty(String reason) {
        fault = reason;
        return FAULTY;
    }

    private static String printable(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return shown.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private int count(String name) {
        int count = 0;
        for (String other : names) {
            count += name.equalsIgnoreCase(other) ? 1 : 0;
        }
        return count;
    }

    /** What is wrong with the answer, after {@link #FAULTY}. */
    String fault() {
        return fault;
    }

    /** Whether bytes of an answer are there that is not complete. */
    boolean begun() {
        return headLength > 0;
    }

    int status() {
        return status;
    }

    boolean interim() {
        return status < 200;
    }

    /** The first field of the name, or an empty text. */
    String field(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (name.equalsIgnoreCase(names.get(i))) {
                return values.get(i);
            }
        }
        return "";
    }

    /** Whether the server says that it closes the connection (RFC 9112 section 9.6). */
    boolean closing() {
        return field("Connection").equalsIgnoreCase("close");
    }

    long bodyLength() {
        return bodyLength;
    }

    /** The first 64 KB of the body. */
    byte[] body() {
        return Arrays.copyOf(body, bodyKept);
    }

    String text() {
        return new String(body, 0, bodyKept, StandardCharsets.UTF_8);
    }
}
