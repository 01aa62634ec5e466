package dev.vivace.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value as a client would send it; it goes into the OpenAPI document, and must satisfy the constraints.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
public @interface Example {
    /**
     * JSON; a text that is not JSON stands for that string.
     *
     * @return for instance "17" or "{\"name\":\"Ada\"}"
     */
    String value();
}
