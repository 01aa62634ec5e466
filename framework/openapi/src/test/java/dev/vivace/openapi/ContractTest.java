package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Handler;
import dev.vivace.HttpError;
import dev.vivace.InputErrors;
import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.Problem;
import dev.vivace.RouteOptions;
import dev.vivace.Vivace;
import dev.vivace.typed.Example;
import dev.vivace.typed.Query;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {
    record Limit(@Min(1) @Max(9) int limit) {}

    record Odd(@Pattern(regexp = "(?=x)x") String odd) {}

    /** The name alone matters, whose ever it is. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Nullable {}

    /** Numbers between narrow bounds, and far ones. */
    @CompiledJson
    public record Floats(
            @DecimalMin("0.1") @DecimalMax("0.2") float narrow,
            @DecimalMin("1e20") float far,
            float any) {}

    private static String broken(Vivace app) {
        return assertThrows(AssertionError.class, () -> Contract.of(app).check())
                .getMessage();
    }

    private static void assertBroken(Vivace app, String... parts) {
        String message = broken(app);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> part + " is not in: " + message);
        }
    }

    private static Vivace answering(Handler handler, Consumer<RouteOptions> options) {
        return Vivace.create().get("/a", Params.of(Limit.class), (req, res, p) -> handler.handle(req, res), options);
    }

    @Test
    void shouldFindThatTheBookshopKeepsItsContract() {
        Contract.Result result = Contract.of(Bookshop.app()).seed(1).cases(200).check();
        assertEquals(7, result.operations());
        assertEquals(700, result.valid());
        assertEquals(500, result.invalid(), "two operations have no typed input");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldHoldForEveryTypeThatThereIs(long seed) {
        Contract.Result result = Contract.of(Echoes.app()).seed(seed).cases(200).check();
        assertEquals(new Contract.Result(21, 2100, 2100), result);
    }

    /** Of names that are not spelled as they are in a URI. */
    public record Named(
            @Query("a b&c=d#e%") int n, @Query("\u00e9") String text) {}

    @Test
    void shouldEncodeTheNamesOfQueryParameters() {
        Vivace app = Vivace.create()
                .get("/a", Params.of(Named.class), (req, res, named) -> res.empty(), route -> route.returns(204));
        assertEquals(
                new Contract.Result(1, 50, 50),
                Contract.of(app).seed(1).cases(100).check());
    }

    @Test
    void shouldFindA500AndShowHowToGetIt() {
        assertBroken(
                answering(
                        (req, res) -> {
                            if (req.queryInt("limit") > 5) {
                                throw new IllegalStateException("full");
                            }
                            return res.empty();
                        },
                        route -> route.returns(204)),
                "seed 1, 100 cases for each operation",
                "GET /a (getA): a valid request was answered with 500",
                "curl -i -X GET 'http://localhost:8080/a?limit=",
                "answer: 500 {");
    }

    @Test
    void shouldFindAnAnswerThatIsNotDocumented() {
        assertBroken(
                answering((req, res) -> res.problem(409, "no"), route -> route.returns(204)),
                "a valid request was answered with 409, which is not documented");
    }

    @Test
    void shouldFindABodyThatIsNotAsDocumented() {
        assertBroken(
                answering(
                        (req, res) -> {
                            res.jsonOut()
                                    .beginObject()
                                    .key("times")
                                    .value("wide")
                                    .endObject();
                            return res.sendJson();
                        },
                        route -> route.returns(SchemaSamples.Said.class)),
                "is not as documented: the value at '/times' is not of type \"integer\": \"wide\"");
    }

    @Test
    void shouldFindInvalidInputThatIsAccepted() {
        assertBroken(
                Vivace.create()
                        .post(
                                "/a",
                                Json.of(SchemaSamples.Square.class),
                                (req, res, b) -> res.empty(),
                                r -> r.returns(204))
                        .error(HttpError.class, (e, req, res) -> res.empty()),
                "POST /a (postA): a request with",
                "was answered with 204",
                "-H 'Content-Type: application/json' --data-binary '");
    }

    @Test
    void shouldFindAProblemThatDoesNotSayWhere() {
        assertBroken(
                answering((req, res) -> res.empty(), route -> route.returns(204))
                        .error(HttpError.class, (e, req, res) -> res.problem(400, "No.")),
                "the problem does not say [",
                "(query parameter 'limit')");
    }

    @Test
    void shouldFindValidInputThatIsRefused() {
        assertBroken(
                answering(
                        (req, res) -> {
                            InputErrors errors = new InputErrors();
                            errors.add("/limit", "max", "Never.");
                            throw HttpError.invalid(errors);
                        },
                        route -> route.returns(204)),
                "a valid request was refused: {\"pointer\":\"/limit\",\"code\":\"max\"");
    }

    @Test
    void shouldAllowRulesAcrossMembersButNotToRefuseEverything() {
        Contract.Result result = Contract.of(Vivace.create()
                        .get(
                                "/a",
                                Params.of(Limit.class).check((p, errors) -> {
                                    if (p.limit() % 2 == 0) {
                                        errors.add("/limit", "even", "The limit is odd.");
                                    }
                                }),
                                (req, res, p) -> res.empty(),
                                route -> route.returns(204)))
                .check();
        assertEquals(new Contract.Result(1, 50, 50), result);
        assertBroken(
                Vivace.create()
                        .get(
                                "/a",
                                Params.of(Limit.class)
                                        .check((p, errors) -> errors.add("/limit", "never", "The limit is wrong.")),
                                (req, res, p) -> res.empty(),
                                route -> route.returns(204)),
                "no valid request was accepted; the last was");
    }

    @Test
    void shouldAskForAnExampleWhereNoValueIsFound() {
        assertBroken(
                Vivace.create().get("/a", Params.of(Odd.class), (req, res, p) -> res.empty(), r -> r.returns(204)),
                "no value was found for '' that satisfies [pattern: ",
                "give one with @Example");
    }

    @Test
    void shouldSendTheSameForTheSameSeed() {
        List<List<String>> sent = new ArrayList<>();
        for (long seed : new long[] {5, 5, 6}) {
            List<String> targets = new ArrayList<>();
            Contract.of(answering(
                            (req, res) -> {
                                targets.add(req.rawTarget());
                                return res.empty();
                            },
                            route -> route.returns(204)))
                    .seed(seed)
                    .check();
            sent.add(targets);
        }
        assertEquals(50, sent.get(0).size());
        assertEquals(sent.get(0), sent.get(1));
        assertTrue(!sent.get(0).equals(sent.get(2)));
    }

    @Test
    void shouldSendHeadersAndLeaveOperationsOut() {
        List<String> keys = new ArrayList<>();
        Vivace app = Vivace.create()
                .get("/a", (req, res) -> {
                    keys.add(req.header("X-Key"));
                    return res.empty();
                })
                .get("/b", (req, res) -> res.empty(500));
        assertEquals(
                new Contract.Result(1, 1, 0),
                Contract.of(app)
                        .header("X-Key", "secret")
                        .without("getB")
                        .cases(2)
                        .check());
        assertEquals(List.of("secret"), keys);
        assertThrows(
                IllegalArgumentException.class,
                () -> Contract.of(Vivace.create()).without("getC").check());
        assertThrows(IllegalArgumentException.class, () -> Contract.of(app).cases(1));
    }

    @Test
    void shouldAskOnlyForTheStatusOfProblemsInTheAppsOwnForm() {
        assertEquals(
                new Contract.Result(1, 50, 50),
                Contract.of(answering((req, res) -> res.empty(), route -> route.returns(204))
                                .problemRenderer((problem, out) -> out.value(problem.title())))
                        .check());
    }

    @Test
    void shouldHoldForRoutesThatDeclareNoSuccess() {
        Handler answer = (req, res) -> res.json(1);
        assertEquals(
                new Contract.Result(2, 100, 0),
                Contract.of(Vivace.create()
                                .get("/a", answer, RouteOptions::etag)
                                .get("/b", answer, route -> route.etag().returns(404, Problem.class)))
                        .check());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSendNullableParametersTwice(long seed) {
        record Search(@Nullable String q, @Nullable @Min(1) Integer limit) {}
        assertHeld(Search.class, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldBreakOneOfTwoRulesOfOneCode(long seed) {
        record Tags(@Size(min = 1) @Size(max = 5) List<String> tag) {}
        assertHeld(Tags.class, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldSendFloatsThatAreRead(long seed) {
        Contract.Result result = Contract.of(Vivace.create()
                        .post("/a", Json.of(Floats.class), (req, res, f) -> res.empty(), r -> r.returns(204)))
                .seed(seed)
                .cases(400)
                .check();
        assertEquals(new Contract.Result(1, 200, 200), result);
    }

    private static <P extends Record> void assertHeld(Class<P> params, long seed) {
        Contract.Result result = Contract.of(
                        Vivace.create().get("/a", Params.of(params), (req, res, p) -> res.empty(), r -> r.returns(204)))
                .seed(seed)
                .cases(200)
                .check();
        assertEquals(new Contract.Result(1, 100, 100), result);
    }

    @Test
    void shouldTakeExamplesWhereGeneratingIsHard() {
        record Given(
                @Example("xx") @Pattern(regexp = "(?=x)x+") String odd) {}
        assertEquals(
                new Contract.Result(1, 50, 50),
                Contract.of(Vivace.create()
                                .get("/a", Params.of(Given.class), (req, res, p) -> res.empty(), r -> r.returns(204)))
                        .check());
    }
}
