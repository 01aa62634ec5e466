package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import dev.vivace.typed.Default;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Queries that chance has changed, bound here and by the JDK's means: the same record, or the same refusal. */
class ParamsMutationTest {
    record Mixed(
            int i,
            Optional<Double> d,
            List<Long> l,
            @Default("none") String s,
            Optional<Instant> at,
            BigDecimal b) {}

    private static final int ROUNDS = 20_000;
    private static final String VALID = "i=17&d=-1.5e3&l=1&l=-2&s=a%20b%C3%BC&at=2026-01-02T03:04:05.5Z&b=12.50";
    private static final String PIECES = "0123456789-+.eE%&=;aidlsbZTtz:,C3B";
    private static final String[] LONGER = {
        "%2B",
        "%31",
        "%69",
        "2147483648",
        "99999999999999999999",
        "&i=1",
        "&l=",
        "%C3",
        "%FF",
        "1e2",
        "e400",
        "e-400",
        "&=",
        "NaN"
    };

    /** What a request is refused for, in the reference. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String code) {
            super(code);
        }
    }

    private static String mutated(Random random) {
        StringBuilder query = new StringBuilder(VALID);
        for (int edits = random.nextInt(4); edits >= 0; edits--) {
            int at = random.nextInt(query.length());
            switch (random.nextInt(4)) {
                case 0 -> query.deleteCharAt(at);
                case 1 -> query.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> query.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                default -> query.insert(at, LONGER[random.nextInt(LONGER.length)]);
            }
        }
        return query.toString();
    }

    /** By decoded name; null for a value that does not decode. */
    private static Map<String, List<String>> parsed(String query) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name != null) {
                all.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (!text.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
                return null;
            }
        }
        String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        return decoded.indexOf('\ufffd') >= 0 ? null : decoded;
    }

    private static <T> T each(String name, String value, Function<String, T> reader, List<String> errors) {
        try {
            if (value == null) {
                throw new Refused("malformed");
            }
            return reader.apply(value);
        } catch (Refused e) {
            errors.add(name + ": " + e.getMessage());
            return null;
        }
    }

    private static <T> T one(
            Map<String, List<String>> all, String name, T otherwise, Function<String, T> reader, List<String> errors) {
        List<String> values = all.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            if (otherwise == null) {
                errors.add(name + ": required");
            }
            return otherwise;
        }
        if (values.size() > 1) {
            errors.add(name + ": repeated");
            return null;
        }
        return each(name, values.get(0), reader, errors);
    }

    private static long whole(String text, long min, long max) {
        if (!text.matches("-?[0-9]+")) {
            throw new Refused("type");
        }
        BigDecimal value = new BigDecimal(text);
        if (value.compareTo(BigDecimal.valueOf(min)) < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new Refused("range");
        }
        return value.longValue();
    }

    private static String number(String text) {
        if (!text.matches("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?")) {
            throw new Refused("type");
        }
        return text;
    }

    private static double real(String text) {
        double value = Double.parseDouble(number(text));
        if (Double.isInfinite(value)) {
            throw new Refused("range");
        }
        return value;
    }

    private static BigDecimal decimal(String text) {
        int exponent = number(text).toLowerCase(java.util.Locale.ROOT).indexOf('e');
        if (exponent >= 0
                && text.substring(exponent + 1).replaceFirst("^[-+]?0*", "").length() > 9) {
            throw new Refused("range");
        }
        return new BigDecimal(text);
    }

    private static Instant instant(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[tT][0-9]{2}:[0-9]{2}:[0-5][0-9]([.][0-9]{1,9})?"
                        + "([zZ]|[-+][0-9]{2}:[0-9]{2})")
                || text.startsWith("24", 11)) {
            throw new Refused("format");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refused("format");
        }
    }

    private static String expected(String query) {
        Map<String, List<String>> all = parsed(query);
        List<String> errors = new ArrayList<>();
        Integer i = one(all, "i", null, t -> (int) whole(t, Integer.MIN_VALUE, Integer.MAX_VALUE), errors);
        Optional<Double> d = one(all, "d", Optional.empty(), t -> Optional.of(real(t)), errors);
        List<Long> l = new ArrayList<>();
        for (String value : all.getOrDefault("l", List.of())) {
            l.add(each("l", value, t -> whole(t, Long.MIN_VALUE, Long.MAX_VALUE), errors));
        }
        String s = one(all, "s", "none", t -> t, errors);
        Optional<Instant> at = one(all, "at", Optional.empty(), t -> Optional.of(instant(t)), errors);
        BigDecimal b = one(all, "b", null, ParamsMutationTest::decimal, errors);
        return errors.isEmpty() ? new Mixed(i, d, l, s, at, b).toString() : String.join(", ", errors);
    }

    @Test
    void shouldBindWhatTheReferenceBinds() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/", Params.of(Mixed.class), (req, res, mixed) -> res.text(mixed.toString()))
                .error(HttpError.class, (error, req, res) -> {
                    List<String> errors = new ArrayList<>();
                    error.errors().forEach(e -> errors.add(e.parameter() + ": " + e.code()));
                    return res.status(error.status()).text(String.join(", ", errors));
                }));
        Random random = new Random(20_261_121);
        int bound = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String query = mutated(random);
            String expected = expected(query);
            TestResponse answer = client.get("/?" + query);
            assertEquals(expected, answer.body(), query);
            boolean right = expected.startsWith("Mixed[");
            assertEquals(right ? 200 : 400, answer.status(), query);
            bound += right ? 1 : 0;
        }
        assertEquals(true, bound > ROUNDS / 10 && bound < ROUNDS * 9 / 10, bound + " were bound");
    }
}
