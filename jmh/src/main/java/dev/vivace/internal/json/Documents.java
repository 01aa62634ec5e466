package dev.vivace.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The objects that are written and read, each kind in several variants; always the same ones. */
final class Documents {
    private static final String[] WORDS = {
        "silver",
        "river",
        "garden",
        "candle",
        "paper",
        "mountain",
        "evening",
        "bridge",
        "winter",
        "stone",
        "market",
        "window",
        "copper",
        "lantern",
        "meadow",
        "harbour",
        "Z\u00fcrich",
        "caf\u00e9",
        "\"new\"",
        "30 \u20ac"
    };
    private static final int PLAIN_WORD_COUNT = 16;

    private Documents() {}

    /** The class of a kind's objects. */
    static Class<?> type(String kind) {
        return switch (kind) {
            case "message" -> Message.class;
            case "person" -> Person.class;
            default -> Catalogue.class;
        };
    }

    /** Some objects of one kind; their number is a power of two. */
    static Object[] variants(String kind) {
        SplittableRandom random = new SplittableRandom(20_251_101);
        // Four documents of 1 MB are more than the caches hold, as it is in a server
        Object[] variants = new Object[kind.equals("1MB") ? 4 : 16];
        for (int i = 0; i < variants.length; i++) {
            variants[i] = switch (kind) {
                case "message" -> new Message(message(i));
                case "person" -> new Person(i * 4_711 & 0xFFFF, words(random, 1), uuid(random));
                case "1KB" -> catalogue(random, 5);
                case "50items" -> catalogue(random, 50);
                case "1MB" -> catalogue(random, 5_600);
                default -> throw new IllegalArgumentException(kind);
            };
        }
        return variants;
    }

    /** 13 characters, so that the document has the 27 bytes of the TechEmpower test. */
    private static String message(int variant) {
        return variant % 4 == 0
                ? "Hello, World!"
                : String.format("Hello, no. %02d", variant).substring(0, 13);
    }

    private static UUID uuid(SplittableRandom random) {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    private static Catalogue catalogue(SplittableRandom random, int itemCount) {
        List<Item> items = new ArrayList<>(itemCount);
        for (int i = 0; i < itemCount; i++) {
            items.add(item(random));
        }
        return new Catalogue(words(random, 2), items);
    }

    private static Item item(SplittableRandom random) {
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(2, 4); i > 0; i--) {
            tags.add(words(random, 1));
        }
        StringBuilder description = new StringBuilder(words(random, random.nextInt(5, 9)));
        if (random.nextInt(4) == 0) {
            description.append(' ').append(WORDS[random.nextInt(PLAIN_WORD_COUNT, WORDS.length)]);
        }
        int stock = random.nextInt(2_000);
        return new Item(
                random.nextLong(10_000_000_000L),
                words(random, random.nextInt(2, 4)),
                description.toString(),
                random.nextInt(100, 100_000) / 100.0,
                stock,
                stock > 100,
                tags);
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(PLAIN_WORD_COUNT)]);
        }
        return text.toString();
    }

    /** Throws unless a document is of the size that its name says. */
    static void requireSize(String kind, int bytes) {
        boolean right = switch (kind) {
            case "message" -> bytes == 27;
            case "person" -> bytes > 60 && bytes < 100;
            case "1KB" -> bytes > 850 && bytes < 1_250;
            case "50items" -> bytes > 9_000 && bytes < 11_000;
            default -> bytes > 1_000_000 && bytes < 1_200_000;
        };
        if (!right) {
            throw new IllegalStateException(kind + " has " + bytes + " bytes");
        }
    }
}
