package dev.vivace;

import java.lang.reflect.Type;
import java.util.Objects;

/**
 * One answer that a route declares, see {@link RouteOptions#returns(int, Class)}.
 *
 * @param status from 200 to 599
 * @param type what is written as JSON: a class, a parameterized type such as {@code List<User>}, or {@link Problem}; null for
 *     an answer without a body, or with one that is not JSON
 * @param contentType the media type of the body; null for an answer without one
 */
public record Returned(int status, Type type, String contentType) {
    static final String JSON = "application/json";
    static final String PROBLEM_JSON = "application/problem+json";

    /**
     * Checks the status.
     *
     * @param status from 200 to 599
     * @param type of a JSON body
     * @param contentType of any body
     */
    public Returned {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a final status is between 200 and 599, not " + status);
        }
        if (type != null) {
            Objects.requireNonNull(contentType, "contentType");
        }
    }

    static Returned json(int status, Type type) {
        Objects.requireNonNull(type, "type");
        return new Returned(status, type, type == Problem.class ? PROBLEM_JSON : JSON);
    }

    static Returned nothing(int status) {
        return new Returned(status, null, null);
    }

    static Returned bytes(int status, String contentType) {
        if (contentType.isBlank() || contentType.indexOf('/') < 1) {
            throw new IllegalArgumentException("a media type is 'type/subtype', but was '" + contentType + "'");
        }
        if (contentType.split(";", 2)[0].indexOf('*') >= 0) {
            // No answer has one, and Accept is compared with what answers have
            throw new IllegalArgumentException(
                    "an answer has one media type, declare each: '" + contentType + "' is a range of them");
        }
        return new Returned(status, null, contentType);
    }

    @Override
    public String toString() {
        if (contentType == null) {
            return status + " without a body";
        }
        return status + " " + (type == null ? contentType : type.getTypeName());
    }
}
