package dev.vivace.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Requests that follow the grammar, with framing and fields that interest a server, and their damaged kin.
 *
 * <p><b>Threading:</b> belongs to one thread; the same seed gives the same sequence.
 */
final class MessageGenerator {
    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "POST",
            "POST",
            "PUT",
            "HEAD",
            "OPTIONS",
            "DELETE",
            "TRACE",
            "PATCH",
            "GET",
            "POST",
            "CONNECT",
            "get",
            "M-SEARCH");
    private static final List<String> TARGETS = List.of(
            "/",
            "/",
            "/a/b",
            "/a?b=c",
            "/?",
            "/a//b/../c",
            "/%41%2f",
            "/a%",
            "/..",
            "/\"|",
            "*",
            "a:80",
            "a",
            "http://a/b",
            "HTTPS://a:1?x",
            "http://a",
            "http://u@a/",
            "http:///",
            "ftp://a/",
            "/%C3%A9",
            "/%C3",
            "//a",
            "/a/..%2f");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "http/1.1", "HTTP/1.11");
    private static final List<String> HOSTS = List.of(
            "a",
            "a",
            "a:80",
            "",
            "a:",
            "a:65536",
            "[::1]",
            "[1::2:3]:8",
            "[::1.2.3.4]",
            "[v1.a]",
            "[1:2:3:4:5:6:7:8]",
            "a b",
            "a,b",
            "u@a",
            "%41",
            "%4",
            "1.2.3.4",
            "a/b",
            "[::1]a",
            "[1:2:3:4:5:6:7::]",
            "[::1.2.3.04]");
    private static final List<String> LENGTHS = List.of(
            "0", "1", "5", "5", "10", "05", "61", "+5", "5,5", "5 5", "", "0x5", "9223372036854775808", "-0", "60");
    private static final List<String> CODINGS = List.of(
            "chunked",
            "chunked",
            "chunked",
            "Chunked",
            "gzip, chunked",
            "gzip",
            "chunked, gzip",
            "chunked,chunked",
            "",
            "\"chunked\"",
            "chunked;a=b",
            ",chunked",
            "xchunked",
            "identity",
            "chunked\t");
    private static final List<String> PLAIN_OTHERS = List.of(
            "Connection: keep-alive",
            "Expect: 100-continue",
            "X-A: b",
            "X-B:\tc \t",
            "X-C:",
            "Cookie: a=b; c=\"d\"",
            "X-D: \u00e9\u0080",
            "Upgrade: h2c",
            "!#$%&'*+-.^_`|~0: ok");
    private static final List<String> OTHERS = List.of(
            "Connection: close",
            "Connection: keep-alive",
            "Connection: keep-alive, Close",
            "connection: x",
            "Connection: closed",
            "Connection:",
            "Expect: 100-continue",
            "Expect: 100-Continue, ",
            "Expect: x",
            "X-A: b",
            "X-B:\tc \t",
            "X-C:",
            "Cookie: a=b; c=\"d\"",
            "X-D: \u00e9\u0080",
            "X E: f",
            " X-F: g",
            "X-G : h",
            ":",
            "X-H: \u0001",
            "X-I",
            "Keep-Alive: 5",
            "Host-X: b",
            "Trailer: A",
            "Upgrade: h2c",
            "X-J: " + "v".repeat(30),
            "!#$%&'*+-.^_`|~0: ok");
    private static final List<String> EXTENSIONS = List.of(
            "",
            "",
            "",
            "",
            ";a",
            ";a=b",
            " ; a = b",
            ";a=\"b;c\"",
            ";a=\"\\\"\"",
            ";",
            ";=b",
            ";a=",
            ";a=\"b",
            ";a \t",
            ";a=b;c",
            ";a=\"\u00e9\\\u00ff\"",
            " ");
    private static final List<String> TRAILERS =
            List.of("A: b", "A:", "B: c\td", "Content-Length: 9", "C : d", " D: e", ": f");

    private final SplittableRandom random;
    private final Mutations mutations;

    MessageGenerator(long seed) {
        this.random = new SplittableRandom(seed);
        this.mutations = new Mutations(random);
    }

    /** One to three messages, half of the time damaged here and there, sometimes cut off. */
    String next() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(message());
        }
        String input = text.toString();
        if (random.nextBoolean()) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                input = mutations.mutate(input);
            }
        }
        return random.nextInt(8) == 0 ? input.substring(0, random.nextInt(input.length() + 1)) : input;
    }

    private String message() {
        StringBuilder text = new StringBuilder(random.nextInt(12) == 0 ? "\r\n" : "");
        text.append(any(METHODS))
                .append(' ')
                .append(plainly(TARGETS))
                .append(' ')
                .append(plainly(VERSIONS));
        List<String> lines = new ArrayList<>();
        lines.add("Host: " + plainly(HOSTS));
        if (random.nextInt(30) == 0) {
            lines.add("HOST:" + any(HOSTS));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(random.nextInt(4) == 0 ? any(OTHERS) : any(PLAIN_OTHERS));
        }
        String body = body(lines);
        Collections.shuffle(lines, new Random(random.nextLong()));
        if (random.nextInt(30) == 0) {
            lines.remove(random.nextInt(lines.size()));
        }
        text.append("\r\n");
        lines.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").append(body).toString();
    }

    /** The body; what announces it goes to the lines. */
    private String body(List<String> lines) {
        switch (random.nextInt(8)) {
            case 0, 1:
                lines.add("Content-Length: 5");
                if (random.nextInt(60) == 0) {
                    lines.add("Content-Length: 5");
                }
                return "hello";
            case 2:
                lines.add("content-length:" + any(LENGTHS));
                return random.nextBoolean() ? "hello" : "";
            case 3, 4:
                lines.add("Transfer-Encoding: " + plainly(CODINGS));
                return chunks();
            case 5:
                if (random.nextInt(3) == 0) {
                    lines.add("Transfer-Encoding: " + any(CODINGS));
                    lines.add("Content-Length: " + any(LENGTHS));
                }
                return random.nextBoolean() ? chunks() : "";
            default:
                return "";
        }
    }

    private String chunks() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            String data = "0123456789abcdef\r\n".repeat(2).substring(0, 1 + random.nextInt(30));
            String size = Integer.toHexString(data.length());
            text.append(random.nextInt(4) == 0 ? "00" + size.toUpperCase(java.util.Locale.ROOT) : size);
            text.append(plainly(EXTENSIONS)).append("\r\n").append(data).append("\r\n");
        }
        text.append(random.nextInt(40) == 0 ? "ffffffffffffffffff" : "0")
                .append(plainly(EXTENSIONS))
                .append("\r\n");
        for (int i = random.nextInt(10) - 6; i > 0; i--) {
            text.append(plainly(TRAILERS)).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    /** Mostly the first, which is the most common one. */
    private String plainly(List<String> choices) {
        return random.nextInt(10) > 0 ? choices.get(0) : any(choices);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
