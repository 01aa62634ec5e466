package dev.vivace.examples.bookshop;

import com.dslplatform.json.CompiledJson;
import dev.vivace.typed.Description;
import dev.vivace.typed.Example;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amount with at most two digits behind the point
 * @param currency what it is in
 */
@CompiledJson
@Description("An amount of money.")
public record Price(
        @NotNull @DecimalMin("0.01") @Digits(integer = 6, fraction = 2) @Example("12.50")
        BigDecimal amount,

        @NotNull Currency currency) {}
