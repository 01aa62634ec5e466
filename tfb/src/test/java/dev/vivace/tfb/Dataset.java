package dev.vivace.tfb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A file in the format of HttpArena's items, with content that is different in each run. */
final class Dataset {
    static final int ITEM_COUNT = 50;

    private static final List<String> WORDS =
            List.of("alpha", "caf\\u00e9", "\\\"quoted\\\"", "日本", "a/b", "x\\ty", "");

    private Dataset() {}

    static Path write(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> items = new ArrayList<>();
        for (int id = 1; id <= ITEM_COUNT; id++) {
            items.add(item(id, random));
        }
        return Files.writeString(file, "[\n" + String.join(",\n", items) + "\n]\n", StandardCharsets.UTF_8);
    }

    private static String item(int id, Random random) {
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add("\"" + word(random) + "\"");
        }
        return "{\"id\": " + id
                + ", \"name\": \"" + word(random) + " " + id + "\""
                + ", \"category\": \"" + word(random) + "\""
                + ", \"price\": " + random.nextInt(1_000)
                + ", \"quantity\": " + random.nextInt(100)
                + ", \"active\": " + random.nextBoolean()
                + ", \"tags\": [" + String.join(", ", tags) + "]"
                + ", \"rating\": {\"score\": " + random.nextInt(51) + ", \"count\": " + random.nextInt(500) + "}}";
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
