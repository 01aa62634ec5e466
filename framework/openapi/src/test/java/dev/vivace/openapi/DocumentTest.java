package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Handler;
import dev.vivace.Json;
import dev.vivace.JsonOut;
import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.Params;
import dev.vivace.Problem;
import dev.vivace.ProblemRenderer;
import dev.vivace.Vivace;
import dev.vivace.typed.Default;
import dev.vivace.typed.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
    private static final Handler ANSWERS = (req, res) -> res.empty();

    private static JsonObject document(OpenApi api, Vivace app) {
        byte[] bytes = api.document(app);
        assertEquals(List.of(), IndependentParserTest.parsed(bytes).getMessages());
        return (JsonObject) new Examples().json(new String(bytes, StandardCharsets.UTF_8));
    }

    private static JsonObject document(Vivace app) {
        return document(OpenApi.of("Samples", "1"), app);
    }

    /** What is at a place, in one line; null where nothing is. */
    private static String at(JsonValue document, String... names) {
        JsonValue at = document;
        for (String name : names) {
            at = at == null ? null : ((JsonObject) at).get(name);
        }
        return at == null ? null : JsonText.line(at);
    }

    private static String refused(OpenApi api, Vivace app) {
        return assertThrows(IllegalStateException.class, () -> api.document(app))
                .getMessage();
    }

    @Test
    void shouldSortByPathAndMethod() {
        JsonObject paths = (JsonObject) document(Vivace.create()
                        .post("/b", ANSWERS)
                        .patch("/a/{x}", ANSWERS)
                        .get("/b", ANSWERS)
                        .get("/a", ANSWERS)
                        .delete("/b", ANSWERS))
                .get("paths");
        assertEquals("[/a, /a/{x}, /b]", paths.members().keySet().toString());
        assertEquals(
                "[get, post, delete]",
                ((JsonObject) paths.get("/b")).members().keySet().toString());
    }

    @Test
    void shouldLeaveOutWhatIsHiddenOrHasNoPlace() {
        assertEquals(
                "{}",
                at(
                        document(Vivace.create()
                                .get("/a", ANSWERS, route -> route.hidden())
                                .route("PROPFIND", "/b", ANSWERS)),
                        "paths"));
    }

    @Test
    void shouldMakeOnePathOfPatternsThatDifferInNamesOnly() {
        JsonObject document =
                document(Vivace.create().get("/a/{id}/b/{x}", ANSWERS).put("/a/{key}/b/{y}", ANSWERS));
        assertEquals(
                "[/a/{id}/b/{x}]",
                ((JsonObject) document.get("paths")).members().keySet().toString());
        String names = at(document, "paths", "/a/{id}/b/{x}", "put", "parameters");
        assertTrue(names.contains("\"id\"") && names.contains("\"x\"") && !names.contains("\"key\""), names);
    }

    /** The second took the place of the first, and was held against its answers. */
    @Test
    void shouldRefuseTwoRoutesOfOnePath() {
        for (String wild : List.of("/files/{x...}", "/files/{rest...}")) {
            String sentence =
                    "GET " + wild + " and GET /files/{x} are one path and method to OpenAPI: hide one of them "
                            + "with route -> route.hidden()";
            Vivace app = Vivace.create().get("/files/{x}", ANSWERS).get(wild, ANSWERS);
            assertEquals(sentence, refused(OpenApi.of("Samples", "1"), app));
        }
        JsonObject document = document(
                Vivace.create().get("/files/{x}", ANSWERS).get("/files/{x...}", ANSWERS, route -> route.hidden()));
        assertEquals(
                "[{\"name\":\"x\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}]",
                at(document, "paths", "/files/{x}", "get", "parameters"));
    }

    @Test
    void shouldMakeOnePathOfAWildcardAndAParameter() {
        JsonObject document =
                document(Vivace.create().put("/files/{x}", ANSWERS).get("/files/{rest...}", ANSWERS));
        assertEquals(
                "[/files/{rest}]",
                ((JsonObject) document.get("paths")).members().keySet().toString());
        String rest = at(document, "paths", "/files/{rest}", "get", "parameters");
        assertTrue(rest.contains("it may hold slashes"), rest);
        String one = at(document, "paths", "/files/{rest}", "put", "parameters");
        assertFalse(one.contains("slashes"), one);
    }

    @Test
    void shouldSayWhatTheServerAnswersByItself() {
        JsonObject document = document(Vivace.create()
                .post("/a", Json.any(), (req, res, body) -> res.empty(), route -> route.returns(204))
                .blocking(b -> b.get("/b", ANSWERS, route -> route.returns(204))));
        assertEquals(
                "[204, 400, 413, 415]",
                ((JsonObject) ((JsonObject) ((JsonObject) ((JsonObject) document.get("paths")).get("/a")).get("post"))
                                .get("responses"))
                        .members()
                        .keySet()
                        .toString());
        assertEquals(
                "{\"204\":{\"description\":\"No Content\"},\"503\":{\"$ref\":\"#/components/responses/ServiceUnavailable\"},"
                        + "\"504\":{\"$ref\":\"#/components/responses/GatewayTimeout\"}}",
                at(document, "paths", "/b", "get", "responses"));
    }

    @Test
    void shouldSayWhatConditionsAndAcceptLeadTo() {
        JsonObject document = document(Vivace.create()
                .get("/a", ANSWERS, route -> route.returns(String.class).etag().acceptRequired())
                .post("/a", ANSWERS, route -> route.returns(204).etag()));
        assertEquals(
                "{\"200\":{\"description\":\"OK\",\"content\":{\"application/json\":{\"schema\":{\"type\":\"string\"}}},"
                        + "\"headers\":{\"ETag\":{\"schema\":{\"type\":\"string\"}}}},\"304\":{\"description\":\"Not Modified\"},"
                        + "\"406\":{\"$ref\":\"#/components/responses/NotAcceptable\"}}",
                at(document, "paths", "/a", "get", "responses"));
        assertEquals("{\"204\":{\"description\":\"No Content\"}}", at(document, "paths", "/a", "post", "responses"));
    }

    @Test
    void shouldSayThatAnswersAreNotDeclared() {
        assertEquals(
                "{\"default\":{\"description\":\"What the route answers is not declared.\"}}",
                at(document(Vivace.create().get("/a", ANSWERS)), "paths", "/a", "get", "responses"));
    }

    @Test
    void shouldJoinAnswersOfOneStatus() {
        assertEquals(
                "{\"description\":\"OK\",\"content\":{\"application/json\":{\"schema\":{\"anyOf\":[{\"$ref\":"
                        + "\"#/components/schemas/Circle\"},{\"$ref\":\"#/components/schemas/Square\"}]}},"
                        + "\"text/csv\":{\"schema\":{\"type\":\"string\"}}}}",
                at(
                        document(Vivace.create()
                                .get(
                                        "/a",
                                        ANSWERS,
                                        route -> route.returns(SchemaSamples.Circle.class)
                                                .returns(SchemaSamples.Square.class)
                                                .returns(200, "text/csv"))),
                        "paths",
                        "/a",
                        "get",
                        "responses",
                        "200"));
    }

    @Test
    void shouldTellVariantsThatAreAnswers() {
        JsonObject document = document(Vivace.create()
                .get("/a", ANSWERS, route -> route.returns(SchemaSamples.Circle.class))
                .get("/b", ANSWERS, route -> route.returns(Json.listOf(SchemaSamples.Circle.class)))
                .post(
                        "/a",
                        Json.of(SchemaSamples.Circle.class),
                        (req, res, circle) -> res.json(circle),
                        route -> route.returns(204)));
        String media = "application/json";
        assertEquals(
                "{\"$ref\":\"#/components/schemas/CircleKind\"}",
                at(document, "paths", "/a", "get", "responses", "200", "content", media, "schema"));
        assertEquals(
                "{\"type\":\"array\",\"items\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/CircleKind\"},"
                        + "{\"type\":\"null\"}]}}",
                at(document, "paths", "/b", "get", "responses", "200", "content", media, "schema"));
        assertEquals(
                "{\"$ref\":\"#/components/schemas/Circle\"}",
                at(document, "paths", "/a", "post", "requestBody", "content", media, "schema"));
        assertEquals("[\"kind\",\"radius\"]", at(document, "components", "schemas", "CircleKind", "required"));
    }

    @Test
    void shouldDocumentSecurity() {
        OpenApi api = OpenApi.of("Samples", "1")
                .securityScheme("jwt", SecurityScheme.bearer("JWT").description("Ask us."))
                .securityScheme("basic", SecurityScheme.basic())
                .securityScheme("key", SecurityScheme.headerKey("X-Key"))
                .securityScheme("session", SecurityScheme.cookieKey("sid"))
                .securityScheme("oidc", SecurityScheme.openIdConnect("https://id.example.com/d"))
                .security("jwt")
                .security("basic", "key");
        JsonObject document = document(
                api,
                Vivace.create()
                        .get("/a", ANSWERS)
                        .get("/b", ANSWERS, route -> route.security())
                        .get("/c", ANSWERS, route -> route.security("session").security("oidc")));
        assertEquals("[{\"jwt\":[]},{\"basic\":[],\"key\":[]}]", at(document, "security"));
        assertNull(at(document, "paths", "/a", "get", "security"));
        assertEquals("[{}]", at(document, "paths", "/b", "get", "security"));
        assertEquals("[{\"session\":[]},{\"oidc\":[]}]", at(document, "paths", "/c", "get", "security"));
        assertEquals(
                "{\"type\":\"http\",\"scheme\":\"bearer\",\"bearerFormat\":\"JWT\",\"description\":\"Ask us.\"}",
                at(document, "components", "securitySchemes", "jwt"));
        assertEquals(
                "{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"sid\"}",
                at(document, "components", "securitySchemes", "session"));
    }

    @Test
    void shouldRefuseASchemeThatThereIsNot() {
        assertEquals(
                "GET /a asks for the security scheme 'jwt', which the OpenApi does not have: add "
                        + "securityScheme(\"jwt\", ...)",
                refused(
                        OpenApi.of("Samples", "1"),
                        Vivace.create().get("/a", ANSWERS, route -> route.security("jwt"))));
    }

    @Test
    void shouldRefuseAnExampleThatIsNotJson() {
        String message = refused(
                OpenApi.of("Samples", "1"),
                Vivace.create()
                        .get("/a", ANSWERS, route -> route.returns(String.class).example(200, "{a}")));
        assertTrue(message.startsWith("GET /a has an example that is not JSON: "), message);
    }

    /** They were left out without a word, even where they were no JSON. */
    @Test
    void shouldRefuseAnExampleOfWhatIsNotDeclared() {
        assertEquals(
                "GET /a has an example for 404, which it does not declare: add returns(404, ...)",
                refused(
                        OpenApi.of("Samples", "1"),
                        Vivace.create()
                                .get(
                                        "/a",
                                        ANSWERS,
                                        route -> route.returns(String.class)
                                                .example(200, "\"x\"")
                                                .example(404, "{a}"))));
        assertEquals(
                "POST /a has an example of a body, and none is read into a type: add Json.of(...), or take it away",
                refused(
                        OpenApi.of("Samples", "1"),
                        Vivace.create().post("/a", ANSWERS, route -> route.requestExample("1"))));
    }

    /** It was under every media type of its status, whatever the schema there. */
    @Test
    void shouldPutAnExampleWhereItsTypeIs() {
        JsonObject document = document(Vivace.create()
                .post(
                        "/a",
                        Json.any(),
                        (req, res, body) -> res.empty(),
                        route -> route.returns(SchemaSamples.Square.class)
                                .returns(200, "text/csv")
                                .example(200, "{\"side\":1}")
                                .returns(400, SchemaSamples.Square.class)
                                .example(400, "{\"side\":2}")
                                .returns(404, Problem.class)
                                .example(404, "{\"status\":404}")
                                .example(413, "{\"status\":413}")));
        String[] place = {"paths", "/a", "post", "responses", "200", "content", "application/json", "example"};
        assertEquals("{\"side\":1}", at(document, place));
        place[6] = "text/csv";
        assertNull(at(document, place));
        place[4] = "400";
        place[6] = "application/json";
        assertEquals("{\"side\":2}", at(document, place));
        place[6] = "application/problem+json";
        assertNull(at(document, place));
        place[4] = "404";
        assertEquals("{\"status\":404}", at(document, place));
        place[4] = "413";
        assertEquals("{\"status\":413}", at(document, place));
    }

    @Test
    void shouldRefuseAnExampleOfAnAnswerWithoutJson() {
        assertEquals(
                "GET /a has an example for 204, which it declares without JSON: add returns(204, ...) with a type, or take "
                        + "it away",
                refused(
                        OpenApi.of("Samples", "1"),
                        Vivace.create()
                                .get("/a", ANSWERS, route -> route.returns(204).example(204, "{}"))));
        assertEquals(
                "GET /a has an example for 200, which it declares without JSON: add returns(200, ...) with a type, or take "
                        + "it away",
                refused(
                        OpenApi.of("Samples", "1"),
                        Vivace.create()
                                .get(
                                        "/a",
                                        ANSWERS,
                                        route -> route.returns(200, "text/csv").example(200, "\"a\""))));
    }

    /** Numbers as a request may have them. */
    public record Zeros(
            @Default("007") int n,
            @Default("-00.50") double d,
            @Default("00") long zero,
            @Default("007") String text,
            @Example("0012") Optional<Integer> optional,
            @Example("03") List<Integer> list) {}

    /** They were strings. */
    @Test
    void shouldWriteNumbersWithLeadingZerosAsNumbers() {
        String parameters = at(
                document(Vivace.create().get("/a", Params.of(Zeros.class), (req, res, zeros) -> res.empty())),
                "paths",
                "/a",
                "get",
                "parameters");
        for (String part : List.of(
                "\"default\":7}",
                "\"default\":-0.50}",
                "\"default\":0}",
                "\"default\":\"007\"}",
                "\"example\":12}",
                "\"example\":[3]}")) {
            assertTrue(parameters.contains(part), part + " in " + parameters);
        }
    }

    @Test
    void shouldDescribeProblemsInTheAppsOwnForm() {
        Vivace app = Vivace.create()
                .get("/a", ANSWERS, route -> route.returns(404, Problem.class))
                .problemRenderer(new ProblemRenderer() {
                    @Override
                    public void render(Problem problem, JsonOut out) {
                        out.value(problem.title());
                    }

                    @Override
                    public String contentType() {
                        return "application/json; charset=utf-8";
                    }
                });
        assertEquals(
                "{\"application/json\":{\"schema\":{}}}",
                at(document(app), "components", "responses", "NotFound", "content"));
        JsonObject typed = document(OpenApi.of("Samples", "1").problem(SchemaSamples.Square.class), app);
        assertEquals(
                "{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/Square\"}}}",
                at(typed, "components", "responses", "NotFound", "content"));
        assertNull(at(typed, "components", "schemas", "Problem"));
    }

    @Test
    void shouldHoldServersAndInfo() {
        JsonObject document = document(
                OpenApi.of("Samples", "2.0").description("Some.").server("https://a.example.com/v2"), Vivace.create());
        assertEquals("{\"title\":\"Samples\",\"version\":\"2.0\",\"description\":\"Some.\"}", at(document, "info"));
        assertEquals("[{\"url\":\"https://a.example.com/v2\"}]", at(document, "servers"));
    }

    @Test
    void shouldWriteTheFileOnlyWhereItChanges(@TempDir Path directory) throws IOException {
        OpenApi api = OpenApi.of("Samples", "1");
        Path file = directory.resolve("made/openapi.json");
        Vivace app = Vivace.create().get("/a", ANSWERS);
        api.write(app, file);
        assertEquals(new String(api.document(app), StandardCharsets.UTF_8), Files.readString(file));
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, old);
        api.write(app, file);
        assertEquals(old, Files.getLastModifiedTime(file));
        api.write(app.get("/b", ANSWERS), file);
        assertTrue(Files.readString(file).contains("\"/b\""));
    }

    @Test
    void shouldRefuseWhatCannotBeInADocument() {
        assertThrows(IllegalArgumentException.class, () -> OpenApi.of(" ", "1"));
        OpenApi api = OpenApi.of("Samples", "1");
        assertThrows(IllegalArgumentException.class, () -> api.docs("docs"));
        assertThrows(IllegalArgumentException.class, () -> api.docs("/docs/"));
        assertThrows(IllegalArgumentException.class, () -> api.path("/{x}"));
        assertThrows(IllegalArgumentException.class, () -> api.securityScheme("a b", SecurityScheme.basic()));
        assertEquals(
                "a server's url is a URI, but was 'http://a b'",
                assertThrows(IllegalArgumentException.class, () -> api.server("http://a b"))
                        .getMessage());
        api.server("https://{stage}.example.com/{version}").server("/v2");
    }
}
