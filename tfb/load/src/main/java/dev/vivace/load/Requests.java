package dev.vivace.load;

import io.netty.channel.unix.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All requests of a thread, ready in direct memory, taken in turn: each with {@code Connection: keep-alive} and once
 * more with {@code close}.
 */
final class Requests {
    /** TechEmpower's headers, as the other loads of the comparison send them. */
    static final String HOST = "tfb-server:8080";

    static final String ACCEPT =
            "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7";

    /** A socket takes this much at once when nothing else is under way. */
    static final int REQUEST_BYTES_MAX = 8 * 1024;

    private static final String NUMBER = "{id}";
    private static final int NUMBERED_COUNT = 256;

    private final ByteBuffer memory;
    private final long address;
    private final int[] ends;
    private final int variantCount;
    private int nextVariant;

    private Requests(List<byte[]> requests) {
        variantCount = requests.size() / 2;
        ends = new int[requests.size() + 1];
        int length = 0;
        for (int index = 0; index < requests.size(); index++) {
            length += requests.get(index).length;
            ends[index + 1] = length;
        }
        memory = ByteBuffer.allocateDirect(length);
        requests.forEach(memory::put);
        address = Buffer.memoryAddress(memory);
    }

    /** The requests for these paths; {@code {id}} in a path becomes a number that changes from request to request. */
    static Requests of(List<String> paths, Map<String, String> headers) {
        List<byte[]> requests = new ArrayList<>();
        List<String> variants = variants(paths);
        for (String connection : List.of("keep-alive", "close")) {
            for (String path : variants) {
                requests.add(request(path, headers, connection));
            }
        }
        return new Requests(requests);
    }

    private static List<String> variants(List<String> paths) {
        boolean numbered = paths.stream().anyMatch(path -> path.contains(NUMBER));
        int count = numbered ? Math.max(NUMBERED_COUNT, paths.size()) / paths.size() * paths.size() : paths.size();
        List<String> variants = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            variants.add(paths.get(index % paths.size()).replace(NUMBER, Long.toString(number(index + 1))));
        }
        return variants;
    }

    /** A fixed stride through the numbers of one to seven digits: varied, and the same in every run. */
    private static long number(int index) {
        long limit = 10;
        for (int digits = index % 7; digits > 0; digits--) {
            limit *= 10;
        }
        return index * 7919L % limit;
    }

    static byte[] request(String path, Map<String, String> headers, String connection) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", HOST);
        all.put("Accept", ACCEPT);
        all.put("Connection", connection);
        headers.forEach((name, value) -> {
            all.keySet().removeIf(name::equalsIgnoreCase);
            all.put(name, value);
        });
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Takes the next request; {@link #address}, {@link #begin} and {@link #end} say where it is. */
    int take(boolean closing) {
        int variant = nextVariant;
        nextVariant = variant + 1 == variantCount ? 0 : variant + 1;
        return closing ? variantCount + variant : variant;
    }

    long address() {
        return address;
    }

    int begin(int index) {
        return ends[index];
    }

    int end(int index) {
        return ends[index + 1];
    }

    /** What it holds, for tests. */
    String text(int index) {
        byte[] bytes = new byte[end(index) - begin(index)];
        memory.get(begin(index), bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
