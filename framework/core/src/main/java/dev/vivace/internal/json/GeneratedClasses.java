package dev.vivace.internal.json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

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
    private static final System.Logger LOG = System.getLogger("dev.vivace");
    private static final String GENERATED = "_DslJsonConverter";
    private static final String EXACT = "_DslJsonConverterExact";
    private static final Map<String, String> REPLACED = Map.of(
            "com/dslplatform/json/StringConverter", "dev/vivace/internal/json/QuickStrings",
            "com/dslplatform/json/NumberConverter", "dev/vivace/internal/json/ExactNumbers",
            "com/dslplatform/json/JavaTimeConverter", "dev/vivace/internal/json/StrictTimes",
            "com/dslplatform/json/UUIDConverter", "dev/vivace/internal/json/StrictUuids",
            "com/dslplatform/json/BinaryConverter", "dev/vivace/internal/json/StrictBinary");

    /** A generated class, or one inside it; descriptors and signatures end in a semicolon or begin with a parenthesis. */
    private static final Pattern CLASS_NAME = Pattern.compile("[^;()<]*" + GENERATED + "(\\$\\w+)?");

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
                LOG.log(
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

    /** The other class, which several apps in one JVM share. */
    private static synchronized Class<?> exact(Class<?> original) throws IOException, ReflectiveOperationException {
        String name = original.getName().replace(GENERATED, EXACT);
        try {
            return Class.forName(name, false, original.getClassLoader());
        } catch (ClassNotFoundException e) {
            // All or none: a class must not name one that is not there
            Map<Class<?>, byte[]> files = new LinkedHashMap<>();
            collect(original, files);
            for (Map.Entry<Class<?>, byte[]> file : files.entrySet()) {
                MethodHandles.privateLookupIn(file.getKey(), MethodHandles.lookup())
                        .defineClass(file.getValue());
            }
            return Class.forName(name, false, original.getClassLoader());
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
            if (!files.containsKey(other) && !isDefined(other)) {
                collect(other, files);
            }
        }
    }

    private static boolean isDefined(Class<?> original) {
        try {
            Class.forName(original.getName().replace(GENERATED, EXACT), false, original.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
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
            DataInputStream in = new DataInputStream(new BufferedInputStream(file));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(in.readLong());
            int count = in.readUnsignedShort();
            out.writeShort(count);
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                switch (tag) {
                    case 1 -> out.writeUTF(renamed(in.readUTF(), named));
                    case 7, 8, 16, 19, 20 -> out.writeShort(in.readUnsignedShort());
                    case 15 -> out.write(in.readNBytes(3));
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> out.writeInt(in.readInt());
                    case 5, 6 -> {
                        out.writeLong(in.readLong());
                        i++;
                    }
                    default -> throw new IOException("Unknown constant in a class file: " + tag);
                }
            }
            in.transferTo(out);
            return bytes.toByteArray();
        }
    }

    /** A constant, which may be a class's name, a descriptor that holds some, or any other text. */
    private static String renamed(String constant, List<String> named) {
        if (!constant.contains(GENERATED)) {
            return REPLACED.getOrDefault(constant, constant);
        }
        if (CLASS_NAME.matcher(constant).matches()) {
            named.add(constant);
        }
        return constant.replace(GENERATED, EXACT);
    }
}
