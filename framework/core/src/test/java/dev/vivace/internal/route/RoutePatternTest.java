package dev.vivace.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePatternTest {

    @Test
    void shouldNameItsParametersInOrder() {
        RoutePattern pattern = RoutePattern.of("/orgs/{org}/teams/{team-slug}/{rest...}");
        assertEquals(List.of("org", "team-slug", "rest"), pattern.paramNames());
        assertEquals(3, pattern.paramCount());
        assertEquals(1, pattern.paramIndex("team-slug"));
        assertEquals(-1, pattern.paramIndex("teams"));
        assertTrue(pattern.hasRest());
    }

    @Test
    void shouldInternParameterNames() {
        assertSame("id", RoutePattern.of(new String("/users/{id}")).paramNames().get(0));
    }

    @Test
    void shouldHaveNoParametersWhenStatic() {
        RoutePattern pattern = RoutePattern.of("/");
        assertEquals(List.of(), pattern.paramNames());
        assertFalse(pattern.hasRest());
        assertEquals("/", pattern.toString());
    }

    @Test
    void shouldTakeStaticTextAsItIs() {
        for (String text : List.of(
                "/a%b", "/100%", "/a.b", "/...", "/a:b", "/a*b", "/a b", "/caf\u00e9/\ud83d\ude00", "/users/")) {
            assertEquals(text, RoutePattern.of(text).text());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | write \"/\"",
                "users | write \"/users\"",
                "/a//b | write one slash, not two",
                "// | write one slash, not two",
                "/a/./b | dot segment \".\"",
                "/a/.. | dot segment \"..\"",
                "/users/:id | write \"{id}\"",
                "/files/* | write \"{rest...}\" as the last segment",
                "/files/** | write \"{rest...}\" as the last segment",
                "/files/*path | write \"{path...}\" as the last segment",
                "/files/*.js | write \"{rest...}\" as the last segment",
                "/users/:id(\\d+) | write \"{name}\" and look at its value in the handler",
                "/files/{rest...}/edit | or \"{rest}\" here",
                "/files/{rest...}/ | or \"{rest}\" here",
                "/a{b} | neither static nor one whole parameter",
                "/{a}{b} | neither static nor one whole parameter",
                "/{a}-{b} | neither static nor one whole parameter",
                "/{a | neither static nor one whole parameter",
                "/a} | neither static nor one whole parameter",
                "/}{ | neither static nor one whole parameter",
                "/{{a}} | neither static nor one whole parameter",
                "/{} | parameter name \"\"",
                "/{...} | parameter name \"\"",
                "/{1a} | parameter name \"1a\"",
                "/{a b} | parameter name \"a b\"",
                "/{id:[0-9]+} | parameter name \"id:[0-9]+\"",
                "/{a...b} | parameter name \"a...b\"",
                "/{id}/x/{id} | parameter \"id\" twice",
                "/{id}/{id...} | parameter \"id\" twice",
                "/a%20b | escape \"%20\": write the decoded text",
                "/search?q={q} | write \"/search\"",
                "/a#b | write \"/a\"",
            })
    void shouldRefuseWithASentenceThatSaysWhatToWrite(String text, String advice) {
        String message = assertThrows(IllegalArgumentException.class, () -> RoutePattern.of(text))
                .getMessage();
        assertTrue(message.startsWith("The route pattern \"" + text + "\" "), message);
        assertTrue(message.contains(advice), message);
        assertTrue(message.endsWith("."), message);
    }

    @Test
    void shouldRefuseControlCharactersAndHalfSurrogates() {
        for (String text : List.of("/a\u0000", "/a\r\n", "/\u007f", "/\ud83d", "/\ud83dx", "/\ude00\ud83d")) {
            assertThrows(IllegalArgumentException.class, () -> RoutePattern.of(text));
        }
    }

    @Test
    void shouldRefuseMoreSegmentsThanTheMaximum() {
        String most = "/a".repeat(RoutePattern.SEGMENT_COUNT_MAX);
        assertEquals(most, RoutePattern.of(most).text());
        String message = assertThrows(IllegalArgumentException.class, () -> RoutePattern.of(most + "/a"))
                .getMessage();
        assertTrue(message.contains("more than 255 segments"), message);
    }
}
