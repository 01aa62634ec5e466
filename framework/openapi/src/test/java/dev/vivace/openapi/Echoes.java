package dev.vivace.openapi;

import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.Vivace;
import dev.vivace.typed.Cookie;
import dev.vivace.typed.Default;
import dev.vivace.typed.Example;
import dev.vivace.typed.Header;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** An app that answers with what it gets: every type that a document can describe, as body, answer and parameter. */
final class Echoes {
    record Numbers(
            byte tiny,
            short small,
            int number,
            long large,
            double real,
            float single,
            BigInteger whole,
            BigDecimal exact,
            @Min(-3) @Max(3) int bounded,
            @Default("7") @Max(9) short otherwise,
            OptionalInt maybe,
            OptionalDouble maybeReal) {}

    record Texts(
            String text,
            @NotBlank String notBlank,
            @Size(min = 3, max = 5) String sized,
            @Pattern(regexp = "[a-c]{2}\\d+") Optional<String> pattern,
            @Email @Size(max = 30) @NotBlank String mail,
            @Example("XYZ") @Pattern(regexp = "(?=X).*Z") String odd,
            boolean flag,
            SchemaSamples.Size2 size,
            UUID id,
            @Size(min = 1, max = 3) List<@Size(max = 4) String> list,
            Set<SchemaSamples.Size2> set,
            List<Long> numbers) {}

    record Times(
            LocalDate date,
            LocalTime time,
            LocalDateTime local,
            OffsetDateTime offset,
            @Future Instant instant,
            Optional<YearMonth> month,
            Optional<Duration> duration) {}

    record Elsewhere(
            String name,
            long number,
            @Header("X-Text") String text,
            @Header("X-List") List<Integer> list,
            @Header("X-Maybe") Optional<UUID> maybe,
            @Cookie Optional<String> session,
            @Cookie("n") @Default("3") int count) {}

    private Echoes() {}

    static Vivace app() {
        Vivace app = Vivace.create()
                .get("/numbers", Params.of(Numbers.class), (req, res, p) -> res.empty(), route -> route.returns(204))
                .get("/texts", Params.of(Texts.class), (req, res, p) -> res.empty(), route -> route.returns(204))
                .get("/times", Params.of(Times.class), (req, res, p) -> res.empty(), route -> route.returns(204))
                .get(
                        "/elsewhere/{name}/{number}",
                        Params.of(Elsewhere.class),
                        (req, res, p) -> res.empty(),
                        route -> route.returns(204))
                .put(
                        "/both/{name}/{number}",
                        Params.of(Elsewhere.class),
                        Json.of(SchemaSamples.Ruled.class),
                        (req, res, p, body) -> res.json(body),
                        route -> route.returns(SchemaSamples.Ruled.class))
                .post(
                        "/list",
                        Json.listOf(SchemaSamples.Closed.class),
                        (req, res, body) -> res.json(body),
                        route -> route.returns(Json.listOf(SchemaSamples.Closed.class)))
                .post("/any", Json.any(), (req, res, body) -> res.json(body), route -> route.returns(Json.any()))
                .blocking(work -> echo(work, SchemaSamples.Said.class));
        for (Class<?> type : List.of(
                SchemaSamples.Scalars.class,
                SchemaSamples.Times.class,
                SchemaSamples.Further.class,
                SchemaSamples.Maybe.class,
                SchemaSamples.Containers.class,
                SchemaSamples.Ruled.class,
                SchemaSamples.Closed.class,
                SchemaSamples.Tree.class,
                SchemaSamples.Shape.class,
                SchemaSamples.Square.class,
                SchemaSamples.Drawing.class,
                SchemaAgainstServerTest.Keys.class,
                SchemaAgainstServerTest.Bounded.class)) {
            echo(app, type);
        }
        return app;
    }

    private static <T> void echo(dev.vivace.Routes<?> routes, Class<T> type) {
        routes.post(
                "/" + type.getSimpleName(),
                Json.of(type),
                (req, res, body) -> res.json(body),
                route -> route.returns(type));
    }
}
