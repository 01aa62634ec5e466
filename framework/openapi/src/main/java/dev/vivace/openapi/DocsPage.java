package dev.vivace.openapi;

import dev.vivace.Canned;
import dev.vivace.Handler;
import dev.vivace.Vivace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The page that shows the document: these files and no others, read when the server starts. */
final class DocsPage {
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    /** Its own file, because the policy allows no script inside the page. */
    private static final String START = """
            'use strict';
            window.ui = SwaggerUIBundle({
              url: document.getElementById('swagger-ui').dataset.document,
              dom_id: '#swagger-ui',
              presets: [SwaggerUIBundle.presets.apis],
              layout: 'BaseLayout',
              deepLinking: true,
              queryConfigEnabled: false,
              validatorUrl: null
            });
            """;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <link rel="icon" type="image/png" href="%2$s/favicon-32x32.png">
            <link rel="stylesheet" href="%2$s/swagger-ui.css">
            </head>
            <body>
            <div id="swagger-ui" data-document="%3$s"></div>
            <script src="%2$s/swagger-ui-bundle.js"></script>
            <script src="%2$s/start.js"></script>
            </body>
            </html>
            """;

    private DocsPage() {}

    static void addTo(
            Vivace app, Assets assets, String path, String documentPath, String title, List<String> serverUrls) {
        String directory = path.substring(path.lastIndexOf('/') + 1);
        String page = PAGE.formatted(escaped(title), escaped(directory), escaped(relative(path, documentPath)));
        serve(app, path, utf8("text/html; charset=utf-8", page), policy(serverUrls));
        serve(app, path + "/start.js", utf8(JAVASCRIPT, START), null);
        serve(app, path + "/swagger-ui-bundle.js", assets.canned("swagger-ui-bundle.js", JAVASCRIPT), null);
        serve(app, path + "/swagger-ui.css", assets.canned("swagger-ui.css", "text/css; charset=utf-8"), null);
        serve(app, path + "/favicon-32x32.png", assets.canned("favicon-32x32.png", "image/png"), null);
    }

    private static Canned utf8(String contentType, String text) {
        return Assets.canned(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void serve(Vivace app, String path, Canned canned, String policy) {
        Handler handler = (req, res) -> {
            res.header("X-Content-Type-Options", "nosniff");
            res.header("Cache-Control", "no-cache");
            if (policy != null) {
                res.header("Content-Security-Policy", policy).header("Referrer-Policy", "no-referrer");
            }
            return res.send(canned);
        };
        app.get(path, handler, route -> route.hidden().returns(200, canned.contentType()));
    }

    /**
     * Nothing from elsewhere, and nothing inside the page. The style sheet holds its images itself; requests may also go to the
     * servers of the document, which is what those are for.
     */
    static String policy(List<String> serverUrls) {
        Set<String> targets = new LinkedHashSet<>();
        targets.add("'self'");
        for (String url : serverUrls) {
            URI uri = uri(url);
            if (uri.getScheme() != null && uri.getRawAuthority() != null) {
                targets.add(uri.getScheme() + "://" + uri.getRawAuthority());
            }
        }
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
                + String.join(" ", targets) + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** The address of a server, with something in place of its variables. */
    static URI uri(String url) {
        return URI.create(url.replaceAll("\\{[^}]*}", "x"));
    }

    /** One path as seen from the page at another: so it works behind a proxy that adds a prefix. */
    static String relative(String from, String to) {
        int shared = 0;
        for (int i = 0; i < Math.min(from.length(), to.length()) && from.charAt(i) == to.charAt(i); i++) {
            if (from.charAt(i) == '/') {
                shared = i + 1;
            }
        }
        long up = from.substring(shared).chars().filter(c -> c == '/').count();
        return "../".repeat((int) up) + to.substring(shared);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
