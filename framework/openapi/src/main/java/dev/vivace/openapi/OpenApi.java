package dev.vivace.openapi;

import dev.vivace.Canned;
import dev.vivace.Vivace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The description of an app's API as an OpenAPI 3.1 document. It is made of the routes: of the records that parameters and
 * bodies are read into, of their constraints, of what routes declare to answer ({@link dev.vivace.RouteOptions#returns
 * returns}), and of what routes say about themselves ({@link dev.vivace.RouteOptions#summary summary} and its like). The
 * types come from the model that decoding is built from, so that the document is true.
 *
 * <pre>{@code
 * Vivace app = OpenApi.of("Bookshop", "1.0")
 *         .description("Sells books.")
 *         .securityScheme("token", SecurityScheme.bearer(null))
 *         .docs("/docs")
 *         .addTo(Vivace.create().get("/books/{id}", Params.of(ById.class), handler, route -> route.returns(Book.class)));
 * }</pre>
 *
 * <p>{@link #addTo} serves it at {@code /openapi.json}: it is built once, when the app is about to be served, and has an
 * ETag. {@link #write} writes the same bytes to a file, for a small {@code main} that runs in the build. The same routes give the
 * same bytes, sorted by path, so the file can be committed and compared.
 *
 * <p><b>Threading:</b> not thread-safe; use it on the thread that builds the app, before listening.
 */
public final class OpenApi {
    private final Map<String, Object> info = new LinkedHashMap<>();
    private final List<Object> servers = new ArrayList<>();
    private final List<String> serverUrls = new ArrayList<>();
    private final Map<String, SecurityScheme> securitySchemes = new LinkedHashMap<>();
    private List<List<String>> security;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String path = "/openapi.json";
    private String docsPath;
    private Class<?> problemType;

    private OpenApi(String title, String version) {
        info.put("title", requireText(title, "title"));
        info.put("version", requireText(version, "version"));
    }

    /**
     * A description.
     *
     * @param title the API's name
     * @param version of the API, in any spelling
     * @return to be completed
     */
    public static OpenApi of(String title, String version) {
        return new OpenApi(title, version);
    }

    private static String requireText(String text, String name) {
        if (Objects.requireNonNull(text, name).isBlank()) {
            throw new IllegalArgumentException(name + " is not blank");
        }
        return text;
    }

    private static String requirePath(String path) {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException(
                    "a path here is one or more segments of letters, digits, '.', '_', '~' and '-', but was '" + path
                            + "'");
        }
        return path;
    }

    /**
     * What the API is for.
     *
     * @param text CommonMark
     * @return this
     */
    public OpenApi description(String text) {
        info.put("description", requireText(text, "description"));
        return this;
    }

    /**
     * Where the API is served, beside where the document is. The page of {@link #docs} may send requests there.
     *
     * @param url absolute, or relative to the document; {@code {name}} stands for a variable
     * @return this
     * @throws IllegalArgumentException when it is none
     */
    public OpenApi server(String url) {
        try {
            DocsPage.uri(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a server's url is a URI, but was '" + url + "'", e);
        }
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("url", requireText(url, "url"));
        servers.add(server);
        serverUrls.add(url);
        return this;
    }

    /**
     * A way of proving who asks, for routes to name ({@link dev.vivace.RouteOptions#security}) and for {@link #security}.
     *
     * @param name of letters, digits, dots, hyphens and underscores
     * @param scheme what it is
     * @return this
     */
    public OpenApi securityScheme(String name, SecurityScheme scheme) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "a security scheme is named by letters, digits, '.', '-' and '_', not '" + name + "'");
        }
        securitySchemes.put(name, Objects.requireNonNull(scheme, "scheme"));
        return this;
    }

    /**
     * A bearer token: short for {@link #securityScheme} with {@link SecurityScheme#bearer}.
     *
     * @param name of letters, digits, dots, hyphens and underscores
     * @return this
     */
    public OpenApi bearer(String name) {
        return securityScheme(name, SecurityScheme.bearer(null));
    }

    /**
     * Which schemes a request must satisfy where its route does not say otherwise.
     *
     * @param schemes names of schemes that are needed together; a second call names an alternative
     * @return this
     */
    public OpenApi security(String... schemes) {
        if (security == null) {
            security = new ArrayList<>();
        }
        security.add(List.of(schemes));
        return this;
    }

    /**
     * Describes a tag that routes have. Tags are listed in the order of these calls; those that are not described follow.
     *
     * @param name as routes name it
     * @param description CommonMark
     * @return this
     */
    public OpenApi tag(String name, String description) {
        tags.put(requireText(name, "name"), requireText(description, "description"));
        return this;
    }

    /**
     * Where the document is served.
     *
     * @param newPath the default is {@code /openapi.json}
     * @return this
     */
    public OpenApi path(String newPath) {
        this.path = requirePath(newPath);
        return this;
    }

    /**
     * What problem bodies look like where the app writes them in its own form ({@link Vivace#problemRenderer}); without this,
     * nothing is said about them then.
     *
     * @param type a type with a generated codec that has the members which the renderer writes
     * @return this
     */
    public OpenApi problem(Class<?> type) {
        this.problemType = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * Serves a page that shows the document and sends requests. Off unless it is turned on here. Its assets come from the
     * artifact {@code org.webjars:swagger-ui}, which the app adds to its dependencies; listening fails where it is missing. The
     * page loads nothing from elsewhere, and its Content-Security-Policy says so.
     *
     * @param newPath for instance {@code /docs}; assets are served below it
     * @return this
     */
    public OpenApi docs(String newPath) {
        this.docsPath = requirePath(newPath);
        return this;
    }

    /**
     * Serves the document, and the page if it is turned on. Both are made when the app is about to be served, of the routes that
     * it has then.
     *
     * @param app gets the routes, which are not in the document
     * @return the app
     */
    public Vivace addTo(Vivace app) {
        return app.beforeListen(complete -> {
            // First what may be missing: who adds it and listens again finds no route that is there already
            Assets assets = docsPath == null ? null : Assets.find(docsPath);
            byte[] document = document(complete);
            Canned canned = Assets.canned("application/json", document);
            complete.get(path, (req, res) -> res.send(canned), route -> route.hidden());
            if (assets != null) {
                DocsPage.addTo(complete, assets, docsPath, path, (String) info.get("title"), serverUrls);
            }
        });
    }

    /**
     * The document of the routes that an app has.
     *
     * @param app is not changed
     * @return UTF-8, with a line feed at the end
     * @throws IllegalStateException when routes contradict each other or name what there is not; the message says what to do
     */
    public byte[] document(Vivace app) {
        ModelTypes types = ModelTypes.of(app);
        return JsonText.document(new DocumentWriter(
                        this,
                        Operations.of(app.routes(), types),
                        Problems.of(app, problemType == null ? null : types.answer(problemType)))
                .document());
    }

    /**
     * Writes the document to a file, for a {@code main} that runs in the build. A file that has the same content is left alone.
     *
     * @param app is not changed
     * @param file is made or replaced; so are the directories above it
     * @throws IOException when the file cannot be written
     */
    public void write(Vivace app, Path file) throws IOException {
        byte[] document = document(app);
        if (Files.exists(file)
                && Files.readString(file, StandardCharsets.UTF_8)
                        .equals(new String(document, StandardCharsets.UTF_8))) {
            return;
        }
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.write(file, document);
    }

    Map<String, Object> info() {
        return info;
    }

    List<Object> servers() {
        return servers;
    }

    Map<String, SecurityScheme> securitySchemes() {
        return securitySchemes;
    }

    /** Null where nothing is asked for. */
    List<List<String>> security() {
        return security;
    }

    /** Descriptions by name. */
    Map<String, String> tags() {
        return tags;
    }
}
