package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import dev.vivace.typed.Header;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parameters are bound wherever a request may be asked: on workers, later, behind middleware, by the handler itself. */
class ParamsAnywhereTest {
    record Item(
            int id,
            String q,
            List<String> tag,
            @Header("X-A") String a) {
        Item {
            if (q.equals("bad")) {
                throw new IllegalArgumentException("The query cannot be bad.");
            } else if (q.equals("long")) {
                throw new IllegalArgumentException("x".repeat(201));
            } else if (q.equals("bug")) {
                throw new IllegalStateException("secret");
            }
        }
    }

    record Page(int page) {}

    private static final Params<Item> ITEM = Params.of(Item.class);
    private static final String QUERY = "?q=%61+b&tag=x&tag=y";
    private static final String BOUND = "Item[id=7, q=a b, tag=[x, y], a=1]";

    private static TestResponse get(Vivace app, String target) {
        return TestClient.of(app).request("GET", target).header("X-A", "1").send();
    }

    @Test
    void shouldBindOnAWorker() {
        Vivace app = SaidErrors.app()
                .blocking(group -> group.get(
                        "/{id}",
                        ITEM,
                        (req, res, item) ->
                                res.text(item + " " + req.params(ITEM).equals(item))));
        assertEquals(BOUND + " true", get(app, "/7" + QUERY).body());
        // A path that is decoded lies elsewhere than the head
        assertEquals(BOUND + " true", get(app, "/a/../%37" + QUERY).body());
        assertEquals(
                "query q: required: The query parameter 'q' is missing.",
                get(app, "/7").body());
    }

    @Test
    void shouldBindInAnErrorHandlerOfWhatWasDeferred() {
        Vivace app = SaidErrors.app()
                .get("/{id}", (req, res) -> res.defer(later -> later.fail(new java.io.IOException("a test's"))))
                .error(
                        java.io.IOException.class,
                        (error, req, res) -> res.text(req.params(ITEM).toString()));
        assertEquals(BOUND, get(app, "/7" + QUERY).body());
        assertEquals(BOUND, get(app, "/%37" + QUERY).body());
    }

    @Test
    void shouldKeepWhatWasBoundBeforeDeferring() {
        Vivace app = SaidErrors.app()
                .get(
                        "/{id}",
                        ITEM,
                        (req, res, item) -> res.defer(later -> later.respond(r -> r.text(item.toString()))));
        assertEquals(BOUND, get(app, "/7" + QUERY).body());
    }

    @Test
    void shouldBindWhatWasSentBehindARequestThatIsWrapped() {
        Middleware wrapping = next -> (req, res) -> next.handle(wrapped(req), res);
        Vivace app = SaidErrors.app()
                .use(wrapping)
                .get("/{id}", ITEM, (req, res, item) -> res.text(item + " " + req.query("q")));
        assertEquals(BOUND + " wrapped", get(app, "/7" + QUERY).body());
    }

    private static Request wrapped(Request inner) {
        return (Request) Proxy.newProxyInstance(
                Request.class.getClassLoader(), new Class<?>[] {Request.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("query") ? "wrapped" : method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void shouldBindAnyRecordThatAHandlerAsksFor() {
        Vivace app = SaidErrors.app()
                .get("/{id}", ITEM, (req, res, item) -> res.text(req.params(Params.of(Page.class)) + " " + item.id()));
        assertEquals("Page[page=2] 7", get(app, "/7?page=2&q=").body());
        assertEquals(
                "query page: required: The query parameter 'page' is missing.",
                get(app, "/7?q=").body());
        Vivace fallback = SaidErrors.app()
                .fallback(
                        (req, res) -> res.text(req.params(Params.of(Page.class)).toString()));
        assertEquals("Page[page=3]", get(fallback, "/nowhere?page=3").body());
    }

    @Test
    void shouldAnswer500ForARecordThatCannotBeBoundOnTheRoute() {
        record Missing(@dev.vivace.typed.Path int id) {}
        Vivace app = SaidErrors.app()
                .get(
                        "/",
                        (req, res) ->
                                res.text(req.params(Params.of(Missing.class)).toString()));
        assertEquals(500, get(app, "/").status());
    }

    @Test
    void shouldRefuseWhatTheConstructorRefuses() {
        Vivace app = SaidErrors.app().get("/{id}", ITEM, (req, res, item) -> res.text(item.toString()));
        TestResponse answer = get(app, "/7?q=bad");
        assertEquals(400, answer.status());
        assertEquals("null: invalid: The query cannot be bad.", answer.body());
        assertEquals(
                "null: invalid: The parameters do not fit together.",
                get(app, "/7?q=long").body());
        assertEquals(
                "path id: type: The path parameter 'id' is not a whole number from -2147483648 to 2147483647.",
                get(app, "/x?q=bad").body());
        TestResponse bug = get(app, "/7?q=bug");
        assertEquals(500, bug.status());
        assertTrue(!bug.body().contains("secret"), bug.body());
    }

    @Test
    void shouldCallChecksWhenEachParameterIsRight() {
        Params<Item> checked = ITEM.check((item, errors) -> {
                    if (item.id() > 9) {
                        errors.add(InputError.parameter("path", "id", "order", "The id is small."));
                    }
                })
                .check((item, errors) -> {
                    if (item.tag().isEmpty()) {
                        errors.add(InputError.parameter("query", "tag", "order", "There is a tag."));
                    }
                });
        Vivace app = SaidErrors.app().get("/{id}", checked, (req, res, item) -> res.text(item.toString()));
        assertEquals(BOUND, get(app, "/7" + QUERY).body());
        assertEquals(
                "path id: order: The id is small.\nquery tag: order: There is a tag.",
                get(app, "/17?q=").body());
        assertEquals(
                "query q: required: The query parameter 'q' is missing.",
                get(app, "/17").body());
        assertEquals(BOUND, get(app, "/7" + QUERY).body());
    }
}
