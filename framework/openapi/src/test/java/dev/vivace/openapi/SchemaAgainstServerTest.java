package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Json;
import dev.vivace.JsonValue;
import dev.vivace.Routes;
import dev.vivace.Vivace;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bodies with one thing changed, which may be right or wrong: the schema of a route and its server are of one opinion. */
class SchemaAgainstServerTest {
    private static final int BODIES_PER_TYPE = 2_000;

    /** What a schema does not say, as docs/typed.md has it: the server may refuse more. */
    private static final Set<String> UNSAID = Set.of("format", "past_or_present", "email", "digits");

    /** What may stand anywhere. */
    private static final List<Object> VALUES = new ArrayList<>();

    static {
        VALUES.add(null);
        VALUES.addAll(List.of(true, false, List.of(), Map.of(), Map.of("a", "b"), Map.of("1", 1), Map.of("A", "b")));
        for (String number :
                "0 -0 1 -1 2 3 4 5 -5 -6 9.4 9.5 9.6 0.5 0.25 1.0 1e2 100 101 127 128 -128 -129 32767 32768 99 99.9"
                        .split(" ")) {
            VALUES.add(new BigDecimal(number));
        }
        for (int bits : new int[] {31, 63, 64}) {
            BigDecimal power = BigDecimal.valueOf(2).pow(bits);
            VALUES.addAll(List.of(power, power.subtract(BigDecimal.ONE), power.negate()));
        }
        VALUES.addAll(List.of(
                "",
                " ",
                "a",
                "A",
                "ab",
                "AB",
                "abc",
                "\u0085",
                "\u2028",
                "é",
                "\uD83D\uDE00".repeat(3),
                "x".repeat(21)));
        VALUES.addAll(List.of(
                "SMALL", "circle", "2025-02-28", "2025-02-30", "2025-11-21T14:28:00Z", "AQI=", "AQ", "1-1-1-1-1"));
        VALUES.addAll(List.of("123e4567-e89b-12d3-a456-426614174000", "a@b", "PT1S"));
        VALUES.addAll(List.of(
                List.of("a"),
                List.of("a", "a"),
                List.of("a", "b", "c"),
                List.of(1),
                List.of(1, 1, 2),
                List.of("abcdef")));
        List<Object> nothing = new ArrayList<>();
        nothing.add(null);
        VALUES.add(nothing);
    }

    @CompiledJson
    record Keys(
            Map<Integer, String> byNumber,
            Map<UUID, @NotNull String> byId,
            Map<SchemaSamples.Size2, Integer> byName,
            @NotNull Map<String, @Size(max = 3) String> byText) {}

    @CompiledJson
    record Bounded(
            @Size(min = 2, max = 3) Set<String> few,
            @Size(max = 2) LinkedList<Integer> linked,
            @Size(min = 1, max = 1) TreeMap<String, Integer> sorted,
            @Size(max = 2) ArrayList<String>[] lists,
            @NotEmpty List<@Size(max = 2) String> filled,
            @Size(min = 1, max = 3) byte[] bytes,
            @NotEmpty byte[] more,
            @Pattern(regexp = ".") String dotted) {}

    private final Examples reader = new Examples();
    private final Map<String, String> differences = new LinkedHashMap<>();
    private int valid;
    private int refused;

    @Test
    void shouldBeOfOneOpinion() {
        Vivace app = Vivace.create();
        List<Class<?>> types = List.of(
                SchemaSamples.Scalars.class,
                SchemaSamples.Times.class,
                SchemaSamples.Further.class,
                SchemaSamples.Maybe.class,
                SchemaSamples.Containers.class,
                SchemaSamples.Ruled.class,
                SchemaSamples.Closed.class,
                SchemaSamples.Tree.class,
                SchemaSamples.Shape.class,
                SchemaSamples.Drawing.class,
                Keys.class,
                Bounded.class);
        types.forEach(type -> take(app, type));
        List<Operation> operations = Operations.of(app.routes(), ModelTypes.of(app));
        Map<String, Object> document =
                new DocumentWriter(OpenApi.of("test", "1"), operations, Problems.of(app, null)).document();
        TestClient client = TestClient.of(app);
        for (Operation operation : operations) {
            compare(operation, document, client);
        }
        assertEquals("", String.join("\n", differences.values()));
        assertTrue(valid > 5_000 && refused > 5_000, valid + " were valid, " + refused + " were not");
    }

