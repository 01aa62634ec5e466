package client;

import client.api.BooksApi;
import client.api.DefaultApi;
import client.model.Author;
import client.model.Book;
import client.model.Form;
import client.model.Genre;
import client.model.NewBook;
import client.model.Paper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What someone writes who has the generated client. Compiled against it, and run, by GeneratedClientTest. */
public final class RoundTrip {
    private RoundTrip() {}

    public static void run(String baseUrl) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(baseUrl);
        books(new BooksApi(client));
        forms(new DefaultApi(client));
    }

    private static void books(BooksApi api) throws ApiException {
        NewBook emma = new NewBook()
                .title("Emma")
                .code("978-0141439")
                .genre(Genre.NOVEL)
                .price(new BigDecimal("9.50"))
                .year(1815)
                .names(Map.of("de", "Emma"))
                .authors(List.of(new Author().name("Jane Austen").born(LocalDate.of(1775, 12, 16))));
        Book made = api.postBooks(emma);
        check(1, made.getVersion());
        check(emma, made.getData());
        check(made, api.getBooksById(made.getId()));
        api.postBooks(new NewBook().title("Odes").genre(Genre.POETRY));
        List<Book> novels = api.getBooks(Genre.NOVEL, 5, List.of("a", "b & c"), null);
        check(List.of(made), novels);
        check(1, api.getBooks(null, 1, null, null).size());
        check(409, statusOf(() -> api.postBooks(emma)));
        check(404, statusOf(() -> api.getBooksById(new UUID(0, 0))));
        api.removeBook(made.getId());
        check(404, statusOf(() -> api.getBooksById(made.getId())));
    }

    private static void forms(DefaultApi api) throws ApiException {
        Form paper = new Form(new Paper().kind(Paper.KindEnum.PAPER).pages(321));
        check(paper.getActualInstance(), api.postForms(paper).getPaper());
    }

    private interface Call {
        void run() throws ApiException;
    }

    private static int statusOf(Call call) {
        try {
            call.run();
            return 200;
        } catch (ApiException e) {
            return e.getCode();
        }
    }

    private static void check(Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new AssertionError("wanted " + wanted + ", found " + found);
        }
    }
}
