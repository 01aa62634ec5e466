package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RouteDescriptionTest {
    private static final Handler ANSWERS = (req, res) -> res.empty();

    private static RouteDocumentation documented(Consumer<RouteOptions> options) {
        return Vivace.create().get("/", ANSWERS, options).routes().get(0).documentation();
    }

    @Test
    void shouldListRoutesWithTheirWholePatterns() {
        Json<JsonValue> any = Json.any();
        List<RouteDescription> routes = Vivace.create()
                .get("/a", ANSWERS, route -> route.returns(String.class).returns(404))
                .group("/b", b -> b.post("/{id}", any, (req, res, body) -> res.empty()))
                .blocking(c -> c.route("PROPFIND", "/c", ANSWERS))
                .routes();
        assertEquals(
                List.of("GET /a", "POST /b/{id}", "PROPFIND /c"),
                routes.stream().map(r -> r.method() + " " + r.pattern()).toList());
        assertNull(routes.get(0).body());
        assertNull(routes.get(0).params());
        assertEquals(
                List.of(new Returned(200, String.class, "application/json"), new Returned(404, null, null)),
                routes.get(0).returned());
        assertSame(any, routes.get(1).body());
        assertEquals(
                List.of(false, false, true),
                routes.stream().map(RouteDescription::blocking).toList());
    }

    @Test
    void shouldSayWhatIsAnsweredConditionally() {
        List<RouteDescription> routes = Vivace.create()
                .get("/a", ANSWERS, route -> route.etag())
                .get("/b", ANSWERS, route -> route.acceptRequired())
                .routes();
        assertTrue(routes.get(0).etag() && !routes.get(0).acceptRequired());
        assertTrue(!routes.get(1).etag() && routes.get(1).acceptRequired());
        assertTrue(Vivace.create()
                .get("/a", ANSWERS)
                .acceptRequired()
                .routes()
                .get(0)
                .acceptRequired());
    }

    @Test
    void shouldSayWhatTheRouteSays() {
        RouteDocumentation said = documented(route -> route.summary("Finds")
                .description("Finds *one*.")
                .tags("books", "open")
                .tags("books", "more")
                .deprecated()
                .operationId("findBook")
                .security("key", "bearer")
                .security("basic")
                .hidden()
                .requestExample("{}")
                .example(404, "null")
                .example(200, "1"));
        assertEquals("Finds", said.summary());
        assertEquals("Finds *one*.", said.description());
        assertEquals(List.of("books", "open", "more"), said.tags());
        assertTrue(said.deprecated());
        assertEquals("findBook", said.operationId());
        assertEquals(List.of(List.of("key", "bearer"), List.of("basic")), said.security());
        assertTrue(said.hidden());
        assertEquals("{}", said.requestExample());
        assertEquals("{200=1, 404=null}", said.examples().toString());
    }

    @Test
    void shouldSayNothingByDefault() {
        assertEquals(
                new RouteDocumentation(null, null, List.of(), false, null, null, false, null, Map.of()),
                documented(route -> {}));
    }

    @Test
    void shouldTellOpenToEveryoneFromNothingSaid() {
        assertEquals(List.of(List.of()), documented(route -> route.security()).security());
    }

    @Test
    void shouldRefuseWhatCannotBeDocumented() {
        assertThrows(IllegalArgumentException.class, () -> documented(route -> route.operationId("find book")));
        assertThrows(IllegalArgumentException.class, () -> documented(route -> route.operationId("1st")));
        assertThrows(IllegalArgumentException.class, () -> documented(route -> route.summary(" ")));
        assertThrows(IllegalArgumentException.class, () -> documented(route -> route.tags("a", "")));
        assertThrows(IllegalArgumentException.class, () -> documented(route -> route.example(100, "1")));
        assertThrows(NullPointerException.class, () -> documented(route -> route.description(null)));
    }
}
