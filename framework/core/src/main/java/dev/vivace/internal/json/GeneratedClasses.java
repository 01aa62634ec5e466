package dev.vivace.internal.json;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class loader that dsl-json looks for its generated classes with. Generated code calls dsl-json's converters of
 * numbers, times and UUIDs as static methods, which leaves no place to intervene; and these lose the sign of zero, write
 * NaN as a string, take {@code 2025-1-1} for a date, write long strings slowly. So each generated class is defined a second time, beside the first
 * and under a name of its own, with other names in its constant pool (Java Virtual Machine Specification, section 4.4):
 * those of {@link ExactNumbers}, {@link StrictTimes} and others, which extend the classes that stood there.
 * This costs some microseconds at start and nothing later.
 *
 * <p>Where it cannot be done (the package is closed to reflection, class files are not to be had, or no class can be
 * defined at run time), generated classes are used as they are, with a warning; {@link #isExact} tells.
 *
 * <p><b>Threading:</b> thread-safe.
 */
final class GeneratedClasses extends ClassLoader {
    private static final String GENERATED = "_DslJsonConverter";
    private static final String EXACT = "_DslJsonConverterExact";

    /** What the names of all classes begin with that are replaced. */
    private static final String REPLACED_PACKAGE = "com/dslplatform/json/";

    private static final Map<String, String> REPLACED = Map.of(
            "com/dslplatform/json/StringConverter", "dev/vivace/internal/json/QuickStrings",
            "com/dslplatform/json/NumberConverter", "dev/vivace/internal/json/ExactNumbers",
            "com/dslplatform/json/JavaTimeConverter", "dev/vivace/internal/json/StrictTimes",
            "com/dslplatform/json/UUIDConverter", "dev/vivace/internal/json/StrictUuids",
            "com/dslplatform/json/BinaryConverter", "dev/vivace/internal/json/StrictBinary");

    /** The other class of a generated one, in an array of one; null there where it is not defined yet. */
    private static final ClassValue<Class<?>[]> DEFINED = new ClassValue<>() {
        @Override
        protected Class<?>[] computeValue(Class<?> original) {
            return new Class<?>[1];
        }
    };

    /** Names of generated classes that are used as they are. */
    private final Set<String> inexact = ConcurrentHashMap.newKeySet();

    /**
     * A loader.
     *
     * @param parent sees the app's classes
     */
    GeneratedClasses(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> type = super.loadClass(name, resolve);
        if (!name.endsWith(GENERATED)) {
            return type;
        }
        try {
            return exact(type);
        } catch (IOException | ReflectiveOperationException | RuntimeException | Error e) {
            if (inexact.add(name)) {
                System.getLogger("dev.vivace")
                        .log(
                                System.Logger.Level.WARNING,
                                () -> name + " cannot be defined again (" + e
                                        + "): -0.0 is written as 0.0 there, and dates are read less strictly. In a named module, open its "
                                        + "package to dev.vivace");
            }
            return type;
        }
    }

    /**
     * Whether values are written and read exactly.
     *
     * @param type a type whose codec has been looked for
     */
    boolean isExact(Class<?> type) {
        String name = type.getName();
        int simple = name.lastIndexOf('.') + 1;
        return !inexact.contains(name.substring(0, simple) + '_' + name.substring(simple) + GENERATED);
    }

    /** The class as the compiler has made it, of one that may be the other. */
    static Class<?> original(Class<?> type) {
        if (!type.getName().contains(EXACT)) {
            return type;
        }
        try {
            return Class.forName(type.getName().replace(EXACT, GENERATED), false, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A generated class has gone since it was read", e);
        }
    }

    /**
     * The other class, which several apps in one JVM share. It is defined without being looked for first: the look-up of a class
     * that is not there goes through the whole class path.
     */
    private static synchronized Class<?> exact(Class<?> original) throws IOException, ReflectiveOperationException {
        Class<?>[] known = DEFINED.get(original);
        if (known[0] == null) {
            // All or none: a class must not name one that is not there
            Map<Class<?>, byte[]> files = new LinkedHashMap<>();
            collect(original, files);
            for (Map.Entry<Class<?>, byte[]> file : files.entrySet()) {
                DEFINED.get(file.getKey())[0] = define(file.getKey(), file.getValue());
            }
        }
        return known[0];
    }

    private static Class<?> define(Class<?> original, byte[] file) throws ReflectiveOperationException {
        try {
            return MethodHandles.privateLookupIn(original, MethodHandles.lookup())
                    .defineClass(file);
        } catch (LinkageError e) {
            // The library may be there twice, in class loaders side by side
            return Class.forName(original.getName().replace(GENERATED, EXACT), false, original.getClassLoader());
        }
    }

    /** Makes the files of a generated class and of those that it names, as far as they are not defined yet. */
    private static void collect(Class<?> original, Map<Class<?>, byte[]> files)
            throws IOException, ReflectiveOperationException {
        MethodHandles.privateLookupIn(original, MethodHandles.lookup());
        List<String> named = new ArrayList<>();
        files.put(original, renamed(original, named));
        for (String name : named) {
            Class<?> other = Class.forName(name.replace('/', '.'), false, original.getClassLoader());
            if (!files.containsKey(other) && DEFINED.get(other)[0] == null) {
                collect(other, files);
            }
        }
    }

    /**
     * The file of a class with the other names.
     *
     * @param named receives the generated classes that it names
     */
    private static byte[] renamed(Class<?> original, List<String> named) throws IOException {
        String name = original.getName();
        try (InputStream file = original.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            if (file == null) {
                throw new FileNotFoundException(name);
            }
            return renamed(file.readAllBytes(), named);
        }
    }

    private static byte[] renamed(byte[] file, List<String> named) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length * 2);
        // One character a byte, whatever they are
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int generated = text.indexOf(GENERATED);
        int copied = 0;
        int at = 8;
        int count = unsignedShort(file, at);
        at += Short.BYTES;
        for (int i = 1; i < count; i++) {
            int tag = file[at++];
            switch (tag) {
                case 1 -> {
                    int length = unsignedShort(file, at);
                    int start = at + Short.BYTES;
                    int end = start + length;
                    if (generated >= 0 && generated < start) {
                        generated = text.indexOf(GENERATED, start);
                    }
                    // Few constants are concerned, and code that runs once is slow: the others are not looked at
                    if (generated >= 0 && generated < end || text.startsWith(REPLACED_PACKAGE, start)) {
                        String constant = text.substring(start, end);
                        String other = renamed(constant, named);
                        if (!other.equals(constant)) {
                            out.write(file, copied, at - copied);
                            out.write(other.length() >> 8);
                            out.write(other.length());
                            out.write(other.getBytes(StandardCharsets.ISO_8859_1));
                            copied = end;
                        }
                    }
                    at = end;
                }
                case 7, 8, 16, 19, 20 -> at += 2;
                case 15 -> at += 3;
                case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 4;
                case 5, 6 -> {
                    at += 8;
                    i++;
                }
                default -> throw new IOException("Unknown constant in a class file: " + tag);
            }
        }
        out.write(file, copied, file.length - copied);
        return out.toByteArray();
    }

    private static int unsignedShort(byte[] file, int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }

    /** A constant, which may be a class's name, a descriptor that holds some, or any other text. */
    private static String renamed(String constant, List<String> named) throws IOException {
        if (!constant.contains(GENERATED)) {
            return REPLACED.getOrDefault(constant, constant);
        }
        if (isClassName(constant)) {
            named.add(ClassFile.text(constant));
        }
        return constant.replace(GENERATED, EXACT);
    }

    /** Of a generated class, or one inside it; descriptors and signatures end in a semicolon or begin with a parenthesis. */
    private static boolean isClassName(String constant) {
        int end = constant.indexOf(GENERATED) + GENERATED.length();
        if (constant.indexOf(';') >= 0 || constant.indexOf('(') >= 0 || constant.indexOf('<') >= 0) {
            return false;
        }
        return end == constant.length() || constant.charAt(end) == '$' && end + 1 < constant.length();
    }
}
