package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A list of items under a title.
 *
 * @param title short
 * @param items any number
 */
@CompiledJson
@Json
public record Catalogue(String title, List<Item> items) {}
