package dev.vivace.examples.bookshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookshopTest {
    static final String MIDDLEMARCH =
            "{\"title\":\"Middlemarch\",\"authors\":[{\"name\":\"George Eliot\",\"born\":1819}],"
                    + "\"isbn\":\"9780141439549\",\"genre\":\"NOVEL\",\"price\":{\"amount\":12.50,\"currency\":\"GBP\"},"
                    + "\"offer\":null,\"published\":\"1871-12-01\",\"tags\":[\"classic\",\"long\"]}";
    private static final String NOW = "2026-03-01T12:00:00Z";

    private final TestClient client = TestClient.of(Bookshop.app(Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC)));

    private static String stored(int id, int version, String book) {
        return "{\"id\":" + id + ",\"version\":" + version + ",\"changed\":\"" + NOW + "\",\"book\":" + book + "}";
    }

    private static String error(String pointer, String code) {
        return "{\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\"";
    }

    private TestResponse put(int id, String etag, String book) {
        var request = client.request("PUT", "/books/" + id).json(book);
        return (etag == null ? request : request.header("If-Match", etag)).send();
    }

    private void add(String title, String genre, String amount, String tags) {
        String book = MIDDLEMARCH
                .replace("Middlemarch", title)
                .replace("NOVEL", genre)
                .replace("12.50", amount)
                .replace("[\"classic\",\"long\"]", tags);
        assertEquals(201, client.postJson("/books", book).status());
    }

    @Test
    void shouldAddABookAndSayWhereItIs() {
        TestResponse added = client.postJson("/books", MIDDLEMARCH);
        assertEquals(201, added.status(), added::toString);
        assertEquals("/books/1", added.header("Location"));
        assertEquals("\"1-1\"", added.header("ETag"));
        assertEquals(stored(1, 1, MIDDLEMARCH), added.body());
        assertEquals(stored(1, 1, MIDDLEMARCH), client.get("/books/1").body());
    }

    @Test
    void shouldNotSendAgainWhatTheClientHas() {
        client.postJson("/books", MIDDLEMARCH);
        TestResponse answer = client.request("GET", "/books/1")
                .header("If-None-Match", "\"1-1\"")
                .send();
        assertEquals(304, answer.status());
        assertEquals("\"1-1\"", answer.header("ETag"));
        assertEquals("", answer.body());
    }

    @Test
    void shouldReplaceTheVersionThatTheClientKnowsOnly() {
        client.postJson("/books", MIDDLEMARCH);
        String cheaper = MIDDLEMARCH.replace("12.50", "9.99");
        TestResponse replaced = put(1, "\"1-1\"", cheaper);
        assertEquals(200, replaced.status(), replaced::toString);
        assertEquals("\"1-2\"", replaced.header("ETag"));
        assertEquals(stored(1, 2, cheaper), replaced.body());
        assertEquals(412, put(1, "\"1-1\"", MIDDLEMARCH).status());
        assertEquals(428, put(1, null, MIDDLEMARCH).status());
        assertEquals(stored(1, 2, cheaper), client.get("/books/1").body());
    }

    @Test
    void shouldRemoveABook() {
        client.postJson("/books", MIDDLEMARCH);
        assertEquals(204, client.request("DELETE", "/books/1").send().status());
        assertEquals(404, client.get("/books/1").status());
        assertEquals(404, client.request("DELETE", "/books/1").send().status());
    }

    @Test
    void shouldRemoveTheVersionThatTheClientKnowsOnly() {
        client.postJson("/books", MIDDLEMARCH);
        String cheaper = MIDDLEMARCH.replace("12.50", "9.99");
        assertEquals(200, put(1, "\"1-1\"", cheaper).status());
        TestResponse refused = client.request("DELETE", "/books/1")
                .header("If-Match", "\"1-1\"")
                .send();
        assertEquals(412, refused.status(), refused::toString);
        assertEquals(stored(1, 2, cheaper), client.get("/books/1").body());
        assertEquals(
                204,
                client.request("DELETE", "/books/1")
                        .header("If-Match", "\"1-2\"")
                        .send()
                        .status());
        assertEquals(404, client.get("/books/1").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Middlemarch\" | \" \" | /title | blank",
                "\"Middlemarch\" | 7 | /title | type",
                "\"title\":\"Middlemarch\", | '' | /title | required",
                "\"George Eliot\" | \"\" | /authors/0/name | blank",
                "1819 | 1819.5 | /authors/0/born | type",
                "9780141439549 | 978014143954 | /isbn | pattern",
                "NOVEL | COMIC | /genre | enum",
                "12.50 | 0 | /price/amount | min",
                "12.50 | 12.505 | /price/amount | digits",
                "GBP | null | /price/currency | enum",
                "1871-12-01 | 1871-13-01 | /published | format",
                "\"long\" | \"longer than twenty letters\" | /tags/1 | size",
                "\"long\" | null | /tags/1 | null",
                "\"offer\":null | \"offer\":{\"amount\":12.50,\"currency\":\"GBP\"} | /offer/amount | offer",
                "\"offer\":null | \"offer\":{\"amount\":1,\"currency\":\"EUR\"} | /offer/currency | currency",
            })
    void shouldSayWhatIsWrongAndWhere(String right, String wrong, String pointer, String code) {
        TestResponse answer = client.postJson("/books", MIDDLEMARCH.replace(right, wrong));
        assertEquals(400, answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertTrue(answer.body().contains("\"errors\":[" + error(pointer, code)), answer.body());
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        String body =
                MIDDLEMARCH.replace("Middlemarch", "").replace("NOVEL", "COMIC").replace("12.50", "\"12.50\"");
        TestResponse answer = client.postJson("/books", body);
        assertEquals(400, answer.status());
        int title = answer.body().indexOf(error("/title", "blank"));
        int genre = answer.body().indexOf(error("/genre", "enum"));
        int amount = answer.body().indexOf(error("/price/amount", "type"));
        assertTrue(0 < title && title < genre && genre < amount, answer.body());
    }

    @Test
    void shouldSayWhatIsWrongWithParameterAndBody() {
        TestResponse answer = client.request("PUT", "/books/x")
                .json(MIDDLEMARCH.replace("Middlemarch", ""))
                .send();
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("{\"in\":\"path\",\"parameter\":\"id\",\"code\":\"type\""), answer.body());
        assertTrue(answer.body().contains(error("/title", "blank")), answer.body());
    }

    @Test
    void shouldFindByTitleGenrePriceAndTags() {
        add("Middlemarch", "NOVEL", "12.50", "[\"classic\",\"long\"]");
        add("Silas Marner", "NOVEL", "7.00", "[\"classic\"]");
        add("Cosmos", "SCIENCE", "15.00", "null");
        assertFound("/books", 3, "Middlemarch", "Silas Marner", "Cosmos");
        assertFound("/books?title=MAR", 2, "Middlemarch", "Silas Marner");
        assertFound("/books?genre=SCIENCE", 1, "Cosmos");
        assertFound("/books?priceMin=7.00&priceMax=12.50", 2, "Middlemarch", "Silas Marner");
        assertFound("/books?tag=classic&tag=long", 1, "Middlemarch");
        assertFound("/books?pageSize=2&page=2", 3, "Cosmos");
        assertFound("/books?page=1000", 3);
    }

    private void assertFound(String target, int total, String... titles) {
        TestResponse answer = client.get(target);
        assertEquals(200, answer.status(), answer::toString);
        assertTrue(answer.body().endsWith(",\"total\":" + total + "}"), answer.body());
        int at = 0;
        for (String title : titles) {
            at = answer.body().indexOf("\"title\":\"" + title + "\"", at + 1);
            assertTrue(at > 0, title + " in " + answer.body());
        }
        assertFalse(titles.length == 0 && answer.body().contains("title"), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, page, min",
        "page=1e2, page, type",
        "page=2147483648, page, range",
        "pageSize=101, pageSize, max",
        "pageSize=1&pageSize=2, pageSize, repeated",
        "genre=COMIC, genre, enum",
        "priceMin=x, priceMin, type",
        "priceMin=2&priceMax=1, priceMax, order",
        "title=%ff, title, malformed",
        "tag=1&tag=2&tag=3&tag=4&tag=5&tag=6, tag, size",
    })
    void shouldRefuseASearchThatIsWrong(String query, String parameter, String code) {
        TestResponse answer = client.get("/books?" + query);
        assertEquals(400, answer.status(), answer::toString);
        assertTrue(
                answer.body()
                        .contains("\"errors\":[{\"in\":\"query\",\"parameter\":\"" + parameter + "\",\"code\":\"" + code
                                + "\""),
                answer.body());
    }

    @Test
    void shouldDescribeItself() {
        TestResponse document = client.get("/openapi.json");
        assertEquals(200, document.status());
        assertEquals("application/json", document.header("Content-Type"));
        assertTrue(document.body().contains("\"openapi\": \"3.1."), document.body());
        assertEquals(200, client.get("/docs").status());
    }
}
