package dev.vivace.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    @Test
    void shouldFindStaticRoutes() {
        RouteTable<String> table = Tables.of("GET /", "GET /json", "GET /a/b/c", "GET /eight888", "GET /caf\u00e9");
        assertEquals("GET / []", Tables.answer(table, "GET", "/"));
        assertEquals("GET /json []", Tables.answer(table, "GET", "/json"));
        assertEquals("GET /a/b/c []", Tables.answer(table, "GET", "/a/b/c"));
        assertEquals("GET /eight888 []", Tables.answer(table, "GET", "/eight888"));
        assertEquals("GET /caf\u00e9 []", Tables.answer(table, "GET", "/caf\u00e9"));
        for (String path :
                new String[] {"/jso", "/jsonn", "/JSON", "/json/", "/a/b", "/a/b/c/d", "/eight889", "/eight8888"}) {
            assertEquals("404", Tables.answer(table, "GET", path), path);
        }
    }

    @Test
    void shouldTellSegmentsOfEveryLengthApart() {
        for (int length = 1; length <= 40; length++) {
            String segment = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz".substring(0, length);
            RouteTable<String> table = Tables.of("GET /" + segment + "/x", "GET /{id}/x");
            assertEquals("GET /" + segment + "/x []", Tables.answer(table, "GET", "/" + segment + "/x"));
            for (int i = 0; i < length; i++) {
                String other = segment.substring(0, i) + '_' + segment.substring(i + 1);
                assertEquals("GET /{id}/x [" + other + "]", Tables.answer(table, "GET", "/" + other + "/x"));
            }
        }
    }

    @Test
    void shouldTreatATrailingSlashAsSignificant() {
        RouteTable<String> table = Tables.of("GET /users", "POST /users/", "GET /users/{id}");
        assertEquals("GET /users []", Tables.answer(table, "GET", "/users"));
        assertEquals("POST /users/ []", Tables.answer(table, "POST", "/users/"));
        assertEquals("405 [POST]", Tables.answer(table, "GET", "/users/"));
        assertEquals("404", Tables.answer(table, "GET", "/users/1/"));
    }

    @Test
    void shouldGiveTheOffsetsOfParameters() {
        RouteTable<String> table = Tables.of("GET /orgs/{org}/teams/{team}");
        assertEquals(
                "GET /orgs/{org}/teams/{team} [a-long-organisation, \u00e9]",
                Tables.answer(table, "GET", "/orgs/a-long-organisation/teams/\u00e9"));
    }

    @Test
    void shouldNotMatchAnEmptySegmentWithAParameter() {
        RouteTable<String> table = Tables.of("GET /{a}", "GET /x/{b}/y");
        assertEquals("404", Tables.answer(table, "GET", "/"));
        assertEquals("404", Tables.answer(table, "GET", "/x//y"));
        assertEquals("404", Tables.answer(table, "GET", "/x/"));
    }

    @Test
    void shouldMatchTheRestAlsoWhenItIsEmpty() {
        RouteTable<String> table = Tables.of("GET /files/{rest...}");
        assertEquals("GET /files/{rest...} []", Tables.answer(table, "GET", "/files/"));
        assertEquals("GET /files/{rest...} [a]", Tables.answer(table, "GET", "/files/a"));
        assertEquals("GET /files/{rest...} [a/b/]", Tables.answer(table, "GET", "/files/a/b/"));
        assertEquals("404", Tables.answer(table, "GET", "/files"));
    }

    @Test
    void shouldMatchEveryPathWithARestAtTheRoot() {
        RouteTable<String> table = Tables.of("GET /{rest...}", "GET /a/b");
        assertEquals("GET /{rest...} []", Tables.answer(table, "GET", "/"));
        assertEquals("GET /{rest...} [a]", Tables.answer(table, "GET", "/a"));
        assertEquals("GET /{rest...} [a/b/c]", Tables.answer(table, "GET", "/a/b/c"));
        assertEquals("GET /a/b []", Tables.answer(table, "GET", "/a/b"));
    }

    @Test
    void shouldPreferStaticToParameterToRestAtEverySegment() {
        String[] routes = {
            "GET /a/b/{rest...}",
            "GET /a/{x}/c",
            "GET /{x}/b/c",
            "GET /{rest...}",
            "GET /a/b/c",
            "GET /a/{x}/{y}",
            "GET /{x}/{y}/c"
        };
        RouteTable<String> table = Tables.of(routes);
        assertEquals("GET /a/b/c []", Tables.answer(table, "GET", "/a/b/c"));
        assertEquals("GET /a/b/{rest...} [d]", Tables.answer(table, "GET", "/a/b/d"));
        assertEquals("GET /a/{x}/c [e]", Tables.answer(table, "GET", "/a/e/c"));
        assertEquals("GET /a/{x}/{y} [e, f]", Tables.answer(table, "GET", "/a/e/f"));
        assertEquals("GET /{x}/b/c [z]", Tables.answer(table, "GET", "/z/b/c"));
        assertEquals("GET /{x}/{y}/c [z, y]", Tables.answer(table, "GET", "/z/y/c"));
        assertEquals("GET /{rest...} [z/y/x]", Tables.answer(table, "GET", "/z/y/x"));
    }

    @Test
    void shouldGoBackFromADeadEnd() {
        RouteTable<String> table = Tables.of("GET /a/b/c/d", "GET /a/{x}/c/e", "GET /{w}/b/{x}/f", "GET /a/{rest...}");
        assertEquals("GET /a/{x}/c/e [b]", Tables.answer(table, "GET", "/a/b/c/e"));
        assertEquals("GET /a/{rest...} [b/c/f]", Tables.answer(table, "GET", "/a/b/c/f"));
        assertEquals("GET /{w}/b/{x}/f [z, c]", Tables.answer(table, "GET", "/z/b/c/f"));
    }

    @Test
    void shouldNotHideARouteBehindAMoreSpecificOneWithoutTheMethod() {
        RouteTable<String> table = Tables.of("POST /users/me", "GET /users/{id}", "DELETE /{rest...}");
        assertEquals("GET /users/{id} [me]", Tables.answer(table, "GET", "/users/me"));
        assertEquals("DELETE /{rest...} [users/me]", Tables.answer(table, "DELETE", "/users/me"));
        assertEquals("405 [GET, HEAD, POST, DELETE]", Tables.answer(table, "PUT", "/users/me"));
        assertEquals("405 [GET, HEAD, DELETE]", Tables.answer(table, "PUT", "/users/1"));
        assertEquals("405 [DELETE]", Tables.answer(table, "PUT", "/other"));
    }

    @Test
    void shouldServeAnAliasOnlyWhereThePatternHasNoRouteOfItsOwn() {
        RouteTable<String> table = Tables.of("GET /a", "GET /b", "HEAD /b", "POST /c", "GET /{x}", "HEAD /{x}");
        assertEquals("GET /a []", Tables.answer(table, "HEAD", "/a"));
        assertEquals("HEAD /b []", Tables.answer(table, "HEAD", "/b"));
        assertEquals("HEAD /{x} [c]", Tables.answer(table, "HEAD", "/c"));
        assertEquals("405 [GET, HEAD, POST]", Tables.answer(table, "PUT", "/c"));
    }

    @Test
    void shouldAnswerForMethodsThatNoRouteHas() {
        RouteTable<String> table = Tables.of("GET /a", "POST /{x}");
        byte[] path = "/a HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int method : new int[] {-1, 31, 32, 33, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertEquals("405 [GET, HEAD, POST]", Tables.answer(table, method, path, 0, 2));
        }
    }

    @Test
    void shouldNotFindWhatIsNoPath() {
        RouteTable<String> table = Tables.of("GET /{rest...}");
        assertEquals("404", Tables.answer(table, "GET", ""));
        assertEquals("404", Tables.answer(table, "GET", "*"));
        assertEquals("404", Tables.answer(table, "GET", "a/b"));
    }

    @Test
    void shouldTreatAZeroByteAsData() {
        RouteTable<String> table = Tables.of("GET /a", "GET /a/b", "GET /{x}");
        assertEquals("GET /{x} [a\0]", Tables.answer(table, "GET", "/a\0"));
        assertEquals("GET /{x} [a\0b]", Tables.answer(table, "GET", "/a\0b"));
    }

    @Test
    void shouldFindNothingInAnEmptyTable() {
        RouteTable<String> table = Tables.of();
        assertEquals("404", Tables.answer(table, "GET", "/"));
        assertEquals("404", Tables.answer(table, "GET", "/a/b"));
    }

    @Test
    void shouldKeepEachMethodsOwnParameterNames() {
        RouteTable<String> table = Tables.of("GET /users/{id}", "POST /users/{name}");
        RouteMatch match = table.newMatch();
        byte[] path = "/users/7 HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
        assertEquals(RouteTable.FOUND, table.find(Tables.METHODS.indexOf("POST"), path, 0, 8, match));
        assertEquals("name", table.pattern(match.targetIndex()).paramNames().get(0));
        assertEquals(RouteTable.FOUND, table.find(Tables.GET, path, 0, 8, match));
        assertEquals("id", table.pattern(match.targetIndex()).paramNames().get(0));
    }

    @Test
    void shouldNameBothRoutesOfAClash() {
        RouteTable.Builder<String> builder = Tables.builder().add(Tables.GET, RoutePattern.of("/users/{id}"), "first");
        RoutePattern second = RoutePattern.of("/users/{name}");
        String message = assertThrows(IllegalStateException.class, () -> builder.add(Tables.GET, second, "second"))
                .getMessage();
        assertEquals(
                "The routes GET \"/users/{id}\" and GET \"/users/{name}\" match the same paths: take one away, or make"
                        + " them differ in a static segment.",
                message);
    }

    @Test
    void shouldRefuseEveryShapeOfClashAndNothingElse() {
        String[][] clashes = {{"/", "/"}, {"/a", "/a"}, {"/{x...}", "/{y...}"}, {"/a/{x}/{y...}", "/a/{y}/{x...}"}};
        for (String[] pair : clashes) {
            RouteTable.Builder<String> builder = Tables.builder().add(Tables.GET, RoutePattern.of(pair[0]), "");
            RoutePattern second = RoutePattern.of(pair[1]);
            assertThrows(IllegalStateException.class, () -> builder.add(Tables.GET, second, ""), pair[0]);
        }
        Tables.of("GET /a", "GET /a/", "GET /{a}", "GET /{a...}", "POST /a", "GET /a/{x}", "GET /{x}/a", "GET /A");
    }

    @Test
    void shouldRefuseMethodNumbersOutOfRange() {
        RoutePattern pattern = RoutePattern.of("/");
        assertThrows(IllegalArgumentException.class, () -> Tables.builder().add(32, pattern, ""));
        assertThrows(IllegalArgumentException.class, () -> Tables.builder().add(-1, pattern, ""));
        assertThrows(IllegalArgumentException.class, () -> Tables.builder().alias(0, 32));
    }

    @Test
    void shouldServeTheHighestMethodNumber() {
        RouteTable<String> table =
                Tables.builder().add(31, RoutePattern.of("/"), "last").build();
        byte[] path = "/ HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
        assertEquals("last []", Tables.answer(table, 31, path, 0, 1));
        RouteMatch match = table.newMatch();
        assertEquals(RouteTable.METHOD_NOT_ALLOWED, table.find(0, path, 0, 1, match));
        assertEquals(Integer.MIN_VALUE, match.allowedMethods());
    }

    @Test
    void shouldNotChangeAfterItWasBuilt() {
        RouteTable.Builder<String> builder = Tables.builder();
        builder.build();
        RoutePattern pattern = RoutePattern.of("/");
        assertThrows(IllegalStateException.class, () -> builder.add(Tables.GET, pattern, ""));
        assertThrows(IllegalStateException.class, () -> builder.alias(Tables.HEAD, Tables.GET));
        assertThrows(IllegalStateException.class, builder::build);
    }

    @Test
    void shouldFindEachOfManyRoutes() {
        String[] routes = new String[3_000];
        for (int i = 0; i < routes.length; i++) {
            routes[i] = "GET /" + Integer.toHexString(i * 7) + (i % 3 == 0 ? "" : "/{id}") + "/" + "x".repeat(i % 90);
        }
        RouteTable<String> table = Tables.of(routes);
        for (String route : routes) {
            String path = route.substring(4).replace("{id}", "7");
            String params = route.contains("{id}") ? " [7]" : " []";
            assertEquals(route + params, Tables.answer(table, "GET", path));
            assertEquals("404", Tables.answer(table, "GET", path + "y"));
        }
    }
}
