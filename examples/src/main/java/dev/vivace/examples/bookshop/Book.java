package dev.vivace.examples.bookshop;

import com.dslplatform.json.CompiledJson;
import java.time.Instant;

/**
 * A book on the shelf.
 *
 * @param id made here
 * @param version counts its changes, from 1
 * @param changed when it changed last
 * @param book what is said about it
 */
@CompiledJson
public record Book(long id, int version, Instant changed, BookData book) {
    /** Tells this version from every other. */
    String etag() {
        return id + "-" + version;
    }
}
