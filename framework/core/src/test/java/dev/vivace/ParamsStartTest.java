package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.test.TestClient;
import dev.vivace.typed.Cookie;
import dev.vivace.typed.Default;
import dev.vivace.typed.Header;
import dev.vivace.typed.Path;
import dev.vivace.typed.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What cannot be bound fails the start, with a sentence that names route, record and component. */
class ParamsStartTest {
    record NotInPattern(@Path("shop") int s) {}

    record BadDefault(@Default("twenty") int limit) {}

    record LargeDefault(@Default("300") byte limit) {}

    record DefaultOfOptional(@Default("1") Optional<Integer> limit) {}

    record DefaultOfList(@Default("1") List<Integer> limit) {}

    record Unsupported(Map<String, String> filter) {}

    record UnsupportedElement(List<List<String>> filter) {}

    record UnsupportedWildcard(List<? extends Number> filter) {}

    @SuppressWarnings("rawtypes")
    record UnsupportedRaw(List filter) {}

    record UnsupportedOptional(Optional<List<String>> filter) {}

    record SameQuery(String q, @Query("q") int other) {}

    record SameField(
            @Header("If-Match") String one,
            @Header("if-match") String two) {}

    record TwoPlaces(@Query @Path int id) {}

    record PathList(@Path List<String> id) {}

    record CookieSet(@Cookie Set<String> id) {}

    record BadName(@Header("X Y") String x) {}

    record BadCookie(@Cookie("a=b") String x) {}

    private static void assertFails(String sentence, Class<? extends Record> type) {
        Vivace app = Vivace.create()
                .group("/g", group -> group.get("/{id}", Params.of(type), (req, res, params) -> res.empty()));
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> TestClient.of(app));
        assertEquals(sentence, refused.getMessage());
    }

    private static void assertFails(Class<? extends Record> type, String component, String reason) {
        assertFails("GET /g/{id}: the component '" + component + "' of " + type.getName() + " " + reason + ".", type);
    }

    @Test
    void shouldRefuseAPathParameterThatThePatternDoesNotHave() {
        assertFails(NotInPattern.class, "s", "is the path parameter 'shop', but the pattern has id");
    }

    @Test
    void shouldRefuseABadDefault() {
        assertFails(
                BadDefault.class,
                "limit",
                "has the default \"twenty\", which is not a whole number from -2147483648 to 2147483647");
        assertFails(
                LargeDefault.class, "limit", "has the default \"300\", which is not a whole number from -128 to 127");
        assertFails(
                DefaultOfOptional.class,
                "limit",
                "has a @Default, but is an Optional, which says by itself that nothing was sent: take one of them away");
        assertFails(
                DefaultOfList.class,
                "limit",
                "has a @Default, but is a List, which says by itself that nothing was sent: take one of them away");
    }

    @Test
    void shouldRefuseTypesThatNoParameterHas() {
        String instead = ", which no parameter is read into: use a number, boolean, String, enum, UUID, a type of"
                + " java.time, or an Optional, List or Set of these";
        assertFails(
                Unsupported.class, "filter", "is of type java.util.Map<java.lang.String, java.lang.String>" + instead);
        assertFails(
                UnsupportedElement.class,
                "filter",
                "is of type java.util.List<java.util.List<java.lang.String>>" + instead);
        assertFails(
                UnsupportedWildcard.class, "filter", "is of type java.util.List<? extends java.lang.Number>" + instead);
        assertFails(UnsupportedRaw.class, "filter", "is of type java.util.List" + instead);
        assertFails(
                UnsupportedOptional.class,
                "filter",
                "is of type java.util.Optional<java.util.List<java.lang.String>>" + instead);
    }

    @Test
    void shouldRefuseTwoComponentsFromOnePlace() {
        assertFails(SameQuery.class, "other", "is the query parameter 'q', as the component 'q' is");
        assertFails(SameField.class, "two", "is the header field 'if-match', as the component 'one' is");
    }

    @Test
    void shouldRefuseTwoPlacesForOneComponent() {
        assertFails(TwoPlaces.class, "id", "is said to be a path parameter and a query parameter: choose one");
    }

    @Test
    void shouldRefuseListsWhereOneValueIs() {
        assertFails(PathList.class, "id", "is a path parameter, which comes once: it cannot be a list or a set");
        assertFails(CookieSet.class, "id", "is a cookie, which comes once: it cannot be a list or a set");
    }

    @Test
    void shouldRefuseNamesThatNoRequestHas() {
        assertFails(BadName.class, "x", "has the name 'X Y', which no request can have: a name is a token");
        assertFails(BadCookie.class, "x", "has the name 'a=b', which no request can have: a name is a token");
    }

    @Test
    void shouldRefuseWhatIsNoRecord() {
        assertFails("GET /g/{id}: parameters are bound to a record, and java.lang.Record is none.", Record.class);
    }

    @Test
    void shouldLeavePathParametersThatNoComponentTakesToTheHandler() {
        record Other(int page) {}
        TestClient client = TestClient.of(Vivace.create()
                .get(
                        "/{id}",
                        Params.of(Other.class),
                        (req, res, other) -> res.text(req.path("id") + " " + other.page())));
        assertEquals("7 2", client.get("/7?page=2").body());
    }
}
