package dev.vivace.openapi;

import dev.vivace.internal.typed.TypeUse;

/**
 * An answer of an operation.
 *
 * @param status from 200 to 599
 * @param use what is in its JSON body; null for an answer without a body, with one that is not JSON, or with a problem
 * @param told what the body, or each element of it, is told as: a variant among others, with the member that tells it; null
 *     where it is none
 * @param contentType null for an answer without a body, or with a problem
 * @param problem whether the body is a problem (RFC 9457)
 */
record Answer(int status, TypeUse use, Component told, String contentType, boolean problem) {
    static Answer problem(int status) {
        return new Answer(status, null, null, null, true);
    }

    /** An answer that is not JSON, or nothing where {@code contentType} is null. */
    static Answer other(int status, String contentType) {
        return new Answer(status, null, null, contentType, false);
    }
}
