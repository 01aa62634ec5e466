package dev.vivace.examples.bookshop;

import dev.vivace.Check;
import dev.vivace.HttpError;
import dev.vivace.InputError;
import dev.vivace.Json;
import dev.vivace.Launcher;
import dev.vivace.Params;
import dev.vivace.Problem;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;
import dev.vivace.openapi.OpenApi;
import java.time.Clock;

/**
 * The service: five operations on books.
 *
 * <pre>{@code
 * java -cp examples/target/tour.jar dev.vivace.examples.bookshop.Bookshop --port 8080
 * }</pre>
 *
 * <p>Then open {@code http://localhost:8080/docs}.
 */
public final class Bookshop {
    private static final Check<BookData> OFFER_BELOW_PRICE = (book, errors) -> {
        if (book.offer() == null) {
            return;
        }
        if (book.offer().currency() != book.price().currency()) {
            errors.add("/offer/currency", "currency", "An offer is in the currency of the price.");
        } else if (book.offer().amount().compareTo(book.price().amount()) >= 0) {
            errors.add("/offer/amount", "offer", "An offer is less than the price.");
        }
    };

    private static final Check<BookSearch> PRICES_IN_ORDER = (search, errors) -> {
        if (search.priceMin().isPresent()
                && search.priceMax().isPresent()
                && search.priceMin().get().compareTo(search.priceMax().get()) > 0) {
            errors.add(
                    InputError.parameter("query", "priceMax", "order", "The highest price is not below the lowest."));
        }
    };

    private static final Params<BookId> ID = Params.of(BookId.class);
    private static final Params<BookSearch> SEARCH = Params.of(BookSearch.class).check(PRICES_IN_ORDER);
    private static final Json<BookData> BOOK = Json.of(BookData.class).check(OFFER_BELOW_PRICE);

    private final Shelf shelf;

    private Bookshop(Shelf shelf) {
        this.shelf = shelf;
    }

    /**
     * Adds the five operations to an app, with no books on the shelf.
     *
     * @param app to be added to
     * @param clock tells when a book was changed
     * @return the app
     */
    public static Vivace addTo(Vivace app, Clock clock) {
        Bookshop shop = new Bookshop(new Shelf(clock));
        return app.get(
                        "/books",
                        SEARCH,
                        shop::list,
                        route -> route.summary("Find books").tags("books").returns(BookPage.class))
                .post(
                        "/books",
                        BOOK,
                        shop::add,
                        route -> route.summary("Add a book").tags("books").returns(201, Book.class))
                .get(
                        "/books/{id}",
                        ID,
                        shop::get,
                        route -> route.summary("Get a book")
                                .tags("books")
                                .returns(Book.class)
                                .returns(404, Problem.class))
                .put(
                        "/books/{id}",
                        ID,
                        BOOK,
                        shop::replace,
                        route -> route.summary("Replace the version you know")
                                .tags("books")
                                .returns(Book.class)
                                .returns(404, Problem.class)
                                .returns(412, Problem.class)
                                .returns(428, Problem.class))
                .delete(
                        "/books/{id}",
                        ID,
                        shop::remove,
                        route -> route.summary("Remove a book")
                                .tags("books")
                                .returns(204)
                                .returns(404, Problem.class)
                                .returns(412, Problem.class));
    }

    static Vivace app(Clock clock) {
        return OpenApi.of("Bookshop", "1.0").docs("/docs").addTo(addTo(Vivace.create(), clock));
    }

    private Reply list(Request req, Response res, BookSearch search) {
        return res.json(shelf.search(search));
    }

    private Reply add(Request req, Response res, BookData data) {
        Book book = shelf.add(data);
        return answer(res.status(201).header("Location", "/books/" + book.id()), book);
    }

    private Reply get(Request req, Response res, BookId which) {
        return answer(res, find(which));
    }

    private Reply replace(Request req, Response res, BookId which, BookData data) {
        Book old = find(which);
        req.requireIfMatch(old.etag());
        Book book = shelf.replace(old, data);
        if (book == null) {
            throw new HttpError(412, "The book has changed meanwhile.");
        }
        return answer(res, book);
    }

    private Reply remove(Request req, Response res, BookId which) {
        Book book;
        do {
            book = find(which);
            req.checkPreconditions(book.etag());
            // What has changed meanwhile is looked at anew
        } while (!shelf.remove(book));
        return res.empty(204);
    }

    private Book find(BookId which) {
        Book book = shelf.find(which.id());
        if (book == null) {
            throw missing(which);
        }
        return book;
    }

    private static HttpError missing(BookId which) {
        return HttpError.notFound("There is no book " + which.id() + ".");
    }

    private static Reply answer(Response res, Book book) {
        return res.etag(book.etag()).json(book);
    }

    /**
     * Serves the shop.
     *
     * @param args see {@link Launcher}
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Launcher.run(app(Clock.systemUTC()), args);
    }
}
