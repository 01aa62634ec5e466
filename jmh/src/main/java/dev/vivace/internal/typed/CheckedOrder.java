package dev.vivace.internal.typed;

import com.dslplatform.json.CompiledJson;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A body of 200 bytes: a nested object, a list, and the constraints that people use. (One for each primitive: of several
 * avaje-validator 2.17 makes code that does not run.)
 *
 * @param customer a name
 * @param mail an address
 * @param address where to
 * @param lines what
 */
@CompiledJson
@Valid
public record CheckedOrder(
        @NotBlank @Size(max = 40) String customer,
        @NotNull @Email String mail,
        @NotNull @Valid Address address,
        @NotEmpty @Size(max = 20) @Valid List<Line> lines) {
    /**
     * Where to.
     *
     * @param street with the number
     * @param code five digits
     * @param city the name
     */
    @CompiledJson
    @Valid
    public record Address(
            @NotBlank @Size(max = 60) String street,
            @NotNull @Pattern(regexp = "\\d{5}") String code,
            @NotBlank String city) {}

    /**
     * One article.
     *
     * @param sku its number
     * @param count how many
     * @param cents its price
     */
    @CompiledJson
    @Valid
    public record Line(
            @NotNull @Pattern(regexp = "[A-Z]{2}-[0-9]{4}") String sku,
            @Positive int count,
            @Max(1_000_000) long cents) {}
}
