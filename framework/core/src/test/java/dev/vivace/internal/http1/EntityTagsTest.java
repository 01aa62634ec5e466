package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The lists of entity tags in conditional fields. */
class EntityTagsTest {
    private static final String NAME = "if-none-match";

    private static int find(String tag, boolean weak, String... lines) {
        StringBuilder text = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
        for (String line : lines) {
            text.append("If-None-Match: ").append(line).append("\r\n");
        }
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        RequestHead head = new RequestHead(20);
        HttpLimits limits = new HttpLimits(8_192, 16_384, 20, 0, 0, 0, 0, 0);
        assertEquals(bytes.length, HeadParser.parse(bytes, 0, bytes.length, head, limits));
        byte[] current = ("xx" + tag + "x").getBytes(StandardCharsets.ISO_8859_1);
        return EntityTags.find(head, NAME, current, 2, current.length - 1, weak);
    }

    private static void assertFound(int expected, String... lines) {
        assertEquals(expected, find("\"v1\"", true, lines), String.join(" | ", lines));
        assertEquals(expected, find("\"v1\"", false, lines), String.join(" | ", lines));
    }

    @Test
    void shouldKnowAbsence() {
        assertFound(EntityTags.ABSENT);
    }

    @Test
    void shouldFindATag() {
        assertFound(EntityTags.LISTED, "\"v1\"");
        assertFound(EntityTags.LISTED, "\"v0\", \"v1\"");
        assertFound(EntityTags.LISTED, "\"v1\",\"v2\"");
        assertFound(EntityTags.LISTED, "\"v0\"\t ,\t\"v1\" , \"v2\"");
        assertFound(EntityTags.LISTED, "\"v0\"", "\"v1\"");
        assertFound(EntityTags.LISTED, "\"v1\"", "\"v0\"");
        assertFound(EntityTags.LISTED, "\"a,b\", \"v1\"");
        assertFound(EntityTags.LISTED, "\"v1\", \"v1\"");
        assertFound(EntityTags.LISTED, "\"\\\", \"v1\"");
        assertFound(EntityTags.LISTED, "\"\u00e9\", \"v1\"");
    }

    @Test
    void shouldNotFindAnother() {
        assertFound(EntityTags.NOT_LISTED, "\"v2\"");
        assertFound(EntityTags.NOT_LISTED, "\"v\"");
        assertFound(EntityTags.NOT_LISTED, "\"v11\"");
        assertFound(EntityTags.NOT_LISTED, "\"V1\"");
        assertFound(EntityTags.NOT_LISTED, "\"\"");
        assertFound(EntityTags.NOT_LISTED, "\"a,v1,b\"");
        assertFound(EntityTags.NOT_LISTED, "\"*\"");
        assertFound(EntityTags.NOT_LISTED, "\"v2\"", "\"v3\"");
    }

    @Test
    void shouldIgnoreEmptyElements() {
        assertFound(EntityTags.NOT_LISTED, "");
        assertFound(EntityTags.NOT_LISTED, ",");
        assertFound(EntityTags.NOT_LISTED, " , ,\t,");
        assertFound(EntityTags.LISTED, ",, \"v1\",,");
        assertFound(EntityTags.LISTED, "", "\"v1\"");
    }

    @Test
    void shouldKnowTheStar() {
        assertFound(EntityTags.ANY, "*");
        assertFound(EntityTags.ANY, "  *\t");
    }

    @Test
    void shouldRefuseWhatTheGrammarDoesNotHave() {
        for (String line : new String[] {
            "v1",
            "\"v1",
            "v1\"",
            "'v1'",
            "\"v1\" \"v2\"",
            "\"v1\"x",
            "\"v1\"; \"v2\"",
            "w/\"v1\"",
            "W\"v1\"",
            "W/v1",
            "W/ \"v1\"",
            "W/",
            "W",
            "\"a b\"",
            "\"v1\", v2",
            "v2, \"v1\"",
            "\"v1\", *",
            "*, \"v1\"",
            "**",
            "*,",
            ",*",
            "\"",
            "\"v1\", \"",
            "\"\\\"v1\""
        }) {
            assertFound(EntityTags.MALFORMED, line);
            assertFound(EntityTags.MALFORMED, "\"v1\"", line);
            assertFound(EntityTags.MALFORMED, line, "\"v1\"");
        }
        assertFound(EntityTags.MALFORMED, "*", "*");
        assertFound(EntityTags.MALFORMED, "*", "");
    }

    /** RFC 9110 section 8.8.3.2, the table. */
    @Test
    void shouldCompareWeaklyAndStrongly() {
        String[][] rows = {
            {"W/\"1\"", "W/\"1\"", "no", "match"},
            {"W/\"1\"", "W/\"2\"", "no", "no"},
            {"W/\"1\"", "\"1\"", "no", "match"},
            {"\"1\"", "W/\"1\"", "no", "match"},
            {"\"1\"", "\"1\"", "match", "match"},
        };
        for (String[] row : rows) {
            int strong = row[2].equals("match") ? EntityTags.LISTED : EntityTags.NOT_LISTED;
            int weak = row[3].equals("match") ? EntityTags.LISTED : EntityTags.NOT_LISTED;
            assertEquals(strong, find(row[0], false, row[1]), row[0] + " " + row[1]);
            assertEquals(weak, find(row[0], true, row[1]), row[0] + " " + row[1]);
        }
    }

    @Test
    void shouldFindNothingWhereThereIsNothing() {
        assertEquals(EntityTags.NOT_LISTED, find("", true, "\"v1\""));
        assertEquals(EntityTags.NOT_LISTED, find("", true, "\"\""));
        assertEquals(EntityTags.ANY, find("", true, "*"));
    }
}
