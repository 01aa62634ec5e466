package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.DslJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedVariantsTest {
    private final DslJson<Object> dslJson = new DslJson<>(
            new DslJson.Settings<>().includeServiceLoader(getClass().getClassLoader()));

    @Test
    void shouldTakeTheNamesFromTheAnnotations() {
        SealedVariants variants = SealedVariants.of(dslJson.tryFindReader(SealedSamples.Shape.class));

        assertEquals("kind", variants.discriminator());
        Map<String, Class<?>> expected = new LinkedHashMap<>();
        expected.put("circle", SealedSamples.Circle.class);
        expected.put("square", SealedSamples.Square.class);
        expected.put("empty", SealedSamples.Empty.class);
        expected.put("group", SealedSamples.Group.class);
        assertEquals(expected, variants.classes());
    }

    @Test
    void shouldKnowTheNamesThatAreLeftOut() {
        SealedVariants variants = SealedVariants.of(dslJson.tryFindReader(SealedSamples.Animal.class));

        assertEquals("$type", variants.discriminator());
        assertEquals(Map.of("dev.vivace.internal.json.SealedSamples.Cat", SealedSamples.Cat.class), variants.classes());
    }

    @Test
    void shouldRefuseANameThatIsNotFoundAgain() {
        Object reader = dslJson.tryFindReader(SealedSamples.Sound.class);

        String message = assertThrows(IllegalStateException.class, () -> SealedVariants.of(reader))
                .getMessage();
        assertTrue(message.contains("ge-räusch"), message);
    }

    @Test
    void shouldHaveNoneForOtherTypes() {
        assertNull(SealedVariants.of(dslJson.tryFindReader(SealedSamples.Circle.class)));
        assertNull(SealedVariants.of(null));
    }
}
