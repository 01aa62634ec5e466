package dev.vivace.differential;

import java.util.ArrayList;
import java.util.List;

/** Messages that just keep a limit, are at it, or just exceed it. Stateless. */
final class LimitProbes {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String NEXT = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private LimitProbes() {}

    static List<String> of(Limits limits) {
        List<String> probes = new ArrayList<>();
        for (int delta = -1; delta <= 2; delta++) {
            heads(limits, delta, probes);
            bodies(limits, delta, probes);
            chunkLines(limits, delta, probes);
            trailers(limits, delta, probes);
        }
        probes.replaceAll(probe -> probe + NEXT);
        return probes;
    }

    private static void heads(Limits limits, int delta, List<String> probes) {
        String line = "GET /" + "a".repeat(limits.requestLine() + delta - "GET / HTTP/1.1".length()) + " HTTP/1.1";
        probes.add(line + "\r\nHost: a\r\n\r\n");
        probes.add(line + "\nHost: a\r\n\r\n");
        probes.add(line.replace("/a", "a") + "\r\nHost: a\r\n\r\n");
        String value = "v".repeat(limits.header() + delta - "Host: a\r\nX: \r\n".length());
        probes.add(GET + "X: " + value + "\r\n\r\n");
        probes.add(GET + "X: " + value + "\n\r\n");
        probes.add(GET + "X:\0" + value + "\r\n\r\n");
        probes.add(GET + "X:\r\n".repeat(limits.fields() + delta - 1) + "\r\n");
        probes.add(GET + "X:\r\n".repeat(limits.fields() + delta - 2) + "X\r\n\r\n");
    }

    private static void bodies(Limits limits, int delta, List<String> probes) {
        int length = limits.body() + delta;
        probes.add("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + "b".repeat(length));
        probes.add("BREW / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + "b".repeat(length));
        probes.add(CHUNKED + chunk("", length) + "0\r\n\r\n");
        probes.add(CHUNKED + chunk("", 7) + chunk("", length - 7) + "0\r\n\r\n");
        probes.add(CHUNKED + chunk("", length - 1) + chunk("", 1) + "0\r\n\r\n");
    }

    private static void chunkLines(Limits limits, int delta, List<String> probes) {
        int length = limits.chunkLine() + delta;
        probes.add(CHUNKED + chunk(";" + "x".repeat(length - 2), 1) + "0\r\n\r\n");
        probes.add(CHUNKED + "0".repeat(length - 1) + chunk("", 1) + "0\r\n\r\n");
        probes.add(CHUNKED + chunk("", 1) + "0;" + "x".repeat(length - 2) + "\r\n\r\n");
        int half = limits.extensions() / 2;
        String extension = ";" + "x".repeat(half - 1);
        probes.add(CHUNKED + chunk(extension, 1) + chunk(extension + "x".repeat(delta + 1), 1) + "0\r\n\r\n");
        probes.add(CHUNKED + chunk(extension, 1) + "0" + extension + "x".repeat(delta + 1) + "\r\n\r\n");
        for (int bits : new int[] {60, 63, 64}) {
            String size = java.math.BigInteger.ONE
                    .shiftLeft(bits)
                    .add(java.math.BigInteger.valueOf(delta - 1L))
                    .toString(16);
            probes.add(CHUNKED + size + "\r\n" + "b".repeat(limits.body() + 1));
        }
    }

    private static void trailers(Limits limits, int delta, List<String> probes) {
        String value = "v".repeat(limits.trailer() + delta - "A: b\r\nX: \r\n".length());
        probes.add(CHUNKED + "0\r\nA: b\r\nX: " + value + "\r\n\r\n");
        probes.add(CHUNKED + "0\r\nA: b\r\nX:\0" + value + "\r\n\r\n");
        probes.add(CHUNKED + "0\r\n" + "X:\r\n".repeat(limits.trailers() + delta) + "\r\n");
        probes.add(CHUNKED + "0\r\n" + "X:\r\n".repeat(limits.trailers() + delta - 1) + "X\r\n\r\n");
    }

    private static String chunk(String extension, int length) {
        return Integer.toHexString(length) + extension + "\r\n" + "d".repeat(length) + "\r\n";
    }
}
