package dev.vivace.internal.typed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Looks for annotations of Jakarta Validation in class files, where the JVM does not show them: annotations whose classes are
 * missing are as if they had never been written (Java Language Specification, section 9.6.4.2), and a server that was
 * started without the jar would check nothing.
 */
final class ConstraintFiles {
    /** How a class file names the type of an annotation (Java Virtual Machine Specification, section 4.7.16). */
    private static final String DESCRIPTOR = "Ljakarta/validation/";

    private ConstraintFiles() {}

    /** Refuses a class whose file names such annotations. */
    static void requireNone(Class<?> type) {
        if (type.isArray()
                || type.isPrimitive()
                || type.isHidden()
                || type.getName().startsWith("java.")) {
            return;
        }
        String name = type.getName();
        try (InputStream file = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            if (file != null && new String(file.readAllBytes(), StandardCharsets.ISO_8859_1).contains(DESCRIPTOR)) {
                throw new IllegalArgumentException(name + " has annotations of Jakarta Validation, which the JVM drops"
                        + " because their classes are not there: nothing would be checked. Add the dependency"
                        + " jakarta.validation:jakarta.validation-api to the application.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
