package dev.vivace.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Documents that are nearly right: single bytes, tokens and stretches of a good one are changed. Always the same ones. */
public final class BodyMutations {
    private static final String[] SNIPPETS = {
        "null",
        "true",
        "\"\"",
        "\"x\"",
        "1e2",
        "2147483648",
        "-1",
        "1.5",
        "[]",
        "{}",
        "[1]",
        "{\"a\":1}",
        ",",
        ":",
        "\"name\":1,",
        "\\u0041",
        "\\",
        "\"",
        "9223372036854775808",
        "-0",
        " ",
        "\u00e9",
        "\\ud800",
        "0",
        "{\"kind\":\"circle\"}",
        "\"HEARTS\"",
        "\"2026-02-30\"",
        "\"kind\":\"square\",",
        "1e400",
        "\"  \"",
        "\"" + "y".repeat(40) + "\""
    };

    private final SplittableRandom random;
    private final List<String> documents;

    /** Mutations of documents. */
    public BodyMutations(long seed, String... documents) {
        this.random = new SplittableRandom(seed);
        this.documents = List.of(documents);
    }

    /** The next one. */
    public byte[] next() {
        StringBuilder text = new StringBuilder(documents.get(random.nextInt(documents.size())));
        for (int k = 1 + random.nextInt(3); k > 0; k--) {
            mutate(text);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void mutate(StringBuilder text) {
        if (text.isEmpty()) {
            return;
        }
        int at = random.nextInt(text.length());
        switch (random.nextInt(7)) {
            case 0 -> text.setCharAt(at, (char) random.nextInt(32, 127));
            case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
            case 2 -> text.insert(at, snippet());
            case 3, 4 -> replaceScalar(text);
            case 5 -> {
                int end = Math.min(text.length(), at + random.nextInt(40));
                text.insert(random.nextInt(text.length()), text.substring(at, end));
            }
            default -> removeMember(text);
        }
    }

    private String snippet() {
        return SNIPPETS[random.nextInt(SNIPPETS.length)];
    }

    /** A value behind a colon, a comma or a bracket becomes another one. */
    private void replaceScalar(StringBuilder text) {
        List<int[]> values = new ArrayList<>();
        for (int i = 0; i < text.length() - 1; i++) {
            if (":[,".indexOf(text.charAt(i)) >= 0) {
                int end = i + 1;
                while (end < text.length() && ",]}".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                values.add(new int[] {i + 1, end});
            }
        }
        if (!values.isEmpty()) {
            int[] value = values.get(random.nextInt(values.size()));
            text.replace(value[0], value[1], snippet());
        }
    }

    private void removeMember(StringBuilder text) {
        int comma = text.indexOf(",\"", random.nextInt(text.length()));
        int end = comma < 0 ? -1 : text.indexOf(",", comma + 1);
        if (end > 0) {
            text.delete(comma, end);
        }
    }
}
