package peers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of the answers; the objects around them are made for each request. */
public final class Texts {
    /** The greeting. */
    public static final String HELLO = "Hello, World!";
    /** The name of the person. */
    public static final String NAME = "Alice";

    private static final int SIZE_BYTES_MIN = 27;
    private static final int SIZE_BYTES_MAX = 1_048_576;
    private static final int EMPTY_MESSAGE_BYTES = "{\"message\":\"\"}".length();
    private static final Map<Integer, String> BY_SIZE = new ConcurrentHashMap<>();

    private Texts() {}

    /** The text that makes a document of so many bytes; null for a number that is none or not allowed. */
    public static String ofSize(String documentBytes) {
        try {
            return ofSize(Integer.parseInt(documentBytes));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String ofSize(int documentBytes) {
        if (documentBytes < SIZE_BYTES_MIN || documentBytes > SIZE_BYTES_MAX) {
            return null;
        }
        String text = BY_SIZE.get(documentBytes);
        if (text == null) {
            text = "x".repeat(documentBytes - EMPTY_MESSAGE_BYTES);
            BY_SIZE.put(documentBytes, text);
        }
        return text;
    }
}
