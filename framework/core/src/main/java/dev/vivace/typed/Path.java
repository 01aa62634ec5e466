package dev.vivace.typed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that is a path parameter. A component whose name is a parameter of the route's pattern is one without it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Path {
    /**
     * The name in the pattern.
     *
     * @return empty for the component's own name
     */
    String value() default "";
}
