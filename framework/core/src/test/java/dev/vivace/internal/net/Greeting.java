package dev.vivace.internal.net;

import com.dslplatform.json.CompiledJson;

/** What an answer in JSON is made of: a header of 12 bytes and one reference, 16 bytes on the heap. */
@CompiledJson
public record Greeting(String message) {}
