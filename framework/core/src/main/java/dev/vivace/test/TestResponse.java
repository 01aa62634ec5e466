package dev.vivace.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer as a client sees it. */
public final class TestResponse {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private TestResponse(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * The status code.
     *
     * @return 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The first value of a header.
     *
     * @param name without regard to case
     * @return null when there is none
     */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * All values of a header.
     *
     * @param name without regard to case
     * @return in order, empty when there is none
     */
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /**
     * The names of all headers, in lower case.
     *
     * @return in order
     */
    public List<String> headerNames() {
        return List.copyOf(headers.keySet());
    }

    /**
     * The body.
     *
     * @return a fresh array
     */
    public byte[] bodyBytes() {
        return body.clone();
    }

    /**
     * The body as UTF-8.
     *
     * @return empty when there is none
     */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether it says the same, the Date apart. */
    boolean isLike(TestResponse other) {
        return status == other.status
                && Arrays.equals(body, other.body)
                && undated().equals(other.undated());
    }

    private Map<String, List<String>> undated() {
        Map<String, List<String>> rest = new HashMap<>(headers);
        rest.remove("date");
        return rest;
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body();
    }

    /**
     * The whole final answers in {@code bytes}.
     *
     * @param toHead when they have no body whatever their length says
     * @param ended whether the connection came to an orderly end, which may be that of the last answer
     */
    static List<TestResponse> split(byte[] bytes, boolean toHead, boolean ended) {
        List<TestResponse> found = new ArrayList<>();
        int at = 0;
        for (; ; ) {
            int end = headEnd(bytes, at);
            if (end < 0) {
                return found;
            }
            String[] lines = new String(bytes, at, end - at - 4, StandardCharsets.ISO_8859_1).split("\r\n");
            int status = Integer.parseInt(lines[0].substring(9, 12));
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.computeIfAbsent(
                                lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1).strip());
            }
            TestBody body = TestBody.of(bytes, end, toHead ? 204 : status, headers, ended);
            if (body == null) {
                return found;
            }
            if (status >= 200) {
                found.add(new TestResponse(status, headers, body.bytes()));
            }
            at = body.end();
        }
    }

    private static int headEnd(byte[] bytes, int start) {
        for (int i = start; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }
}
