package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.test.TestClient;
import dev.vivace.typed.Default;
import dev.vivace.typed.Header;
import dev.vivace.typed.Path;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The annotations of Jakarta Validation on the components of a record of parameters. */
class ParamConstraintsTest {
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Nullable {}

    record Search(
            @Path @Positive long shop,
            @NotBlank @Size(max = 5) String q,
            @Default("20") @Min(1) @Max(100) int limit,
            @Max(9) Double factor,
            @Future Optional<Instant> since,
            Optional<@Size(min = 2) String> name,
            @Min(3) OptionalInt number,
            @Size(min = 1, max = 2) List<@Size(max = 3) String> tag,
            Set<@Max(5) Integer> sizes,

            @Header("X-A") @Pattern(regexp = "[a-z]+") @Nullable
            String a,

            @NotNull @Nullable String needed) {}

    private static final String RIGHT = "?q=abcde&limit=100&factor=9.0&since=9999-01-01T00:00:00Z&name=ab&number=3"
            + "&tag=abc&tag=d&sizes=5&needed=";

    private final TestClient client = TestClient.of(SaidErrors.app()
            .get("/{shop}", Params.of(Search.class), (req, res, search) -> res.text(search.toString())));

    @Test
    void shouldTakeWhatSatisfiesThem() {
        assertEquals(
                "Search[shop=1, q=abcde, limit=100, factor=9.0, since=Optional[9999-01-01T00:00:00Z],"
                        + " name=Optional[ab], number=OptionalInt[3], tag=[abc, d], sizes=[5], a=null, needed=]",
                client.get("/1" + RIGHT).body());
        assertEquals(
                "Search[shop=1, q=a, limit=20, factor=0.0, since=Optional.empty, name=Optional.empty,"
                        + " number=OptionalInt.empty, tag=[abc], sizes=[], a=xyz, needed=]",
                client.request("GET", "/1?q=a&tag=abc&factor=0&needed")
                        .header("X-A", "xyz")
                        .send()
                        .body());
    }

    @Test
    void shouldReportAllThatAreBroken() {
        assertEquals(
                String.join(
                        "\n",
                        "path shop: positive: The value must be greater than 0.",
                        "query q: blank: The text must not be blank.",
                        "query q: size: The length must be at most 5.",
                        "query limit: max: The value must be at most 100.",
                        "query factor: max: The value must be at most 9.",
                        "query since: future: The time must be in the future.",
                        "query name: size: The length must be at least 2.",
                        "query number: min: The value must be at least 3.",
                        "query tag: size: Value 2: The length must be at most 3.",
                        "query tag: size: The number of elements must be between 1 and 2.",
                        "query sizes: max: Value 1: The value must be at most 5.",
                        "query sizes: type: Value 2 of the query parameter 'sizes' is not a whole number from"
                                + " -2147483648 to 2147483647.",
                        "header X-A: pattern: The text must match the pattern [a-z]+.",
                        "query needed: required: The query parameter 'needed' is missing."),
                client.request(
                                "GET",
                                "/0?q=++++++&limit=101&factor=9.5&since=2001-01-01T00:00:00Z&name=a&number=2"
                                        + "&tag=a&tag=abcd&tag=c&sizes=6&sizes=x")
                        .header("X-A", "X")
                        .send()
                        .body());
    }

    @Test
    void shouldTryListsThatAreMissing() {
        assertEquals(
                "query tag: size: The number of elements must be between 1 and 2.",
                client.get("/1?q=a&factor=1&needed=").body());
    }

    @Test
    void shouldFindOneBrokenRuleAmongParametersThatAreRight() {
        assertEquals(
                "query sizes: max: Value 2: The value must be at most 5.",
                client.get("/1" + RIGHT + "&sizes=6").body());
        assertEquals(
                "path shop: positive: The value must be greater than 0.",
                client.get("/-1" + RIGHT).body());
    }

    record BadDefault(@Default("0") @Min(1) @Max(100) int limit) {}

    record WrongType(@Size(max = 3) int limit) {}

    record NotKept(int limit) {
        @AssertTrue
        public boolean isEven() {
            return limit % 2 == 0;
        }
    }

    record Message(
            @NotBlank(message = "Say what to look for.") String q,
            @NotEmpty List<String> tag) {}

    private static String failure(Class<? extends Record> type) {
        Vivace app = Vivace.create().get("/", Params.of(type), (req, res, params) -> res.empty());
        return assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                .getMessage();
    }

    @Test
    void shouldRefuseConstraintsThatCannotBeKept() {
        assertEquals(
                "GET /: the component 'limit' of " + BadDefault.class.getName()
                        + " has the default \"0\", which breaks a rule of its own (min): The value must be at least 1.",
                failure(BadDefault.class));
        assertEquals(
                "GET /: @Size at " + WrongType.class.getName() + ".limit: it goes on texts (CharSequence), collections,"
                        + " maps and arrays, not on int.",
                failure(WrongType.class));
        assertEquals(
                "GET /: There are constraints at " + NotKept.class.getName()
                        + ".isEven(), where they are not checked. Use a check instead: Json.of(...).check(...) or"
                        + " Params.of(...).check(...).",
                failure(NotKept.class));
    }

    @Test
    void shouldSayWhatTheAppSays() {
        TestClient client = TestClient.of(
                SaidErrors.app().get("/", Params.of(Message.class), (req, res, params) -> res.text(params.toString())));
        assertEquals(
                "query q: required: Say what to look for.\nquery tag: empty: There must be at least one element.",
                client.get("/").body());
        assertEquals(
                "query q: blank: Say what to look for.",
                client.get("/?q=&tag=a").body());
    }

    record Needed(
            @NotNull Optional<String> q,
            @NotBlank Optional<String> name,
            @NotEmpty(message = "Say which.") Optional<@NotEmpty String> which,
            @NotNull OptionalInt number,
            Optional<@NotBlank String> free,
            @Header("X-A") @NotNull Optional<Instant> since) {}

    /** As in a body; they were not required, though they say so. */
    @Test
    void shouldRequireAnOptionalThatIsSaidNotToBeNull() {
        TestClient needing = TestClient.of(
                SaidErrors.app().get("/", Params.of(Needed.class), (req, res, needed) -> res.text(needed.toString())));
        assertEquals(
                String.join(
                        "\n",
                        "query q: required: The query parameter 'q' is missing.",
                        "query name: required: The query parameter 'name' is missing.",
                        "query which: required: Say which.",
                        "query number: required: The query parameter 'number' is missing.",
                        "header X-A: required: The header field 'X-A' is missing."),
                needing.get("/").body());
        assertEquals(
                "Needed[q=Optional[], name=Optional[a], which=Optional[b], number=OptionalInt[3], free=Optional.empty,"
                        + " since=Optional[2001-01-01T00:00:00Z]]",
                needing.request("GET", "/?q=&name=a&which=b&number=3")
                        .header("X-A", "2001-01-01T00:00:00Z")
                        .send()
                        .body());
        assertEquals(
                "query free: blank: The text must not be blank.",
                needing.request("GET", "/?q=&name=a&which=b&number=3&free=+")
                        .header("X-A", "2001-01-01T00:00:00Z")
                        .send()
                        .body());
    }
}
