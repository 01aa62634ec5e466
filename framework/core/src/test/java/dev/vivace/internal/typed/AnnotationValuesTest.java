package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class AnnotationValuesTest {
    @interface Length {
        int most();
    }

    private record Sized(@Size(max = 40) String name) {}

    @Test
    void shouldGiveAttributesOfWhatReflectionGives() throws ReflectiveOperationException {
        Annotation size = Sized.class.getDeclaredField("name").getAnnotations()[0];
        assertEquals(40, AnnotationValues.of(size, Size.class.getDeclaredMethod("max")));
        assertEquals(0, AnnotationValues.of(size, Size.class.getDeclaredMethod("min")));
    }

    @Test
    @SuppressWarnings("all") // Annotations are not meant to be implemented, but can be
    void shouldGiveAttributesOfAnnotationsThatAreNoProxies() throws ReflectiveOperationException {
        Annotation length = new Length() {
            @Override
            public int most() {
                return 7;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Length.class;
            }
        };
        assertEquals(7, AnnotationValues.of(length, Length.class.getDeclaredMethod("most")));
    }
}
