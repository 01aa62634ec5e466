package dev.vivace.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiscriminatorTest {
    private final Discriminator kind = new Discriminator("kind", List.of("circle", "a \"square\"", "é"));

    @Test
    void shouldLeaveAMemberThatIsFirst() {
        assertMoved(0, "{\"kind\":\"circle\",\"r\":2}", "{\"kind\":\"circle\",\"r\":2}");
        assertMoved(2, "{ \"kind\" : \"é\" }", "{ \"kind\" : \"é\" }");
    }

    @Test
    void shouldChangePlacesWithWhatIsBefore() {
        assertMoved(0, "{\"r\":2,\"kind\":\"circle\"}", "{\"kind\":\"circle\",\"r\":2}");
        assertMoved(0, "{ \"r\":2 ,\n \"kind\":\"circle\" }", "{ \"kind\":\"circle\",\n \"r\":2  }");
        assertMoved(
                0,
                "{\"a\":[{\"kind\":\"é\"},\",}\"],\"b\":\"\\\"kind\\\":\",\"kind\":\"circle\",\"c\":{}}",
                "{\"kind\":\"circle\",\"a\":[{\"kind\":\"é\"},\",}\"],\"b\":\"\\\"kind\\\":\",\"c\":{}}");
    }

    @Test
    void shouldSpellTheValueWithoutNeedlessEscapes() {
        assertMoved(0, "{\"r\":2,\"kind\":\"\\u0063ircle\"}", "{\"kind\":\"circle\"     ,\"r\":2}");
        assertMoved(1, "{\"kind\":\"a \\u0022square\\\"\"}", "{\"kind\":\"a \\\"square\\\"\"    }");
        assertMoved(0, "{\"r\":2,\"k\\u0069nd\":\"circle\"}", "{\"k\\u0069nd\":\"circle\",\"r\":2}");
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertMoved(Discriminator.MISSING, "{}", "{}");
        assertMoved(Discriminator.MISSING, "{\"r\":{\"kind\":\"circle\"}}", "{\"r\":{\"kind\":\"circle\"}}");
        assertMoved(Discriminator.NO_STRING, "{\"r\":1,\"kind\":null}", "{\"r\":1,\"kind\":null}");
        assertMoved(Discriminator.UNKNOWN, "{\"r\":1,\"kind\":\"Circle\"}", "{\"r\":1,\"kind\":\"Circle\"}");
        assertMoved(Discriminator.UNKNOWN, "{\"r\":1,\"kind\":\"\\circle\"}", "{\"r\":1,\"kind\":\"\\circle\"}");
        assertMoved(Discriminator.UNKNOWN, "{\"kind\":\"circl\\u00e\"}", "{\"kind\":\"circl\\u00e\"}");
    }

    @Test
    void shouldLeaveWhatIsNotWellFormed() {
        String document = "{\"r\":[1,\"x\"],\"kind\":\"circle\"}";
        for (int length = 1; length < document.length() - 1; length++) {
            String cut = document.substring(0, length);
            assertMoved(Discriminator.MALFORMED, cut, cut);
        }
        for (String bad :
                List.of("{\"r\"1,\"kind\":\"circle\"}", "{1}", "{\"r\":1]", "{\"r\":1,}", "{,\"kind\":\"circle\"}")) {
            assertMoved(Discriminator.MALFORMED, bad, bad);
        }
    }

    @Test
    void shouldKeepTheDocumentWhateverTheOrder() {
        Random random = new Random(5);
        JsonInput input = new DslJsonCodecs(getClass().getClassLoader()).newInput(64, 100, 1 << 20);
        for (int round = 0; round < 2_000; round++) {
            List<String> members = new ArrayList<>(List.of("\"kind\":\"circle\""));
            for (int i = random.nextInt(5); i > 0; i--) {
                members.add(blanks(random) + "\"m" + i + "\"" + blanks(random) + ":" + value(random, 3));
            }
            Collections.shuffle(members, random);
            byte[] document = ("{" + blanks(random) + String.join(blanks(random) + "," + blanks(random), members) + "}")
                    .getBytes(UTF_8);
            JsonValue before = input.decodeValue(document, 0, document.length);
            assertEquals(0, move(document));
            assertEquals(before, input.decodeValue(document, 0, document.length));
            assertEquals(
                    "\"kind\":\"circle\"",
                    new String(document, UTF_8).substring(1).strip().substring(0, 15));
        }
    }

    private static String blanks(Random random) {
        return " \n\t ".substring(random.nextInt(4));
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> "12.5e3";
            case 1 -> "null";
            case 2 -> "\"kind\"";
            case 3 -> "\"\\\\\\\",}]\"";
            case 4 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> "{\"kind\":" + value(random, depth - 1) + ",\"x\":" + value(random, depth - 1) + "}";
        };
    }

    private void assertMoved(int variant, String document, String moved) {
        byte[] bytes = document.getBytes(UTF_8);
        assertEquals(variant, move(bytes), document);
        assertEquals(moved, new String(bytes, UTF_8));
    }

    private int move(byte[] object) {
        int member = kind.find(object, 1, object.length);
        int variant = kind.variant(object, member, object.length);
        if (variant >= 0) {
            kind.moveToFront(object, 1, member, object.length, variant);
        }
        return variant;
    }
}