    private static <T> void take(Routes<?> routes, Class<T> type) {
        routes.post(
                "/" + type.getSimpleName(),
                Json.of(type),
                (req, res, body) -> res.empty(),
                route -> route.returns(204));
    }

    private void compare(Operation operation, Map<String, Object> document, TestClient client) {
        SchemaCheck check = new SchemaCheck((Map<?, ?>) ((Map<?, ?>) document.get("components")).get("schemas"));
        Map<?, ?> schema = schemaOf(operation, document);
        SplittableRandom random = new SplittableRandom(operation.id().hashCode());
        ValidValues values = new ValidValues(random);
        for (int i = 0; i < BODIES_PER_TYPE; i++) {
            List<Object> body = values.document(operation.body());
            List<Site> sites = values.sites();
            if (i % 8 != 0) {
                change(sites.get(random.nextInt(sites.size())), random);
            }
            String text = JsonText.line(body.get(0));
            JsonValue value = reader.json(text);
            TestResponse answer = client.postJson(operation.path().text(), text);
            String fault = check.fault(schema, value);
            if (answer.status() == 204) {
                valid++;
            } else {
                refused++;
            }
            if (answer.status() >= 500 || (fault == null) != (answer.status() == 204) && !isJustified(fault, answer)) {
                differences.putIfAbsent(
                        operation.label() + answer.body(),
                        operation.label() + ' ' + text + ": the schema says " + fault + ", the server "
                                + answer.status() + ' ' + answer.body());
            }
        }
    }

    private static Map<?, ?> schemaOf(Operation operation, Map<String, Object> document) {
        Object at = document;
        for (String name : List.of(
                "paths", operation.path().text(), "post", "requestBody", "content", "application/json", "schema")) {
            at = ((Map<?, ?>) at).get(name);
        }
        return (Map<?, ?>) at;
    }

    @SuppressWarnings("unchecked")
    private static void change(Site site, SplittableRandom random) {
        Object old = site.value();
        if (old instanceof Map<?, ?> map && random.nextBoolean()) {
            Map<String, Object> changed = new LinkedHashMap<>((Map<String, Object>) map);
            List<String> names = new ArrayList<>(changed.keySet());
            if (!names.isEmpty() && random.nextBoolean()) {
                changed.remove(names.get(random.nextInt(names.size())));
            } else {
                changed.put("other", VALUES.get(random.nextInt(VALUES.size())));
            }
            site.replace(changed);
        } else if (old instanceof List<?> list && !list.isEmpty() && random.nextInt(3) != 0) {
            List<Object> changed = new ArrayList<>(list);
            changed.add(list.get(random.nextInt(list.size())));
            site.replace(changed);
        } else {
            site.replace(VALUES.get(random.nextInt(VALUES.size())));
        }
    }

    /** The server refuses what no keyword says; and whole numbers that are spelt as others, which are none to it. */
    private boolean isJustified(String fault, TestResponse answer) {
        if (fault != null) {
            return answer.status() == 204 && fault.startsWith("the value at '/few' has");
        }
        if (answer.status() != 400) {
            return false;
        }
        JsonValue.JsonArray errors =
                (JsonValue.JsonArray) ((JsonValue.JsonObject) reader.json(answer.body())).get("errors");
        return errors.elements().stream().map(JsonValue.JsonObject.class::cast).allMatch(this::isUnsaid);
    }

    private boolean isUnsaid(JsonValue.JsonObject error) {
        String code = ((JsonValue.JsonString) error.get("code")).value();
        String detail = ((JsonValue.JsonString) error.get("detail")).value();
        return UNSAID.contains(code)
                || detail.startsWith("A whole number without fraction or exponent")
                || detail.startsWith("The number has too many digits");
    }
}
