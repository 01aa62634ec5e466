package dev.vivace.differential;

import java.util.List;

/**
 * A request as a reader understood it; every byte is one character.
 *
 * @param method as sent
 * @param target as sent
 * @param fields {@code name: value}, the name as sent, in order
 * @param body without its framing; null where the reader does not hand it on
 */
record WireRequest(String method, String target, List<String> fields, String body) {
    WireRequest {
        fields = List.copyOf(fields);
    }

    WireRequest withBody(String newBody) {
        return new WireRequest(method, target, fields, newBody);
    }
}
