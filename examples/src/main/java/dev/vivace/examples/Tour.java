package dev.vivace.examples;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Launcher;
import dev.vivace.Vivace;
import dev.vivace.examples.bookshop.Bookshop;
import dev.vivace.openapi.OpenApi;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * All recipes in one server; {@code GET /} says what there is.
 *
 * <pre>{@code java -jar examples/target/tour.jar --port 8080}</pre>
 */
public final class Tour {
    /** The recipes, each of which runs by itself too. */
    private static final List<Consumer<Vivace>> RECIPES = List.of(
            PlainText::addTo,
            JsonObject::addTo,
            Person::addTo,
            UserById::addTo,
            Add::addTo,
            Echo::addTo,
            JsonEcho::addTo,
            NewUsers::addTo,
            RecordList::addTo,
            Blocking::addTo,
            Deferred::addTo,
            Failure::addTo,
            Visits::addTo,
            RequestId::addTo,
            app -> Bookshop.addTo(app, Clock.systemUTC()));

    private static final List<Stop> STOPS = List.of(
            new Stop("GET", "/", "this list"),
            new Stop("GET", "/plaintext", "a fixed text, made once"),
            new Stop("GET", "/json", "an object made and serialised for each request"),
            new Stop("GET", "/person", "JSON written field by field, with a new random UUID"),
            new Stop("GET", "/users/{id}", "a path parameter that is a number"),
            new Stop("GET", "/add/{a}?b=", "the sum of a path and a query parameter"),
            new Stop("POST", "/echo", "the body back as it came, with its content type"),
            new Stop("POST", "/json/echo", "any JSON document back in its canonical spelling"),
            new Stop(
                    "POST",
                    "/users",
                    "a JSON body read into a record: {\"name\":\"Ada\",\"email\":\"ada@example.org\"}"),
            new Stop("GET", "/list?n=", "an array of n records"),
            new Stop("GET", "/blocking?ms=", "a handler that sleeps on a worker thread"),
            new Stop("GET", "/later?ms=", "an answer put off until a timer calls back"),
            new Stop("GET", "/fail", "a handler that throws"),
            new Stop("GET", "/visits", "a counter in a cookie"),
            new Stop("GET", "/traced/hello", "middleware that gives each request an id"),
            new Stop("GET", "/traced/fail", "the id survives into an error answer"),
            new Stop("GET", "/books?title=&genre=&tag=&page=&pageSize=", "books, found by typed parameters, in pages"),
            new Stop("POST", "/books", "a JSON body with nested members, checked, and answered with an ETag"),
            new Stop("GET", "/books/{id}", "a book, or a 304 for who has it"),
            new Stop("PUT", "/books/{id}", "a book replaced by who knows its version (If-Match)"),
            new Stop("DELETE", "/books/{id}", "a book removed"),
            new Stop("GET", "/openapi.json", "all of this as an OpenAPI document"),
            new Stop("GET", "/docs", "the same to look at and to try"));

    /**
     * One thing to see.
     *
     * @param method how to ask
     * @param path where; {@code {name}} is a parameter, {@code ?name=} one of the query
     * @param what what is there
     */
    @CompiledJson
    public record Stop(String method, String path, String what) {}

    private Tour() {}

    static List<Stop> stops() {
        return STOPS;
    }

    /**
     * An app with all recipes.
     *
     * @return a new app
     */
    public static Vivace app() {
        Vivace app = Vivace.create().get("/", (req, res) -> res.json(STOPS));
        RECIPES.forEach(recipe -> recipe.accept(app));
        return OpenApi.of("The tour of Vivace", "1.0").docs("/docs").addTo(app);
    }

    /**
     * Serves the tour.
     *
     * @param args see {@link Launcher}
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Launcher.run(app(), args);
    }
}
