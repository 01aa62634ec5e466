package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an Accept field says about application/json. */
class AcceptFieldTest {
    private static boolean accepts(String... lines) {
        AcceptField field = new AcceptField("application/json");
        for (String line : lines) {
            byte[] bytes = ("," + line + ",").getBytes(StandardCharsets.ISO_8859_1);
            field.line(bytes, 1, bytes.length - 1);
        }
        return field.accepts();
    }

    private static void assertAccepts(String... lines) {
        assertEquals(true, accepts(lines), String.join(" | ", lines));
    }

    private static void assertExcludes(String... lines) {
        assertEquals(false, accepts(lines), String.join(" | ", lines));
    }

    @Test
    void shouldAcceptWhatMatches() {
        assertAccepts("application/json");
        assertAccepts("Application/JSON");
        assertAccepts("*/*");
        assertAccepts("application/*");
        assertAccepts("text/html, application/json");
        assertAccepts("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        assertAccepts("text/html", "application/json");
        assertAccepts("application/json; charset=utf-8");
        assertAccepts("application/json;a=\"x,y;q=0\"");
        assertAccepts("application/json;a=\"\\\",\"");
        assertAccepts("text/html;level=1 ; q=0.5\t,\tapplication/json ;Q=0.001");
    }

    @Test
    void shouldExcludeWhatDoesNot() {
        assertExcludes("text/html");
        assertExcludes("application/xml");
        assertExcludes("application/jsonx, application/problem+json, text/json, text/*");
        assertExcludes("text/plain;a=\",application/json\"");
        assertExcludes("text/html", "text/plain");
    }

    @Test
    void shouldLetTheMostSpecificRangeDecide() {
        assertExcludes("application/json;q=0, */*");
        assertExcludes("*/*, application/json;q=0.000");
        assertExcludes("application/json;q=0, application/*, */*");
        assertExcludes("application/*;q=0, */*");
        assertExcludes("*/*", "application/*;q=0");
        assertAccepts("*/*;q=0, application/json;q=0.1");
        assertAccepts("application/*;q=0, application/json");
        assertAccepts("application/*, */*;q=0");
        assertAccepts("application/json;q=0, application/json;q=0.5");
    }

    @Test
    void shouldReadWeights() {
        for (String zero : new String[] {"0", "0.", "0.0", "0.00", "0.000"}) {
            assertExcludes("application/json;q=" + zero);
        }
        for (String some : new String[] {"1", "1.", "1.000", "0.001", "0.01", "0.1", "0.999"}) {
            assertAccepts("application/json;q=" + some + ", */*;q=0");
        }
    }

    @Test
    void shouldNotExcludeForAVariant() {
        assertAccepts("application/json;profile=a;q=0, */*");
        assertExcludes("application/json;profile=a;q=0");
    }

    @Test
    void shouldIgnoreEmptyElementsAndParameters() {
        assertAccepts(", ,application/json,,");
        assertExcludes(", text/html ,");
        assertAccepts("application/json;;q=1;");
        assertExcludes("application/json; ;q=0 ; ");
    }

    @Test
    void shouldDisregardAFieldThatIsEmptyOrMalformed() {
        for (String line : new String[] {
            "",
            " ",
            ",",
            "text",
            "text/",
            "/html",
            "*",
            "*/html",
            "text/html q=1",
            "text/html;q",
            "text/html;q=",
            "text/html;q=2",
            "text/html;q=1.001",
            "text/html;q=0.1234",
            "text/html;q=.2",
            "text/html;q=-1",
            "text/html;q=0,5",
            "text/html;q=1x",
            "text/html;=1",
            "text/html;a=",
            "text/html;a=\"b",
            "text/html;a=\"b\\",
            "text/html; a = b",
            "text html",
            "text//html",
            "te(t/html",
            "text/html/x",
            "text/html\u00e9"
        }) {
            assertAccepts(line);
        }
        assertAccepts("text/html", "nonsense");
        assertAccepts("nonsense", "text/html");
    }

    /** Whatever the bytes are, it ends with an answer. */
    @Test
    void shouldSurviveAnything() {
        Random random = new Random(5);
        String alphabet = "aA/*;=,\"\\ q.01\t\u00ff";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            accepts(line.toString());
        }
    }
}
