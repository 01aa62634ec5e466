package dev.vivace.internal.json;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a class file says about JSON that reflection does not: the annotations of dsl-json are not kept for run time
 * (Java Virtual Machine Specification, section 4.7.17), and which hand-written converters a generated one calls is in
 * its constant pool only (section 4.4). Read at start, for the types of bodies.
 *
 * <p><b>Threading:</b> immutable once read.
 */
final class ClassFile {
    /**
     * What is said about a property, on a field or method: by a {@code @JsonAttribute}, or by one of the annotations that
     * dsl-json takes for {@code nullable = false}.
     */
    record Attribute(
            String member,
            boolean onMethod,
            List<String> alternativeNames,
            String converter,
            boolean mandatory,
            boolean nullable) {}

    /** A member of another class that is called or read: names and descriptor in the form of class files. */
    record Reference(String owner, String name, String descriptor) {}

    private static final String JSON_ATTRIBUTE = "Lcom/dslplatform/json/JsonAttribute;";
    private static final String COMPILED_JSON = "Lcom/dslplatform/json/CompiledJson;";

    /** Those that its annotation processor looks for, as far as they say it without an element. */
    private static final Set<String> NON_NULL = Set.of(
            "Lcom/dslplatform/json/NonNull;",
            "Ljavax/annotation/Nonnull;",
            "Ljavax/validation/constraints/NotNull;",
            "Lorg/jetbrains/annotations/NotNull;");

    private static final List<String> EMPTY = Collections.singletonList(null);

    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final DataInputStream in;
    private Object[] constants;
    private int memberAttributeCount;
    private int parameterAttributeCount;
    private Map<String, List<String>> compiledJson = Map.of();

    private ClassFile(DataInputStream in) {
        this.in = in;
    }

    /**
     * Reads the file of a class.
     *
     * @return null if there is none, as for classes that are made at run time
     * @throws IOException if it cannot be read
     */
    static ClassFile of(Class<?> type) throws IOException {
        String name = type.getName();
        try (InputStream bytes = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            if (bytes == null) {
                return null;
            }
            ClassFile file = new ClassFile(new DataInputStream(new BufferedInputStream(bytes)));
            file.read();
            return file;
        }
    }

    List<Attribute> attributes() {
        return attributes;
    }

    List<Reference> references() {
        return references;
    }

    /** {@code @JsonAttribute} on fields and methods. */
    int memberAttributeCount() {
        return memberAttributeCount;
    }

    /** The same on parameters; a record has those of its components there, too. */
    int parameterAttributeCount() {
        return parameterAttributeCount;
    }

    /** An element of {@code @CompiledJson} on the class, a constructor or a factory; null where it is not given. */
    String compiledJson(String element) {
        List<String> texts = compiledJson.getOrDefault(element, List.of());
        return texts.isEmpty() ? null : texts.get(0);
    }

    private void read() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers(false);
        readMembers(true);
        readAttributes("", false);
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        constants = new Object[count];
        List<int[]> members = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3 -> constants[i] = in.readInt();
                case 4, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> constants[i] = new int[] {in.readUnsignedShort()};
                case 9, 10, 11 -> members.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 12 -> constants[i] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("Unknown constant in a class file: " + tag);
            }
        }
        for (int[] member : members) {
            int[] nameAndType = (int[]) constants[member[1]];
            references.add(
                    new Reference(text(((int[]) constants[member[0]])[0]), text(nameAndType[0]), text(nameAndType[1])));
        }
    }

    private void readMembers(boolean methods) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            in.skipNBytes(2);
            String name = text(in.readUnsignedShort());
            in.skipNBytes(2);
            readAttributes(name, methods);
        }
    }

    /** The attributes of a member or, without a name, of the class. */
    private void readAttributes(String member, boolean onMethod) throws IOException {
        for (int more = in.readUnsignedShort(); more > 0; more--) {
            String attribute = text(in.readUnsignedShort());
            int length = in.readInt();
            if (attribute.equals("RuntimeInvisibleAnnotations") || attribute.equals("RuntimeVisibleAnnotations")) {
                readAnnotations(member, onMethod, attributes);
            } else if (attribute.equals("RuntimeInvisibleParameterAnnotations")) {
                List<Attribute> ofParameters = new ArrayList<>();
                for (int parameters = in.readUnsignedByte(); parameters > 0; parameters--) {
                    readAnnotations(member, onMethod, ofParameters);
                }
                parameterAttributeCount += ofParameters.size();
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private void readAnnotations(String member, boolean onMethod, List<Attribute> found) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String type = text(in.readUnsignedShort());
            Map<String, List<String>> elements = readElements();
            if (type.equals(JSON_ATTRIBUTE)) {
                memberAttributeCount += found == attributes ? 1 : 0;
                found.add(new Attribute(
                        member,
                        onMethod,
                        elements.getOrDefault("alternativeNames", List.of()),
                        elements.getOrDefault("converter", EMPTY).get(0),
                        "1".equals(elements.getOrDefault("mandatory", EMPTY).get(0)),
                        !"0".equals(elements.getOrDefault("nullable", EMPTY).get(0))));
            } else if (type.equals(COMPILED_JSON)) {
                compiledJson = elements;
            } else if (NON_NULL.contains(type) && found == attributes) {
                found.add(new Attribute(member, onMethod, List.of(), null, false, false));
            }
        }
    }

    private Map<String, List<String>> readElements() throws IOException {
        Map<String, List<String>> elements = new HashMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String element = text(in.readUnsignedShort());
            List<String> texts = new ArrayList<>();
            readElement(texts);
            elements.put(element, texts);
        }
        return elements;
    }

    private void readElement(List<String> texts) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 'e' -> {
                in.skipNBytes(2);
                texts.add(text(in.readUnsignedShort()));
            }
            case 's', 'c' -> texts.add(text(in.readUnsignedShort()));
            case 'Z' -> texts.add(constants[in.readUnsignedShort()].toString());
            case '@' -> {
                in.skipNBytes(2);
                readElements();
            }
            case '[' -> {
                for (int left = in.readUnsignedShort(); left > 0; left--) {
                    readElement(texts);
                }
            }
            default -> in.skipNBytes(2);
        }
    }

    private String text(int index) {
        return (String) constants[index];
    }
}
