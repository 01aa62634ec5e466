package dev.vivace.openapi;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import dev.vivace.typed.Description;
import dev.vivace.typed.Example;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Types with everything that a schema can say. */
final class SchemaSamples {
    private SchemaSamples() {}

    enum Size2 {
        SMALL,
        LARGE
    }

    @CompiledJson
    record Scalars(
            boolean flag,
            byte tiny,
            short small,
            int number,
            long large,
            float single,
            double real,
            BigInteger whole,
            BigDecimal exact,
            String text,
            UUID id,
            byte[] bytes) {}

    @CompiledJson
    record Times(LocalDate date, LocalDateTime local, OffsetDateTime offset, Instant instant) {}

    @CompiledJson
    record Further(
            @AssertTrue boolean yes,
            @AssertTrue Boolean maybe,
            Optional<@AssertFalse Boolean> no,
            @Null String gone,
            @Null List<String> goneToo,
            @Negative Integer below,

            @DecimalMin(value = "0.5", inclusive = false) @Digits(integer = 2, fraction = 1)
            BigDecimal exact,

            @PastOrPresent LocalDate past,
            ZonedDateTime zoned) {}

    @CompiledJson
    record Maybe(
            Optional<String> text,
            OptionalLong number,
            Optional<Size2> size,
            @NotNull Size2 surely) {}

    @CompiledJson
    record Containers(
            List<Integer> list,
            Set<String> names,
            long[] array,
            Map<String, Scalars> map,
            @NotNull List<@NotNull @Size(max = 5) String> inner,
            List<List<String>> nested) {}

    @CompiledJson
    record Ruled(
            @NotBlank @Size(min = 2, max = 20) String name,
            @NotEmpty @Pattern(regexp = "[A-Z]+") String code,
            @Email String mail,
            @Min(1) @Max(100) int count,
            @Positive long above,
            @DecimalMax(value = "9.5", inclusive = false) BigDecimal price,
            @Size(max = 3) List<String> tags,
            @Min(-5) byte tiny) {}

    @CompiledJson
    @Description("A word.")
    @Example("{\"word\":\"yes\"}")
    record Said(
            @Description("What it is.") @Example("no") String word,
            @Example("3") int times) {}

    @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL)
    record Closed(@JsonAttribute(name = "the-name") String name) {}

    @CompiledJson
    record Tree(String name, List<Tree> children, Tree parent) {}

    @CompiledJson(discriminator = "kind")
    sealed interface Shape permits Circle, Square {}

    @CompiledJson(name = "circle")
    record Circle(double radius) implements Shape {}

    @CompiledJson(name = "square", onUnknown = CompiledJson.Behavior.FAIL)
    record Square(int side) implements Shape {}

    @CompiledJson
    record Drawing(Shape first, @NotNull Shape second, Circle alone) {}
}
