package dev.vivace.openapi;

import dev.vivace.internal.typed.TypeUse;

/**
 * An answer of an operation.
 *
 * @param status from 200 to 599
 * @param use what is in its JSON body; null for an answer without a body, with one that is not JSON, or with a problem
 * @param contentType null for an answer without a body, or with a problem
 * @param problem whether the body is a problem (RFC 9457)
 */
record Answer(int status, TypeUse use, String contentType, boolean problem) {
    static Answer problem(int status) {
        return new Answer(status, null, null, true);
    }
}
