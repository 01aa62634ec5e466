package dev.vivace.examples.bookshop;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import dev.vivace.typed.Description;
import dev.vivace.typed.Example;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * What a client says about a book, to add or to replace it.
 *
 * @param title as printed on the cover
 * @param authors at least one
 * @param number thirteen digits; named {@code isbn} in documents
 * @param genre one of a few
 * @param price what it costs
 * @param offer what it costs just now; may be missing
 * @param published when it came out; may be missing
 * @param tags words to find it by
 */
@CompiledJson
@Description("A book as a client describes it.")
public record BookData(
        @NotBlank @Size(max = 200) @Example("Middlemarch") String title,
        @NotEmpty @Size(max = 10) List<@NotNull Author> authors,

        @NotNull @Pattern(regexp = "97[89][0-9]{10}") @Example("9780141439549") @JsonAttribute(name = "isbn")
        String number,

        @NotNull Genre genre,
        @NotNull Price price,

        @Description("What it costs just now: less than the price, in the same currency.")
        Price offer,

        LocalDate published,
        @Size(max = 8) List<@NotBlank @Size(max = 20) String> tags) {}
