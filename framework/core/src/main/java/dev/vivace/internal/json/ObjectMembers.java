package dev.vivace.internal.json;

import com.dslplatform.json.runtime.FormatDescription;
import dev.vivace.internal.typed.Constraints;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of an object as its generated decoder reads them. Their names are taken from the decoder itself, which
 * has them in a static field per property, because a naming strategy or an annotation may have changed them; their
 * types from the class; alternative names, converters and what is mandatory from the class files.
 *
 * <p><b>Threading:</b> used by the builder's thread only.
 */
final class ObjectMembers {
    private static final String OBJECT_READER = "_DslJsonConverter$ObjectFormatConverter";
    private static final String ENUM_READER = "_DslJsonConverter$EnumConverter";
    private static final String READ_DESCRIPTOR = "(Lcom/dslplatform/json/JsonReader;)";

    private final Class<?> type;

    /** Null where the type is no record. */
    private final RecordComponent[] components;

    private final ClassFile classFile;

    /** The name in documents by the name of the property. */
    private final Map<String, String> names;

    private final List<ClassFile.Attribute> attributes;
    private final Set<Class<?>> converted;

    private ObjectMembers(
            Class<?> type,
            ClassFile classFile,
            Map<String, String> names,
            List<ClassFile.Attribute> attributes,
            Set<Class<?>> converted) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.classFile = classFile;
        this.names = names;
        this.attributes = attributes;
        this.converted = converted;
    }

    /** The members, or null if the reader is not one that dsl-json has generated, or not all is known about it. */
    static ObjectMembers of(Object reader, Class<?> type) {
        if (!generated(reader, type, OBJECT_READER)) {
            return null;
        }
        try {
            Class<?> generated = GeneratedClasses.original(reader.getClass());
            Map<String, String> names = names(generated);
            ClassFile file = ClassFile.of(type);
            List<ClassFile.Attribute> attributes = attributes(type, file);
            if (attributes == null) {
                return null;
            }
            Set<Class<?>> converted = converted(generated, attributes);
            return converted == null ? null : new ObjectMembers(type, file, names, attributes, converted);
        } catch (ReflectiveOperationException | InaccessibleObjectException | IOException | LinkageError e) {
            return null;
        }
    }

    /** Whether constants are read by name; an enum with {@code @JsonValue} has a table of values in its reader. */
    static boolean isPlainEnumReader(Object reader, Class<?> type) {
        return generated(reader, type, ENUM_READER) && reader.getClass().getDeclaredFields().length == 0;
    }

    /** Whether {@code onUnknown = IGNORE} is said of a class. */
    static boolean isUnknownIgnored(Class<?> type) {
        try {
            ClassFile file = ClassFile.of(type);
            return file == null || "IGNORE".equals(file.compiledJson("onUnknown"));
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether a class that nothing is known about has generated code that skips what it does not know, for want of a word. */
    static boolean isUnknownSkipped(Object reader, Class<?> type) {
        if (!(reader instanceof FormatDescription) && !generated(reader, type, OBJECT_READER)) {
            return false;
        }
        try {
            ClassFile file = ClassFile.of(type);
            String behavior = file == null ? null : file.compiledJson("onUnknown");
            return behavior == null || behavior.equals("DEFAULT");
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean generated(Object reader, Class<?> type, String suffix) {
        if (reader == null) {
            return false;
        }
        String simpleName = type.getName().substring(type.getName().lastIndexOf('.') + 1);
        return GeneratedClasses.original(reader.getClass()).getName().endsWith("_" + simpleName + suffix);
    }

    private static Map<String, String> names(Class<?> reader) throws IllegalAccessException {
        Map<String, String> names = new LinkedHashMap<>();
        for (Field field : reader.getDeclaredFields()) {
            if (field.getType() == byte[].class
                    && Modifier.isStatic(field.getModifiers())
                    && field.getName().startsWith("name_")) {
                field.setAccessible(true);
                names.put(
                        field.getName().substring("name_".length()),
                        new String((byte[]) field.get(null), StandardCharsets.UTF_8));
            }
        }
        return names;
    }

    /** What is annotated in a class, whose file is given, and those above it, or null if that is not to be found out. */
    private static List<ClassFile.Attribute> attributes(Class<?> type, ClassFile own) throws IOException {
        List<ClassFile.Attribute> all = new ArrayList<>();
        int ofMembers = 0;
        int ofParameters = 0;
        for (Class<?> c = type; c != null && !c.getName().startsWith("java."); c = c.getSuperclass()) {
            ClassFile file = c == type ? own : ClassFile.of(c);
            if (file == null) {
                return null;
            }
            all.addAll(file.attributes());
            ofMembers += file.memberAttributeCount();
            ofParameters += file.parameterAttributeCount();
        }
        // Which property a parameter is for is not in the file; those of a record are on its fields as well.
        return ofParameters > ofMembers ? null : all;
    }

    /** The types that a decoder leaves to hand-written converters, beside those of single properties; or null. */
    private static Set<Class<?>> converted(Class<?> reader, List<ClassFile.Attribute> attributes)
            throws IOException, ReflectiveOperationException {
        ClassFile file = ClassFile.of(reader);
        if (file == null) {
            return null;
        }
        Set<Class<?>> types = new HashSet<>();
        for (ClassFile.Reference reference : file.references()) {
            String owner = reference.owner();
            boolean foreign = !owner.startsWith("com/dslplatform/json/")
                    && !owner.contains("_DslJsonConverter")
                    && !isConverter(owner, attributes);
            if (foreign && reference.name().equals("JSON_READER")) {
                types.add(readBy(Class.forName(owner.replace('/', '.'), false, reader.getClassLoader())));
            } else if (foreign
                    && reference.name().equals("read")
                    && reference.descriptor().startsWith(READ_DESCRIPTOR)) {
                types.add(returnType(reference, reader.getClassLoader()));
            }
        }
        return types.contains(null) ? null : types;
    }

    /** Whether a class is named as the converter of a property. */
    private static boolean isConverter(String owner, List<ClassFile.Attribute> attributes) {
        for (ClassFile.Attribute attribute : attributes) {
            if (("L" + owner + ";").equals(attribute.converter())) {
                return true;
            }
        }
        return false;
    }

    private static Class<?> readBy(Class<?> converter) throws NoSuchFieldException {
        Type reader = converter.getField("JSON_READER").getGenericType();
        return reader instanceof ParameterizedType p && p.getActualTypeArguments()[0] instanceof Class<?> c ? c : null;
    }

    private static Class<?> returnType(ClassFile.Reference reference, ClassLoader loader)
            throws ClassNotFoundException {
        Class<?> owner = Class.forName(reference.owner().replace('/', '.'), false, loader);
        for (Method method : owner.getMethods()) {
            if (method.getName().equals("read")
                    && Modifier.isStatic(method.getModifiers())
                    && reference
                            .descriptor()
                            .endsWith(")" + method.getReturnType().descriptorString())) {
                return method.getReturnType();
            }
        }
        return null;
    }

    /** Whether a member that the object does not know is refused; null where the type does not say. */
    Boolean unknownRefused() {
        String behavior = classFile.compiledJson("onUnknown");
        return behavior == null || behavior.equals("DEFAULT") ? null : (Boolean) behavior.equals("FAIL");
    }

    /** The members, in the order of the decoder. */
    List<Member> members(ModelBuilder builder, Map<TypeVariable<?>, Type> arguments) {
        ModelBuilder.Scope scope = new ModelBuilder.Scope(arguments, converted);
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, String> name : names.entrySet()) {
            members.add(member(name.getKey(), name.getValue(), builder, scope));
        }
        return members;
    }

    private Member member(String property, String name, ModelBuilder builder, ModelBuilder.Scope scope) {
        List<String> others = new ArrayList<>();
        boolean itsOwnConverter = false;
        boolean mandatory = false;
        boolean nonNull = false;
        for (ClassFile.Attribute attribute : attributes) {
            if (concerns(attribute, property)) {
                itsOwnConverter |= attribute.converter() != null;
                mandatory |= attribute.mandatory();
                nonNull |= !attribute.nullable();
                addAlternatives(attribute, others);
            }
        }
        PropertyType declared = PropertyType.of(type, components, property);
        TypeUse use = declared.type() == null
                ? TypeUse.of(builder.any(Object.class), true)
                : builder.use(
                        declared.type(),
                        declared.annotations(),
                        type.getSimpleName() + "." + property,
                        scope,
                        itsOwnConverter);
        boolean primitive =
                declared.type() != null && declared.type().getType() instanceof Class<?> c && c.isPrimitive();
        mandatory |= Constraints.required(declared.annotations());
        nonNull |= mandatory;
        if (nonNull || primitive && !itsOwnConverter) {
            use = new TypeUse(use.type(), false, use.constraints());
        }
        return new Member(
                name,
                others,
                property,
                declared.accessor(),
                declared.annotated(),
                use,
                mandatory || primitive && !itsOwnConverter || nonNull && !declared.hasDefault());
    }

    private void addAlternatives(ClassFile.Attribute attribute, List<String> others) {
        for (String other : attribute.alternativeNames()) {
            if (!names.containsValue(other) && !others.contains(other)) {
                others.add(other);
            }
        }
    }

    private static boolean concerns(ClassFile.Attribute attribute, String property) {
        return attribute.onMethod()
                ? PropertyType.isAccessor(attribute.member(), property)
                : attribute.member().equals(property);
    }
}
