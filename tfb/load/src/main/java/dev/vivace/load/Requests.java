package dev.vivace.load;

import io.netty.channel.unix.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All requests of a thread, ready in direct memory, taken in turn: each with {@code Connection: keep-alive} and once
 * more with {@code close}.
 */
final class Requests {
    /** A socket takes this much at once when nothing else is under way. */
    static final int REQUEST_BYTES_MAX = 8 * 1024;

    private static final String NUMBER = "{id}";
    private static final int CHANGING_COUNT = 256;

    private final ByteBuffer memory;
    private final long address;
    private final int[] ends;
    private final int differentCount;
    private int next;

    private Requests(List<byte[]> requests) {
        differentCount = requests.size() / 2;
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

    /**
     * The requests for these paths; {@code {id}} in a path becomes a number that changes from request to request. So do
     * the headers ({@link HeadVariant}), unless they are constant.
     */
    static Requests of(List<String> paths, Map<String, String> headers, boolean constantHeaders) {
        return new Requests(texts(paths, headers, constantHeaders));
    }

    /** The length of the longest of these requests. */
    static int bytesMax(List<String> paths, Map<String, String> headers, boolean constantHeaders) {
        return texts(paths, headers, constantHeaders).stream()
                .mapToInt(text -> text.length)
                .max()
                .orElse(0);
    }

    private static List<byte[]> texts(List<String> paths, Map<String, String> headers, boolean constantHeaders) {
        boolean changing = !constantHeaders || paths.stream().anyMatch(path -> path.contains(NUMBER));
        int count = changing ? Math.max(CHANGING_COUNT, paths.size()) / paths.size() * paths.size() : paths.size();
        List<byte[]> texts = new ArrayList<>();
        for (String connection : List.of("keep-alive", "close")) {
            for (int index = 0; index < count; index++) {
                String path = paths.get(index % paths.size()).replace(NUMBER, Long.toString(number(index + 1)));
                texts.add(new HeadVariant(constantHeaders ? 0 : index).request(path, headers, connection));
            }
        }
        return texts;
    }

    /** A fixed stride through the numbers of one to seven digits: varied, and the same in every run. */
    private static long number(int index) {
        long limit = 10;
        for (int digits = index % 7; digits > 0; digits--) {
            limit *= 10;
        }
        return index * 7919L % limit;
    }

    /** Takes the next request; {@link #address}, {@link #begin} and {@link #end} say where it is. */
    int take(boolean closing) {
        int taken = next;
        next = taken + 1 == differentCount ? 0 : taken + 1;
        return closing ? differentCount + taken : taken;
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
