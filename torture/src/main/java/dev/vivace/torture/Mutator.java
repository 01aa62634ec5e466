package dev.vivace.torture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Makes mutations from valid requests. The same seed and number give the same one. A third are malformed by construction
 * (and not touched otherwise), so that nothing but a refusal is right; the others are tampered with at random, one to four
 * times, and may well be valid still.
 */
final class Mutator {
    private static final int REFUSED_PERIOD = 3;
    private static final int TIMES_MAX = 4;
    private static final int BYTES_MAX = 60_000;

    private static final List<String> VALID = List.of(
            "GET /json HTTP/1.1\r\nHost: torture\r\n\r\n",
            "GET /plaintext HTTP/1.1\r\nHost: localhost:8080\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n",
            "GET /users/42 HTTP/1.1\r\nHost: torture\r\nUser-Agent: a (b; c) d/1.0\r\nAccept-Encoding: gzip, br\r\n\r\n",
            "GET /add/40?b=2&c=%20x HTTP/1.1\r\nHost: [::1]:80\r\nCookie: a=b; c=d\r\n\r\n",
            "GET http://torture/json?q=1 HTTP/1.1\r\nHost: torture\r\n\r\n",
            "HEAD /json HTTP/1.1\r\nHost: torture\r\n\r\n",
            "OPTIONS /users HTTP/1.1\r\nHost: torture\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nhello world",
            "POST /echo HTTP/1.1\r\nHost: torture\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: torture\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                    + "b;name=\"quoted; value\"\r\nhello world\r\n000\r\nX-Sum: 1\r\n\r\n",
            json("/json/echo", "{\"a\":[1,2.5e3,null,true],\"b\":\"\\u00e9\"}"),
            json("/users", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}"),
            "POST /echo HTTP/1.1\r\nHost: torture\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
            "GET /visits HTTP/1.1\r\nHost: torture\r\nCookie: visits=41\r\nX-Empty:\r\n\r\n",
            "GET /traced/hello HTTP/1.0\r\nX-Request-Id: r1\r\n\r\n");

