package dev.vivace.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a parameter is when the request does not have it, in the spelling of a request. It is read when the server starts, and
 * must satisfy the component's own constraints.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Default {
    /**
     * The value as a client would send it.
     *
     * @return for instance "20"
     */
    String value();
}
