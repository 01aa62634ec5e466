package dev.vivace.openapi;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Json;
import dev.vivace.Problem;
import dev.vivace.Vivace;
import dev.vivace.typed.Description;
import dev.vivace.typed.Example;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** An app with most of what a document can say. */
final class Bookshop {
    enum Genre {
        NOVEL,
        POETRY,
        SCIENCE
    }

    @CompiledJson
    @Description("Who wrote it.")
    record Author(@Example("Ada") String name, Optional<LocalDate> born) {}

    @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL)
    record NewBook(
            @Description("As on the cover.") @Example("17") String title,
            List<Author> authors,
            Genre genre,
            BigDecimal price,
            OptionalInt pages,
            Map<String, String> names) {}

    @CompiledJson
    record Book(UUID id, int version, NewBook data, List<Book> similar) {}

    private Bookshop() {}

    static OpenApi api() {
        return OpenApi.of("Bookshop", "1.0")
                .description("Sells *books*.")
                .server("/")
                .bearer("token")
                .securityScheme("key", SecurityScheme.headerKey("X-Key"))
                .security("token")
                .tag("books", "What is sold.");
    }

    static Vivace app() {
        return Vivace.create()
                .get(
                        "/books",
                        (req, res) -> res.json(List.of()),
                        route -> route.summary("Lists books")
                                .tags("books")
                                .security()
                                .returns(Json.listOf(Book.class)))
                .post(
                        "/books",
                        Json.of(NewBook.class),
                        (req, res, book) -> res.status(201).json(new Book(new UUID(1, 2), 1, book, List.of())),
                        route -> route.summary("Adds a book")
                                .description("Gives it a number.")
                                .tags("books", "staff")
                                .security("token", "key")
                                .requestExample("{\"title\":\"Emma\",\"genre\":\"NOVEL\",\"price\":9.5}")
                                .returns(201, Book.class)
                                .returns(409, Problem.class)
                                .example(409, "{\"title\":\"Conflict\",\"status\":409}"))
                .get(
                        "/books/{id}",
                        (req, res) -> res.empty(404),
                        route -> route.tags("books").returns(Book.class).returns(404, Problem.class))
                .delete(
                        "/books/{number}",
                        (req, res) -> res.empty(),
                        route -> route.tags("books")
                                .deprecated()
                                .operationId("removeBook")
                                .returns(204))
                .get(
                        "/covers/{path...}",
                        (req, res) -> res.bytes("image/png", new byte[1]),
                        route -> route.returns(200, "image/png"))
                .blocking(db -> db.get("/report", (req, res) -> res.text("none")))
                .get("/secret", (req, res) -> res.empty(), route -> route.hidden());
    }
}
