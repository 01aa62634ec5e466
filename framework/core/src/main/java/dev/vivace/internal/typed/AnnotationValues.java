package dev.vivace.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** The attributes of annotations. */
final class AnnotationValues {
    private AnnotationValues() {}

    /**
     * The value of an attribute. The annotations that reflection gives are proxies; whoever is behind one is asked directly,
     * because calling a method by reflection links method handles for it first, on newer JVMs.
     *
     * @throws ReflectiveOperationException if it cannot be had
     */
    static Object of(Annotation annotation, Method attribute) throws ReflectiveOperationException {
        if (!Proxy.isProxyClass(annotation.getClass())) {
            attribute.setAccessible(true);
            return attribute.invoke(annotation);
        }
        InvocationHandler handler = Proxy.getInvocationHandler(annotation);
        try {
            return handler.invoke(annotation, attribute, null);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
    }
}
