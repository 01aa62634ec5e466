package dev.vivace.examples.bookshop;

import dev.vivace.typed.Default;
import dev.vivace.typed.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What to look for.
 *
 * @param title a part of the title, in any case
 * @param genre all of them where it is missing
 * @param tag each of them must be there
 * @param priceMin the lowest price
 * @param priceMax the highest price
 * @param page from 1
 * @param pageSize how many at once
 */
public record BookSearch(
        @Description("A part of the title, in any case.") Optional<@Size(max = 100) String> title,
        Optional<Genre> genre,

        @Description("Words that the book must have, all of them.") @Size(max = 5)
        List<String> tag,

        Optional<BigDecimal> priceMin,
        Optional<BigDecimal> priceMax,
        @Default("1") @Min(1) int page,
        @Default("20") @Min(1) @Max(100) int pageSize) {}
