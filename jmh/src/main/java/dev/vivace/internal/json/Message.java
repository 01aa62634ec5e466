package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import io.avaje.jsonb.Json;

/**
 * The smallest answer.
 *
 * @param message the text
 */
@CompiledJson
@Json
public record Message(String message) {}
