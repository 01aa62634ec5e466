package dev.vivace.internal.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
 * <p><b>Threading:</b> used by one thread, at start.
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
    private final List<int[]> members = new ArrayList<>();
    private final byte[] bytes;
    private int at;

    /** Where the bytes of a text are, the value of a number, or the first index of what is made of others. */
    private int[] constants;

    /** The length of a text, or the second index. */
    private int[] seconds;

    /** Texts that were asked for: most never are. */
    private String[] texts;

    private int memberAttributeCount;
    private int parameterAttributeCount;
    private Map<String, List<String>> compiledJson = Map.of();

    private ClassFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the file of a class.
     *
     * @return null if there is none, as for classes that are made at run time
     * @throws IOException if it cannot be read
     */
    static ClassFile of(Class<?> type) throws IOException {
        String name = type.getName();
        try (InputStream stream = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            if (stream == null) {
                return null;
            }
            ClassFile file = new ClassFile(stream.readAllBytes());
            file.read();
            return file;
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("No class file: " + name, e);
        }
    }

    List<Attribute> attributes() {
        return attributes;
    }

    /** Texts are made of them when they are asked for: of most classes they are not. */
    List<Reference> references() throws IOException {
        List<Reference> references = new ArrayList<>();
        for (int[] member : members) {
            references.add(
                    new Reference(text(constants[member[0]]), text(constants[member[1]]), text(seconds[member[1]])));
        }
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
        skip(8);
        readConstants();
        skip(6);
        skip(2 * unsignedShort());
        readMembers(false);
        readMembers(true);
        readAttributes("", false);
    }

    private void readConstants() throws IOException {
        int count = unsignedShort();
        constants = new int[count];
        seconds = new int[count];
        texts = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = unsignedByte();
            switch (tag) {
                case 1 -> {
                    seconds[i] = unsignedShort();
                    constants[i] = at;
                    skip(seconds[i]);
                }
                case 3 -> constants[i] = readInt();
                case 4, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> constants[i] = unsignedShort();
                case 9, 10, 11 -> members.add(new int[] {unsignedShort(), unsignedShort()});
                case 12 -> {
                    constants[i] = unsignedShort();
                    seconds[i] = unsignedShort();
                }
                case 15 -> skip(3);
                default -> throw new IOException("Unknown constant in a class file: " + tag);
            }
        }
    }

    private void readMembers(boolean methods) throws IOException {
        for (int left = unsignedShort(); left > 0; left--) {
            skip(2);
            String name = text(unsignedShort());
            skip(2);
            readAttributes(name, methods);
        }
    }

    /** The attributes of a member or, without a name, of the class. */
    private void readAttributes(String member, boolean onMethod) throws IOException {
        for (int more = unsignedShort(); more > 0; more--) {
            String attribute = text(unsignedShort());
            int length = readInt();
            if (attribute.equals("RuntimeInvisibleAnnotations") || attribute.equals("RuntimeVisibleAnnotations")) {
                readAnnotations(member, onMethod, attributes);
            } else if (attribute.equals("RuntimeInvisibleParameterAnnotations")) {
                List<Attribute> ofParameters = new ArrayList<>();
                for (int parameters = unsignedByte(); parameters > 0; parameters--) {
                    readAnnotations(member, onMethod, ofParameters);
                }
                parameterAttributeCount += ofParameters.size();
            } else {
                skip(length);
            }
        }
    }

    private void readAnnotations(String member, boolean onMethod, List<Attribute> found) throws IOException {
        for (int left = unsignedShort(); left > 0; left--) {
            String type = text(unsignedShort());
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
        for (int left = unsignedShort(); left > 0; left--) {
            String element = text(unsignedShort());
            List<String> texts = new ArrayList<>();
            readElement(texts);
            elements.put(element, texts);
        }
        return elements;
    }

    private void readElement(List<String> texts) throws IOException {
        int tag = unsignedByte();
        switch (tag) {
            case 'e' -> {
                skip(2);
                texts.add(text(unsignedShort()));
            }
            case 's', 'c' -> texts.add(text(unsignedShort()));
            case 'Z' -> texts.add(Integer.toString(constants[unsignedShort()]));
            case '@' -> {
                skip(2);
                readElements();
            }
            case '[' -> {
                for (int left = unsignedShort(); left > 0; left--) {
                    readElement(texts);
                }
            }
            default -> skip(2);
        }
    }

    private int unsignedShort() {
        return unsignedByte() << 8 | unsignedByte();
    }

    private int unsignedByte() {
        return bytes[at++] & 0xFF;
    }

    private int readInt() {
        return unsignedShort() << 16 | unsignedShort();
    }

    private void skip(int count) {
        at += count;
    }

    private String text(int index) throws IOException {
        if (texts[index] == null) {
            texts[index] = text(new String(bytes, constants[index], seconds[index], StandardCharsets.ISO_8859_1));
        }
        return texts[index];
    }

    /** A text of a class file, of one character for each byte of it: they are in a modified UTF-8. */
    static String text(String octets) throws IOException {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.charAt(i) >= 0x80) {
                ByteArrayOutputStream encoded = new ByteArrayOutputStream();
                encoded.write(octets.length() >> 8);
                encoded.write(octets.length());
                encoded.write(octets.getBytes(StandardCharsets.ISO_8859_1));
                return new DataInputStream(new ByteArrayInputStream(encoded.toByteArray())).readUTF();
            }
        }
        return octets;
    }
}
