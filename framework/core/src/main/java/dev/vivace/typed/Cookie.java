package dev.vivace.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that is a cookie (RFC 6265 section 4.2).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Cookie {
    /**
     * The cookie's name.
     *
     * @return empty for the component's own name
     */
    String value() default "";
}
