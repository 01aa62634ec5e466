package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Handler;
import dev.vivace.Json;
import dev.vivace.JsonOut;
import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.Problem;
import dev.vivace.ProblemRenderer;
import dev.vivace.Vivace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
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
