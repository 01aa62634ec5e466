package dev.vivace.house;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that a class file names, read from its constant pool (JVMS section 4.4): unlike imports, it also has
 * what is written out in full or never written at all.
 */
final class ClassReferences {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w$/]+)[;<]");

    private ClassReferences() {}

    /** The directory that the library's classes were compiled to. */
    static Path libraryClasses() {
        try {
            return Path.of(dev.vivace.Vivace.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The full names of all classes below a directory. */
    static List<String> classNames(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    /** What all classes below a directory name. */
    static List<Reference> in(Path classes) throws IOException {
        List<Reference> references = new ArrayList<>();
        for (String from : classNames(classes)) {
            try (InputStream file = Files.newInputStream(classes.resolve(from.replace('.', '/') + ".class"))) {
                for (String to : named(file)) {
                    references.add(new Reference(from, to));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(from, e);
            }
        }
        return references;
    }

    /** The classes that one class file names, itself included. */
    static Set<String> named(InputStream classFile) throws IOException {
        DataInputStream in = new DataInputStream(classFile);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.skipNBytes(4);
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        List<Integer> classIndexes = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case CLASS -> classIndexes.add(in.readUnsignedShort());
                default -> in.skipNBytes(bytesOf(tag));
            }
            if (tag == LONG || tag == DOUBLE) {
                i++;
            }
        }
        Set<String> names = new TreeSet<>();
        for (int index : classIndexes) {
            if (!texts[index].startsWith("[")) {
                names.add(texts[index].replace('/', '.'));
            }
        }
        for (String text : texts) {
            if (text != null) {
                addDescriptors(text, names);
            }
        }
        return names;
    }

    /**
     * Descriptors and generic signatures; a string constant of that form is taken for one, which errs on the safe
     * side.
     */
    private static void addDescriptors(String text, Set<String> names) {
        Matcher matcher = IN_DESCRIPTOR.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1).replace('/', '.'));
        }
    }

    private static int bytesOf(int tag) throws IOException {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            case 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IOException("constant pool tag " + tag);
        };
    }
}
