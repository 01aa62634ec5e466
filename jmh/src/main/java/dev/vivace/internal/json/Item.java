package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import io.avaje.jsonb.Json;
import java.util.List;

/**
 * One of what a shop lists.
 *
 * @param id up to 10 digits
 * @param name two or three words
 * @param description a sentence, now and then with a quotation mark or a letter that is not ASCII
 * @param price with two decimals
 * @param stock up to 4 digits
 * @param available whether there is any
 * @param tags two or three words
 */
@CompiledJson
@Json
public record Item(
        long id, String name, String description, double price, int stock, boolean available, List<String> tags) {}
