package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocsPageTest {
    private static TestClient served(OpenApi api) {
        return TestClient.of(api.addTo(Bookshop.app()));
    }

    @Test
    void shouldServeTheDocumentWithAnETag() {
        TestResponse answer = served(Bookshop.api()).get("/openapi.json");
        assertEquals(200, answer.status());
        assertEquals("application/json", answer.header("Content-Type"));
        assertTrue(answer.header("ETag").matches("\"[0-9a-f]{24}\""), answer.header("ETag"));
        assertArrayEquals(Bookshop.api().document(Bookshop.app()), answer.bodyBytes());
    }

    @Test
    void shouldServeTheDocumentWhereItIsWanted() {
        TestClient client = served(Bookshop.api().path("/v1/api.json"));
        assertEquals(200, client.get("/v1/api.json").status());
        assertEquals(404, client.get("/openapi.json").status());
    }

    @Test
    void shouldSeeRoutesThatComeLater() {
        Vivace app = Bookshop.api().addTo(Vivace.create()).get("/late", (req, res) -> res.empty());
        assertTrue(TestClient.of(app).get("/openapi.json").body().contains("\"/late\""));
    }

    @Test
    void shouldServeNoPageUnlessItIsTurnedOn() {
        assertEquals(404, served(Bookshop.api()).get("/docs").status());
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/start.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
        "/docs/favicon-32x32.png, image/png",
    })
    void shouldServeThePageAndItsFiles(String path, String contentType) {
        TestResponse answer = served(Bookshop.api().docs("/docs")).get(path);
        assertEquals(200, answer.status());
        assertEquals(contentType, answer.header("Content-Type"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertTrue(answer.header("ETag").matches("\"[0-9a-f]{24}\""));
        assertTrue(answer.bodyBytes().length > 100);
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/, 404",
        "/docs/index.html, 404",
        "/docs/swagger-initializer.js, 404",
        "/docs/../openapi.jso, 404",
        "/docs/%2e%2e/META-INF/MANIFEST.MF, 404",
        "/docs/..%2f..%2f..%2f..%2fMANIFEST.MF, 400",
        "/docs/swagger-ui-bundle.js/, 404",
    })
    void shouldServeNoOtherFile(String path, int status) {
        assertEquals(status, served(Bookshop.api().docs("/docs")).get(path).status());
    }

    @Test
    void shouldAllowThePageNothingFromElsewhere() {
        TestResponse page = served(Bookshop.api().docs("/docs")).get("/docs");
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                page.header("Content-Security-Policy"));
        assertEquals(
                List.of(),
                page.body().lines().filter(line -> line.contains("//")).toList());
    }

    @Test
    void shouldAllowThePageTheServersOfTheDocument() {
        assertTrue(DocsPage.policy(List.of("/v1", "https://api.example.com/v1", "http://{zone}.example.com:81"))
                .contains("connect-src 'self' https://api.example.com http://x.example.com:81;"));
    }

    @Test
    void shouldEscapeTheTitle() {
        TestClient client =
                TestClient.of(OpenApi.of("<b> & \"c\"", "1").docs("/docs").addTo(Vivace.create()));
        assertTrue(client.get("/docs").body().contains("<title>&lt;b> &amp; &quot;c&quot;</title>"));
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, /openapi.json, openapi.json",
        "/docs, /v1/openapi.json, v1/openapi.json",
        "/inside/docs, /openapi.json, ../openapi.json",
        "/inside/docs, /inside/api.json, api.json",
        "/a/b/docs, /a/c/api.json, ../c/api.json",
        "/docs, /docs.json, docs.json",
    })
    void shouldFindTheDocumentBehindAPrefixToo(String page, String document, String relative) {
        assertEquals(relative, DocsPage.relative(page, document));
    }

    @Test
    void shouldFailWhereTheFilesAreMissing() {
        ClassLoader without = new URLClassLoader(new URL[0], null);
        assertEquals(
                "OpenApi.docs(\"/docs\") needs the files of the page: add the dependency org.webjars:swagger-ui, version 5 "
                        + "or later, with the scope runtime",
                assertThrows(IllegalStateException.class, () -> Assets.find(without, "/docs"))
                        .getMessage());
    }

    @Test
    void shouldFindTheFilesInAJarOfJars(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("all.jar");
        String files = "META-INF/resources/webjars/swagger-ui/";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("", "5.0.1/", "5.0.1/swagger-ui.css", "5.0.1/swagger-ui-bundle.js")) {
                out.putNextEntry(new JarEntry(files + name));
                if (!name.endsWith("/")) {
                    out.write(name.getBytes());
                }
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Assets assets = Assets.find(loader, "/docs");
            assertEquals(20, assets.canned("swagger-ui.css", "text/css").bodyLength());
            assertThrows(IllegalStateException.class, () -> assets.canned("favicon-32x32.png", "image/png"));
        }
    }
}
