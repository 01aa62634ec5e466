package dev.vivace.jmh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Requests to parse, several of each kind that differ in order and values, so that no branch predictor and no inline
 * cache learns one of them by heart.
 */
public final class Requests {
    /** How many variants there are of each kind; a power of two. */
    public static final int VARIANT_COUNT = 16;

    /** Bytes of room behind each request of {@link #roomy}. */
    public static final int ROOM_BYTES = 64;

    private static final String JSON_TYPE = "Content-Type: application/json\r\n";

    private static final String[] WRK_FIELDS = {
        "Host: tfb-server-%02d:8080\r\n",
        "Accept: application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7\r\n",
        "Connection: keep-alive\r\n"
    };

    private static final String[] BROWSER_FIELDS = {
        "Host: shop-%02d.example.org\r\n",
        "Connection: keep-alive\r\n",
        "sec-ch-ua: \"Chromium\";v=\"1%02d\", \"Not)A;Brand\";v=\"24\"\r\n",
        "sec-ch-ua-mobile: ?0\r\n",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1%02d.0.0.0"
                + " Safari/537.36\r\n",
        "Accept: application/json, text/plain, */*\r\n",
        "Sec-Fetch-Site: same-origin\r\n",
        "Sec-Fetch-Mode: cors\r\n",
        "Referer: https://shop-%02d.example.org/basket?step=2\r\n",
        "Accept-Encoding: gzip, deflate, br, zstd\r\n",
        "Accept-Language: en-GB,en;q=0.9,de-%02d;q=0.8\r\n",
        "Cookie: session=4f1c9a7e%02d; theme=dark; consent=yes\r\n"
    };

    private Requests() {}

    /** The request of the TechEmpower load generator, 174 bytes; the order of its fields and the host vary. */
    public static byte[][] wrk(String path) {
        return variants("GET", variant -> path, WRK_FIELDS, null);
    }

    /** The load generator's fields, with a target per variant. */
    public static byte[][] get(IntFunction<String> target) {
        return variants("GET", target, WRK_FIELDS, null);
    }

    /** The load generator's fields and one more, for instance {@code Cookie: visits=1%02d\r\n}. */
    public static byte[][] get(String target, String field) {
        return variants("GET", variant -> target, wrkFieldsAnd(field), null);
    }

    /** A JSON body per variant, in ASCII. */
    public static byte[][] post(String target, IntFunction<String> body) {
        return variants("POST", variant -> target, wrkFieldsAnd(JSON_TYPE), body);
    }

    /** A JSON body per variant for whatever version there is. */
    public static byte[][] put(IntFunction<String> target, IntFunction<String> body) {
        return variants("PUT", target, wrkFieldsAnd(JSON_TYPE, "If-Match: *\r\n"), body);
    }

    /** No body. */
    public static byte[][] delete(String target) {
        return variants("DELETE", variant -> target, WRK_FIELDS, null);
    }

    private static String[] wrkFieldsAnd(String... more) {
        String[] fields = Arrays.copyOf(WRK_FIELDS, WRK_FIELDS.length + more.length);
        System.arraycopy(more, 0, fields, WRK_FIELDS.length, more.length);
        return fields;
    }

    /** What a browser's fetch sends: 12 fields, about 600 bytes. */
    public static byte[][] browser(String path) {
        return variants("GET", variant -> path, BROWSER_FIELDS, null);
    }

    /** All variants one behind the other, as a pipelining client sends them. */
    public static byte[] joined(byte[][] requests) {
        StringBuilder all = new StringBuilder();
        for (byte[] request : requests) {
            all.append(new String(request, StandardCharsets.ISO_8859_1));
        }
        return bytes(all.toString());
    }

    /** As in a loop's read buffer: there is room behind the request, {@link #ROOM_BYTES}. */
    public static byte[][] roomy(byte[][] requests) {
        byte[][] roomy = new byte[requests.length][];
        for (int i = 0; i < roomy.length; i++) {
            roomy[i] = Arrays.copyOf(requests[i], requests[i].length + ROOM_BYTES);
        }
        return roomy;
    }

    private static byte[][] variants(
            String method, IntFunction<String> target, String[] fields, IntFunction<String> bodies) {
        byte[][] requests = new byte[VARIANT_COUNT][];
        for (int variant = 0; variant < VARIANT_COUNT; variant++) {
            StringBuilder text = new StringBuilder(method)
                    .append(' ')
                    .append(target.apply(variant))
                    .append(" HTTP/1.1\r\n");
            for (int i = 0; i < fields.length; i++) {
                text.append(String.format(fields[(i + variant) % fields.length], variant + 10));
            }
            String body = "";
            if (bodies != null) {
                body = bodies.apply(variant);
                text.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            requests[variant] = bytes(text.append("\r\n").append(body).toString());
        }
        return requests;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