    private static final List<String> TOKENS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            ",",
            ";",
            "\"",
            "%2F",
            "%00",
            "..",
            "//",
            "?",
            "#",
            "\u00ff",
            "\u0080",
            "Content-Length: 5\r\n",
            "Content-Length: 0\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Connection: close\r\n",
            "Expect: 100-continue\r\n",
            "Host: other\r\n",
            "HTTP/1.1",
            "HTTP/1.0",
            "GET ",
            "0\r\n\r\n",
            "-1",
            "+1",
            "18446744073709551617",
            "9223372036854775808",
            "0x10",
            "1e3",
            "ffffffffffffffff",
            "7fffffffffffffff");

    private static final List<String> HEAD_FAULTS = List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: 5, 5\r\n",
            "Content-Length: +5\r\n",
            "Content-Length: 5 5\r\n",
            "Content-Length: 0x5\r\n",
            "Content-Length: -1\r\n",
            "Content-Length:\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Transfer-Encoding: \"chunked\"\r\n",
            "Transfer-Encoding:\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding : chunked\r\n",
            "Transfer-Encoding\t: chunked\r\n",
            " Transfer-Encoding: chunked\r\n",
            "X-A: b\r\n folded\r\n",
            "X-A: b\r\n\tfolded: c\r\n",
            "X-A: b\nX-B: c\r\n",
            "X-A: b\rX-B: c\r\n",
            "X-A: b\0c\r\n",
            "X-A\0: b\r\n",
            "X A: b\r\n",
            "X-A\r\n",
            ": b\r\n",
            "Host: other\r\n",
            "Host: torture\r\n",
            "X-(A): b\r\n");

    private static final List<BiFunction<Random, String, String>> NOISE = List.of(
            (random, text) -> replaced(text, at(random, text), 1, Character.toString((char) random.nextInt(256))),
            (random, text) -> {
                int at = at(random, text);
                return replaced(text, at, 1, Character.toString((char) (text.charAt(at) ^ 1 << random.nextInt(8))));
            },
            (random, text) -> replaced(text, at(random, text), 0, Character.toString((char) random.nextInt(256))),
            (random, text) -> replaced(text, at(random, text), 0, pick(random, TOKENS)),
            (random, text) -> replaced(text, at(random, text), 1 + random.nextInt(8), pick(random, TOKENS)),
            (random, text) -> replaced(text, at(random, text), 1 + random.nextInt(8), ""),
            (random, text) -> text.substring(0, 1 + at(random, text)),
            (random, text) -> {
                int at = at(random, text);
                String part = text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(40)));
                return replaced(text, at, 0, part.repeat(1 + random.nextInt(5)));
            },
            (random, text) -> text.substring(0, at(random, text)) + pick(random, VALID),
            (random, text) -> {
                String other = pick(random, VALID);
                return text.substring(0, at(random, text)) + other.substring(at(random, other));
            },
            (random, text) -> afterLine(random, text, pick(random, TOKENS)),
            (random, text) -> afterLine(random, text, "X-Field: some value\r\n".repeat(1 + random.nextInt(120))),
            (random, text) -> replaced(text, at(random, text), 0, "a".repeat(random.nextInt(20_000))));

    private final long seed;

    Mutator(long seed) {
        this.seed = seed;
    }

    /** The mutation of that number. */
    Mutation mutation(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        // The first values of neighbouring seeds are alike
        random.nextLong();
        String text = pick(random, VALID);
        if (number % REFUSED_PERIOD == 0) {
            return new Mutation(bytes(malformed(random, text)), true);
        }
        for (int times = 1 + random.nextInt(TIMES_MAX); times > 0; times--) {
            text = NOISE.get(random.nextInt(NOISE.size())).apply(random, text);
            text = text.isEmpty() ? "G" : text.substring(0, Math.min(text.length(), BYTES_MAX));
        }
        return new Mutation(bytes(text), false);
    }

    private static String json(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: torture\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String malformed(Random random, String valid) {
        return switch (random.nextInt(10)) {
            case 0 ->
                valid.replaceFirst(
                        "HTTP/1\\.[01]", pick(random, List.of("HTTP/2.0", "http/1.1", "HTTP/1", "HTTP/1.1.1", "")));
            case 1 -> pick(random, List.of("G(T", "GE T", "G\u00c9T", "", "\0")) + valid.substring(valid.indexOf(' '));
            case 2 -> "GET /json HTTP/1.1\r\nX-No-Host: a\r\n\r\n";
            case 3 -> "GET /" + "a".repeat(8_300 + random.nextInt(9_000)) + " HTTP/1.1\r\nHost: torture\r\n\r\n";
            case 4 ->
                "GET /json HTTP/1.1\r\nHost: torture\r\n" + ("X-A: " + "a".repeat(200) + "\r\n").repeat(90) + "\r\n";
            case 5 -> "GET /json HTTP/1.1\r\nHost: torture\r\n" + "X-A: a\r\n".repeat(101) + "\r\n";
            case 6 ->
                "POST /echo HTTP/1.1\r\nHost: torture\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + pick(
                                random,
                                List.of(
                                        "g\r\n",
                                        "-1\r\n",
                                        "0x5\r\nhello\r\n",
                                        "5\nhello\r\n",
                                        "5\r\nhelloX\r\n",
                                        "5\r\nhello\n",
                                        " 5\r\nhello\r\n",
                                        "\r\n",
                                        "ffffffffffffffff1\r\n",
                                        "5;a\nb\r\nhello\r\n",
                                        "5;a=\"\0\"\r\nhello\r\n"))
                        + "0\r\n\r\n";
            case 7 ->
                "POST /echo HTTP/1.1\r\nHost: torture\r\nContent-Length: " + (1_048_577L + random.nextInt(1 << 30))
                        + "\r\n\r\nhello";
            default -> withHost(random, pick(random, HEAD_FAULTS));
        };
    }

    private static String withHost(Random random, String fault) {
        String method = random.nextBoolean() ? "POST /echo" : "GET /json";
        String host = "Host: torture\r\n";
        return method + " HTTP/1.1\r\n" + (random.nextBoolean() ? host + fault : host + "X-B: c\r\n" + fault)
                + "\r\nhello";
    }

    private static int at(Random random, String text) {
        return random.nextInt(text.length());
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String replaced(String text, int at, int length, String by) {
        return text.substring(0, at) + by + text.substring(Math.min(text.length(), at + length));
    }

    /** Behind the end of a line, if there is any. */
    private static String afterLine(Random random, String text, String inserted) {
        int at = text.indexOf("\r\n", at(random, text));
        return at < 0 ? text + inserted : replaced(text, at + 2, 0, inserted);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
