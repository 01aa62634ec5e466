package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without the jar of the annotations: what is not annotated works, and what was compiled with them is refused. */
class MissingAnnotationsTest {
    private static final String JAR = "jakarta.validation-api";

    private final URLClassLoader without = withoutAnnotations();

    /** All that is on the class path, but that jar; nothing of it is shared with this test. */
    private static URLClassLoader withoutAnnotations() {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains(JAR)) {
                try {
                    path.add(Path.of(entry).toUri().toURL());
                } catch (MalformedURLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        without.close();
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("dev.vivace.internal.typed." + name, true, without);
    }

    private void requireKept(Class<?> type) throws Throwable {
        try {
            type("Constraints")
                    .getMethod("requireKept", Class.class, java.util.Collection.class)
                    .invoke(null, type, List.of());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void shouldNameTheClassAndTheDependency() throws ClassNotFoundException {
        Class<?> type = type("Samples$Address");
        assertEquals(0, type.getRecordComponents()[0].getAccessor().getAnnotations().length, "the JVM drops them");
        Throwable refused = assertThrows(IllegalArgumentException.class, () -> requireKept(type));
        assertEquals(
                "dev.vivace.internal.typed.Samples$Address has annotations of Jakarta Validation, which the JVM drops"
                        + " because their classes are not there: nothing would be checked. Add the dependency"
                        + " jakarta.validation:jakarta.validation-api to the application.",
                refused.getMessage());
    }

    @Test
    void shouldWorkWhereNothingIsAnnotated() throws Throwable {
        requireKept(type("Samples$Free"));
        requireKept(String.class);
        Object rules = type("Constraints")
                .getMethod("of", Annotation[].class, Type.class)
                .invoke(null, new Annotation[0], int.class);
        assertEquals(List.of(), rules);
        Object required =
                type("Constraints").getMethod("required", Annotation[].class).invoke(null, (Object) new Annotation[0]);
        assertEquals(false, required);
    }

    @Test
    void shouldRefuseAnnotationsThatAreComposedOfThem() throws ReflectiveOperationException {
        Class<?> holder = type("OtherConstraintsTest$All");
        Class<?> constraints = type("Constraints");
        Annotation[] annotations = java.util.Arrays.stream(holder.getRecordComponents())
                .filter(component -> component.getName().equals("composed"))
                .findFirst()
                .orElseThrow()
                .getAccessor()
                .getAnnotations();
        assertEquals(1, annotations.length);
        Throwable refused = assertThrows(
                InvocationTargetException.class,
                () -> constraints
                        .getMethod("of", Annotation[].class, Type.class)
                        .invoke(null, annotations, String.class));
        assertEquals(IllegalArgumentException.class, refused.getCause().getClass());
    }
}
