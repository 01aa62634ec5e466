package dev.vivace.internal.json;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file says about JSON that reflection does not: the annotations of dsl-json are not kept for run time
 * (Java Virtual Machine Specification, section 4.7.17), and which hand-written converters a generated one calls is in
 * its constant pool only (section 4.4). Read at start, for the types of bodies.
 *
 * <p><b>Threading:</b> immutable once read.
 */
final class ClassFile {
    /** A {@code @JsonAttribute} on a field or method, as far as it matters here. */
    record Attribute(String member, boolean onMethod, List<String> alternativeNames, String converter) {}

    /** A member of another class that is called or read: names and descriptor in the form of class files. */
    record Reference(String owner, String name, String descriptor) {}

    private static final String JSON_ATTRIBUTE = "Lcom/dslplatform/json/JsonAttribute;";

    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final DataInputStream in;
    private Object[] constants;
    private int parameterAttributeCount;

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

    /** Annotations on parameters; a record has those of its components there, too. */
    int parameterAttributeCount() {
        return parameterAttributeCount;
    }

    private void read() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers(false);
        readMembers(true);
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        constants = new Object[count];
        List<int[]> members = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3, 4, 17, 18 -> in.skipNBytes(4);
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
            for (int more = in.readUnsignedShort(); more > 0; more--) {
                String attribute = text(in.readUnsignedShort());
                int length = in.readInt();
                if (attribute.equals("RuntimeInvisibleAnnotations")) {
                    readAnnotations(name, methods, attributes);
                } else if (attribute.equals("RuntimeInvisibleParameterAnnotations")) {
                    List<Attribute> ofParameters = new ArrayList<>();
                    for (int parameters = in.readUnsignedByte(); parameters > 0; parameters--) {
                        readAnnotations(name, methods, ofParameters);
                    }
                    parameterAttributeCount += ofParameters.size();
                } else {
                    in.skipNBytes(length);
                }
            }
        }
    }

    private void readAnnotations(String member, boolean onMethod, List<Attribute> found) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String type = text(in.readUnsignedShort());
            List<String> alternatives = new ArrayList<>();
            String[] converter = new String[1];
            readElements(alternatives, converter);
            if (type.equals(JSON_ATTRIBUTE)) {
                found.add(new Attribute(member, onMethod, alternatives, converter[0]));
            }
        }
    }

    private void readElements(List<String> alternatives, String[] converter) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String element = text(in.readUnsignedShort());
            List<String> texts = new ArrayList<>();
            readElement(texts);
            if (element.equals("alternativeNames")) {
                alternatives.addAll(texts);
            } else if (element.equals("converter")) {
                converter[0] = texts.get(0);
            }
        }
    }

    private void readElement(List<String> texts) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 'e' -> in.skipNBytes(4);
            case 's', 'c' -> texts.add(text(in.readUnsignedShort()));
            case '@' -> {
                in.skipNBytes(2);
                readElements(new ArrayList<>(), new String[1]);
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
