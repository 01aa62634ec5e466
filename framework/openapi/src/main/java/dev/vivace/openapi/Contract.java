package dev.vivace.openapi;

import dev.vivace.Vivace;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Holds an app to its own description: sends generated requests to each documented operation, without a socket.
 *
 * <pre>{@code
 * @Test
 * void shouldKeepItsContract() {
 *     Contract.of(Bookshop.app()).seed(1).cases(200).check();
 * }
 * }</pre>
 *
 * <p>Half of the requests are valid: every parameter and the body satisfy what the document says. They must get an answer
 * that is documented, with a body that matches its schema, never a 5xx. In each request of the other half one rule is broken (a kind, a
 * bound, a required member left out, a parameter sent twice, …). It must get a 400 with a problem that names the place, unless the app
 * writes problems in its own form.
 *
 * <p>A valid request may be answered with 400 where only a rule across members or parameters, or a record's constructor,
 * refuses it, or the handler that reads a parameter of the path by itself: nobody knows those. Somewhere among the cases of an operation one has to be accepted. For constraints that no
 * generator satisfies, such as odd patterns, {@code @Example} says a value that does.
 *
 * <p>What the app does with valid requests is up to it: let it use a database of its own for this.
 *
 * <p><b>Threading:</b> use it from one thread. <b>Lifetime:</b> the app is frozen by {@link #check}.
 */
public final class Contract {
    private static final int FAILURES_MAX = 10;

    private final Vivace app;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();
    private long seed = 1;
    private int cases = 100;

    private Contract(Vivace app) {
        this.app = app;
    }

    /**
     * What was sent.
     *
     * @param operations how many operations were called
     * @param valid how many valid requests were sent
     * @param invalid how many invalid ones
     */
    public record Result(int operations, int valid, int invalid) {
        /**
         * Counts.
         *
         * @param operations from 0
         * @param valid from 0
         * @param invalid from 0; operations without typed input have none
         */
        public Result {}
    }

    /**
     * A test of an app.
     *
     * @param app not served yet
     * @return with the seed 1 and 100 cases
     */
    public static Contract of(Vivace app) {
        return new Contract(Objects.requireNonNull(app, "app"));
    }

    /**
     * Where the generator starts: the same seed sends the same requests, dates apart, which lie around the present.
     *
     * @param number any
     * @return this
     */
    public Contract seed(long number) {
        this.seed = number;
        return this;
    }

    /**
     * How many requests each operation gets.
     *
     * @param count from 2
     * @return this
     */
    public Contract cases(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("there are at least 2 cases, not " + count);
        }
        this.cases = count;
        return this;
    }

    /**
     * Sends a header field with each request: credentials, for instance.
     *
     * @param name of the field
     * @param value of the field
     * @return this
     */
    public Contract header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * Leaves operations out.
     *
     * @param operationIds as in the document
     * @return this
     */
    public Contract without(String... operationIds) {
        left.addAll(List.of(operationIds));
        return this;
    }

    /**
     * Sends the requests.
     *
     * @return how many
     * @throws AssertionError when an answer is not as documented: with the request as a command for {@code curl}, the answer, and the
     *     seed
     */
    public Result check() {
        TestClient client = TestClient.of(app);
        ModelTypes types = ModelTypes.of(app);
        List<Operation> operations = new ArrayList<>(Operations.of(app.routes(), types));
        for (String id : left) {
            if (!operations.removeIf(operation -> operation.id().equals(id))) {
                throw new IllegalArgumentException("there is no operation " + id);
            }
        }
        Map<String, Object> document =
                new DocumentWriter(api(operations), operations, Problems.of(app, null)).document();
        AnswerCheck answers = AnswerCheck.of(document, app.problemRenderer() == null);
        List<String> failures = new ArrayList<>();
        int valid = 0;
        int invalid = 0;
        for (Operation operation : operations) {
            ContractCases of = new ContractCases(
                    operation,
                    headers,
                    new SplittableRandom(seed ^ operation.id().hashCode()));
            String failure = check(of, client, answers);
            if (failure != null && failures.size() < FAILURES_MAX) {
                failures.add(operation.label() + " (" + operation.id() + "): " + failure);
            }
            valid += of.validCount();
            invalid += of.invalidCount();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    "seed " + seed + ", " + cases + " cases for each operation\n\n" + String.join("\n\n", failures));
        }
        return new Result(operations.size(), valid, invalid);
    }

    /** Something that knows all security schemes; nothing else of it matters here. */
    private static OpenApi api(List<Operation> operations) {
        OpenApi api = OpenApi.of("contract", "1");
        for (Operation operation : operations) {
            List<List<String>> security = operation.documentation().security();
            if (security != null) {
                security.forEach(names -> names.forEach(name -> api.securityScheme(name, SecurityScheme.basic())));
            }
        }
        return api;
    }

    /** The first failure of an operation, or null. */
    private String check(ContractCases of, TestClient client, AnswerCheck answers) {
        boolean accepted = false;
        String refusal = null;
        for (int i = 0; i < cases; i++) {
            ContractRequest request = null;
            try {
                Broken broken = null;
                if (i % 2 == 0) {
                    request = of.valid();
                } else {
                    ContractCases.Invalid one = of.invalid();
                    if (one == null) {
                        continue;
                    }
                    request = one.request();
                    broken = one.broken();
                }
                TestResponse answer = request.send(client);
                String fault = broken == null
                        ? answers.faultOfValid(of.operation(), answer, of.unsure())
                        : answers.faultOfInvalid(broken, answer);
                String told = request.curl() + "\n  answer: " + cut(answer.toString());
                if (fault != null) {
                    return fault + "\n  case " + i + ": " + told;
                }
                if (broken == null) {
                    accepted |= answer.status() != 400;
                    refusal = answer.status() == 400 ? told : refusal;
                }
            } catch (ValidValues.NoValue e) {
                return e.getMessage();
            } catch (IllegalStateException e) {
                return e.getMessage() + "\n  case " + i + ": " + (request == null ? "not sent" : request.curl());
            }
        }
        return accepted ? null : "no valid request was accepted; the last was\n  " + refusal;
    }

    private static String cut(String answer) {
        return answer.length() > 2000 ? answer.substring(0, 2000) + "…" : answer;
    }
}
