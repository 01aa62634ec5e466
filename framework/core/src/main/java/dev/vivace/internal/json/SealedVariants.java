package dev.vivace.internal.json;

import com.dslplatform.json.runtime.FormatDescription;
import com.dslplatform.json.runtime.MixinDescription;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The classes that may stand for an interface or abstract class in documents, and the member that tells them apart: what
 * {@code @CompiledJson(discriminator = "kind")} on it and {@code @CompiledJson(name = "circle")} on each of the classes
 * say. Taken from the description that dsl-json's generated code makes, because the annotations are gone at run time, and
 * the names that are left to dsl-json are in the description alone.
 *
 * @param discriminator the name of the member
 * @param classes by its value, in the order of the generated code
 */
record SealedVariants(String discriminator, Map<String, Class<?>> classes) {
    SealedVariants {
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    }

    /**
     * The variants of a type.
     *
     * @param reader what dsl-json gives for the type, or null
     * @return null if it reads no variants, or some that are written as arrays
     * @throws IllegalStateException if there is a name that dsl-json would write and not find again
     */
    static SealedVariants of(Object reader) {
        if (!(reader instanceof MixinDescription)) {
            return null;
        }
        try {
            Object descriptions = field(MixinDescription.class, "descriptions").get(reader);
            Map<String, Class<?>> classes = new LinkedHashMap<>();
            for (int i = 0; i < Array.getLength(descriptions); i++) {
                Object description = Array.get(descriptions, i);
                Object name = field(FormatDescription.class, "typeName").get(description);
                Object type = field(FormatDescription.class, "manifest").get(description);
                boolean ofMembers =
                        field(FormatDescription.class, "objectFormat").get(description) != null;
                if (!ofMembers || !(type instanceof Class<?> c)) {
                    return null;
                }
                classes.put(ascii(new String((byte[]) name, StandardCharsets.UTF_8)), c);
            }
            String discriminator =
                    (String) field(MixinDescription.class, "discriminator").get(reader);
            return new SealedVariants(ascii(discriminator), classes);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalStateException("This dsl-json keeps its variants in another way than 2.0.2", e);
        }
    }

    private static String ascii(String name) {
        if (name.chars().anyMatch(c -> c > 0x7F)) {
            throw new IllegalStateException("The discriminator or its value " + name
                    + " has characters beyond ASCII, which dsl-json does not find again: give it another name");
        }
        return name;
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
