package dev.vivace.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that is a query parameter, as is every component without an annotation whose name the pattern does not hold.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Query {
    /**
     * The decoded name in the query.
     *
     * @return empty for the component's own name
     */
    String value() default "";
}
