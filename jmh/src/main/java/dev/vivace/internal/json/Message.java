package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;

/**
 * The smallest answer.
 *
 * @param message the text
 */
@CompiledJson
public record Message(String message) {}
