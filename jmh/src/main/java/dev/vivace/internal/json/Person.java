package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import io.avaje.jsonb.Json;
import java.util.UUID;

/**
 * A number, a text and a UUID.
 *
 * @param id counts
 * @param name short, ASCII
 * @param uuid random
 */
@CompiledJson
@Json
public record Person(int id, String name, UUID uuid) {}
