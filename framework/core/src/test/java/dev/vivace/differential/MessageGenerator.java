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
        text.append(any(MessageParts.METHODS))
                .append(' ')
                .append(plainly(MessageParts.TARGETS))
                .append(' ')
                .append(plainly(MessageParts.VERSIONS));
        List<String> lines = new ArrayList<>();
        lines.add("Host: " + plainly(MessageParts.HOSTS));
        if (random.nextInt(30) == 0) {
            lines.add("HOST:" + any(MessageParts.HOSTS));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(random.nextInt(4) == 0 ? any(MessageParts.OTHERS) : any(MessageParts.PLAIN_OTHERS));
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
                lines.add("content-length:" + any(MessageParts.LENGTHS));
                return random.nextBoolean() ? "hello" : "";
            case 3, 4:
                lines.add("Transfer-Encoding: " + plainly(MessageParts.CODINGS));
                return chunks();
            case 5:
                if (random.nextInt(3) == 0) {
                    lines.add("Transfer-Encoding: " + any(MessageParts.CODINGS));
                    lines.add("Content-Length: " + any(MessageParts.LENGTHS));
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
            text.append(plainly(MessageParts.EXTENSIONS))
                    .append("\r\n")
                    .append(data)
                    .append("\r\n");
        }
        text.append(random.nextInt(40) == 0 ? "ffffffffffffffffff" : "0")
                .append(plainly(MessageParts.EXTENSIONS))
                .append("\r\n");
        for (int i = random.nextInt(10) - 6; i > 0; i--) {
            text.append(plainly(MessageParts.TRAILERS)).append("\r\n");
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
