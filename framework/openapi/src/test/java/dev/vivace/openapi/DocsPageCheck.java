package dev.vivace.openapi;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at the page in a browser: it lists the operations, sends a request and shows the answer, and asks nobody else for
 * anything. Started by the step of the CI that has the browser: it takes the browser's program and a directory.
 */
public final class DocsPageCheck {
    private DocsPageCheck() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        ServerOptions options = ServerOptions.defaults().loops(1).listener(Listener.of("127.0.0.1", 0));
        try (Server server = Bookshop.api()
                        .docs("/inside/docs")
                        .addTo(Bookshop.app())
                        .listen(options);
                Browser browser = Browser.start(args[0], directory)) {
            String origin = "http://127.0.0.1:" + server.port();
            browser.open(origin + "/inside/docs");
            browser.await("document.querySelectorAll('.opblock').length === 8");
            check("title", "Bookshop", browser.evaluate("document.title"));
            check(
                    "operations",
                    "GET /books|POST /books|GET /books/{id}|DELETE /books/{id}|POST /books|GET /covers/{path}|"
                            + "POST /forms|GET /report",
                    browser.evaluate("[...document.querySelectorAll('.opblock-summary')].map(o => "
                            + "o.querySelector('.opblock-summary-method').innerText + ' ' + "
                            + "o.querySelector('[data-path]').dataset.path).join('|')"));
            browser.screenshot(directory.resolve("operations.png"));
            tryItOut(browser, directory);
            browser.evaluate("document.querySelector('.btn.authorize').click()");
            browser.await("document.querySelectorAll('.modal-ux .auth-container').length === 2");
            for (String url : browser.requests()) {
                if (!url.startsWith(origin + "/") && !url.startsWith("data:")) {
                    throw new AssertionError("a request to another origin: " + url);
                }
            }
            check("complaints", List.of().toString(), browser.complaints().toString());
            browser.evaluate("void fetch('http://127.0.0.1:9/').catch(() => window.refused = true)");
            browser.await("window.refused === true");
            if (!browser.complaints().toString().contains("Content Security Policy")) {
                throw new AssertionError("the page may ask others: " + browser.complaints());
            }
            System.out.println("the page lists 8 operations, a request was sent and answered; all "
                    + browser.requests().size() + " requests went to the app itself");
        }
    }

    private static void tryItOut(Browser browser, Path directory) throws InterruptedException, java.io.IOException {
        String operation = "document.querySelector('#operations-staff-postBooks')";
        browser.evaluate(operation + ".querySelector('.opblock-summary-control').click()");
        browser.await(operation + ".querySelector('.try-out__btn') !== null");
        browser.evaluate(operation + ".querySelector('.try-out__btn').click()");
        browser.await(operation + ".querySelector('.execute') !== null");
        browser.evaluate(operation + ".querySelector('.execute').click()");
        browser.await(operation + ".querySelector('.live-responses-table .response-col_status') !== null");
        check(
                "status",
                "201",
                browser.evaluate(
                        operation + ".querySelector('tbody .response-col_status').innerText.split('\\n')[0].trim()"));
        browser.screenshot(directory.resolve("answer.png"));
        String body = browser.evaluate(operation + ".querySelector('.live-responses-table .highlight-code').innerText");
        if (!body.contains("\"title\": \"Emma\"")) {
            throw new AssertionError("the answer that is shown: " + body);
        }
    }

    private static void check(String what, String wanted, String found) {
        if (!wanted.equals(found)) {
            throw new AssertionError(what + ": wanted " + wanted + ", found " + found);
        }
    }
}
