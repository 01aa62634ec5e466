package dev.vivace;

import java.util.ArrayList;
import java.util.List;

/** A source for tests: an array of so many strings of 1,000 letters, which counts its calls and closes. */
public class Letters implements JsonPieces, AutoCloseable {
    public static final String ELEMENT = "x".repeat(998);

    private final int count;
    private boolean begun;
    public int calls;
    public int closed;

    public Letters(int count) {
        this.count = count;
    }

    /** The whole document. */
    public static String document(int count) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(ELEMENT).append('"');
        }
        return text.append(']').toString();
    }

    /** The pieces of the document in the order in which they are sent. */
    public static List<String> pieces(int count) {
        String whole = document(count);
        List<String> pieces = new ArrayList<>();
        // The bracket and 33 elements are the first to reach 32 KB
        int pieceBytes = 33 * (ELEMENT.length() + 3);
        for (int at = 0; at < whole.length(); at += pieceBytes) {
            pieces.add(whole.substring(at, Math.min(whole.length(), at + pieceBytes)));
        }
        return pieces;
    }

    @Override
    public boolean next(JsonOut out) {
        if (closed > 0) {
            throw new IllegalStateException("asked after the end");
        }
        if (!begun) {
            begun = true;
            out.beginArray();
        }
        if (calls++ < count) {
            out.value(ELEMENT);
            return true;
        }
        out.endArray();
        return false;
    }

    @Override
    public void close() {
        closed++;
    }
}
