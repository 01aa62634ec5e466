package dev.vivace.examples.bookshop;

import com.dslplatform.json.CompiledJson;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Who wrote a book.
 *
 * @param name as printed on the cover
 * @param born year of birth; may be missing
 */
@CompiledJson
public record Author(@NotBlank @Size(max = 100) String name, Integer born) {}
