package dev.vivace.openapi;

import com.dslplatform.json.CompiledJson;
import dev.vivace.HttpError;
import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.Problem;
import dev.vivace.Vivace;
import dev.vivace.typed.Default;
import dev.vivace.typed.Description;
import dev.vivace.typed.Example;
import dev.vivace.typed.Header;
import dev.vivace.typed.Path;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** A service with most of what a document can say. */
final class Bookshop {
    enum Genre {
        NOVEL,
        POETRY,
        SCIENCE
    }

    @CompiledJson
    @Description("Who wrote it.")
    record Author(@NotBlank @Example("Ada") String name, Optional<@Past LocalDate> born) {}

    /** What a book is made of. */
    @CompiledJson(discriminator = "kind")
    sealed interface Form permits Paper, Sound {}

    @CompiledJson(name = "paper")
    record Paper(@Positive int pages) implements Form {}

    @CompiledJson(name = "sound")
    record Sound(double minutes, String voice) implements Form {}

    @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL)
    record NewBook(
            @Description("As on the cover.") @Example("17") @NotBlank @Size(max = 80)
            String title,

            @Size(max = 3) List<@NotNull Author> authors,
            @NotNull Genre genre,
            @DecimalMin("0") BigDecimal price,
            @Max(2100) OptionalInt year,
            @Pattern(regexp = "[0-9]{3}-[0-9X]{1,10}") String code,
            Map<String, @Size(min = 1, max = 20) String> names) {}

    @CompiledJson
    record Book(UUID id, int version, NewBook data, List<Book> similar) {}

    record ByKind(
            Optional<Genre> genre,

            @Description("How many at most.") @Default("20") @Min(1) @Max(100)
            int limit,

            @Size(max = 4) List<@NotBlank String> tag,
            @Header("X-Shop") Optional<String> shop) {}

    record ById(
            @Path @Example("00000000-0000-0001-0000-000000000002")
            UUID id) {}

    record ByNumber(@Path("number") UUID id) {}

    private final Map<UUID, Book> books = new ConcurrentSkipListMap<>();

    private Bookshop() {}

    static OpenApi api() {
        return OpenApi.of("Bookshop", "1.0")
                .description("Sells *books*.")
                .bearer("token")
                .securityScheme("key", SecurityScheme.headerKey("X-Key"))
                .security("token")
                .tag("books", "What is sold.");
    }

    static Vivace app() {
        Bookshop shop = new Bookshop();
        return Vivace.create()
                .get(
                        "/books",
                        Params.of(ByKind.class),
                        (req, res, wanted) -> res.json(shop.find(wanted)),
                        route -> route.summary("Lists books")
                                .tags("books")
                                .security()
                                .returns(Json.listOf(Book.class)))
                .post(
                        "/books",
                        Json.of(NewBook.class).check((book, errors) -> {
                            if (book.genre() == Genre.SCIENCE
                                    && book.year().isPresent()
                                    && book.year().getAsInt() < 0) {
                                errors.add("/year", "too_early", "There was no science then.");
                            }
                        }),
                        (req, res, book) -> res.status(201).json(shop.add(book)),
                        route -> route.summary("Adds a book")
                                .description("Gives it an id.")
                                .tags("books", "staff")
                                .security("token", "key")
                                .requestExample("{\"title\":\"Emma\",\"genre\":\"NOVEL\",\"price\":9.5}")
                                .returns(201, Book.class)
                                .returns(409, Problem.class)
                                .example(409, "{\"title\":\"Conflict\",\"status\":409}"))
                .get(
                        "/books/{id}",
                        Params.of(ById.class),
                        (req, res, by) -> res.json(shop.get(by.id())),
                        route -> route.tags("books").returns(Book.class).returns(404, Problem.class))
                .delete(
                        "/books/{number}",
                        Params.of(ByNumber.class),
                        (req, res, by) -> {
                            shop.books.remove(by.id());
                            return res.empty();
                        },
                        route -> route.tags("books")
                                .deprecated()
                                .operationId("removeBook")
                                .returns(204))
                .post(
                        "/forms",
                        Json.of(Form.class),
                        (req, res, form) -> res.json(form),
                        route -> route.returns(Form.class))
                .get(
                        "/covers/{path...}",
                        (req, res) -> res.bytes("image/png", new byte[1]),
                        route -> route.returns(200, "image/png"))
                .blocking(db -> db.get("/report", (req, res) -> res.text("none")))
                .get("/secret", (req, res) -> res.empty(), route -> route.hidden());
    }

    private Book add(NewBook data) {
        if (books.values().stream().anyMatch(book -> Objects.equals(book.data().title(), data.title()))) {
            throw new HttpError(409, "There is such a book already.");
        }
        Book book = new Book(new UUID(1, books.size() + 1L), 1, data, similar());
        books.put(book.id(), book);
        return book;
    }

    private List<Book> similar() {
        return books.values().stream()
                .limit(2)
                .map(book -> new Book(book.id(), book.version(), book.data(), List.of()))
                .toList();
    }

    private Book get(UUID id) {
        Book book = books.get(id);
        if (book == null) {
            throw HttpError.notFound("There is no book " + id + ".");
        }
        return book;
    }

    private List<Book> find(ByKind wanted) {
        List<Book> found = new ArrayList<>();
        for (Book book : books.values()) {
            if (found.size() < wanted.limit()
                    && (wanted.genre().isEmpty()
                            || wanted.genre().get() == book.data().genre())) {
                found.add(book);
            }
        }
        return found;
    }
}
