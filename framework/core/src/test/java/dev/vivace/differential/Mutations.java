package dev.vivace.differential;

import java.util.List;
import java.util.SplittableRandom;

/** Small damage to text in which every character is a byte. <b>Threading:</b> belongs to one thread. */
final class Mutations {
    private static final List<String> LIKELY = List.of(
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            " ",
            "\t",
            ":",
            ";",
            ",",
            "=",
            "\"",
            "\\",
            "/",
            "%",
            "?",
            "#",
            "@",
            "[",
            "0",
            "1",
            "f",
            "-",
            "+",
            ".",
            "\0",
            "\u007f",
            "\u0080",
            "\u00ff",
            "\u000b",
            "\u001f",
            "%2F",
            "%00",
            "..",
            "HTTP/1.1",
            "chunked",
            "close");

    private final SplittableRandom random;

    Mutations(SplittableRandom random) {
        this.random = random;
    }

    /** One place changed. */
    String mutate(String text) {
        int at = random.nextInt(text.length() + 1);
        int next = Math.min(at + 1, text.length());
        int to = Math.min(text.length(), at + random.nextInt(24));
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, at) + likely() + text.substring(at);
            case 1 -> text.substring(0, at) + likely() + text.substring(next);
            case 2 -> text.substring(0, at) + text.substring(next);
            case 3 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(next);
            case 4 -> text.substring(0, at) + text.substring(to);
            case 5 -> text.substring(0, to) + text.substring(at);
            case 6 -> otherCase(text, at);
            default -> lineMoved(text);
        };
    }

    private String likely() {
        return LIKELY.get(random.nextInt(LIKELY.size()));
    }

    private static String otherCase(String text, int at) {
        if (at == text.length() || !Character.isLetter(text.charAt(at)) || text.charAt(at) > 'z') {
            return text;
        }
        return text.substring(0, at) + (char) (text.charAt(at) ^ 0x20) + text.substring(at + 1);
    }

    /** Copies a line to the place of another. */
    private String lineMoved(String text) {
        String[] lines = text.split("(?<=\n)");
        int target = random.nextInt(lines.length);
        lines[target] = lines[random.nextInt(lines.length)] + (random.nextBoolean() ? lines[target] : "");
        return String.join("", lines);
    }
}
