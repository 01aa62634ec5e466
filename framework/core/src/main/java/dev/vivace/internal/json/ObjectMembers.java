package dev.vivace.internal.json;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of an object as its generated decoder reads them. Their names are taken from the decoder itself, which
 * has them in a static field per property, because a naming strategy or an annotation may have changed them; their
 * types from the class; alternative names and converters from the class files.
 *
 * <p><b>Threading:</b> used by the builder's thread only.
 */
final class ObjectMembers {
    private static final String OBJECT_READER = "_DslJsonConverter$ObjectFormatConverter";
    private static final String ENUM_READER = "_DslJsonConverter$EnumConverter";
    private static final String READ_DESCRIPTOR = "(Lcom/dslplatform/json/JsonReader;)";

    private final Class<?> type;

    /** The name in documents by the name of the property. */
    private final Map<String, String> names;

    private final List<ClassFile.Attribute> attributes;
    private final Set<Class<?>> converted;

    private ObjectMembers(
            Class<?> type, Map<String, String> names, List<ClassFile.Attribute> attributes, Set<Class<?>> converted) {
        this.type = type;
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
            Map<String, String> names = names(reader.getClass());
            List<ClassFile.Attribute> attributes = attributes(type);
            if (attributes == null) {
                return null;
            }
            Set<Class<?>> converted = converted(reader.getClass(), attributes);
            return converted == null ? null : new ObjectMembers(type, names, attributes, converted);
        } catch (ReflectiveOperationException | InaccessibleObjectException | IOException | LinkageError e) {
            return null;
        }
    }

    /** Whether constants are read by name; an enum with {@code @JsonValue} has a table of values in its reader. */
    static boolean isPlainEnumReader(Object reader, Class<?> type) {
        return generated(reader, type, ENUM_READER) && reader.getClass().getDeclaredFields().length == 0;
    }

    private static boolean generated(Object reader, Class<?> type, String suffix) {
        if (reader == null) {
            return false;
        }
        String simpleName = type.getName().substring(type.getName().lastIndexOf('.') + 1);
        return reader.getClass().getName().endsWith("_" + simpleName + suffix);
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

    /** What is annotated in a class and those above it, or null if that is not to be found out. */
    private static List<ClassFile.Attribute> attributes(Class<?> type) throws IOException {
        List<ClassFile.Attribute> all = new ArrayList<>();
        int ofParameters = 0;
        for (Class<?> c = type; c != null && !c.getName().startsWith("java."); c = c.getSuperclass()) {
            ClassFile file = ClassFile.of(c);
            if (file == null) {
                return null;
            }
            all.addAll(file.attributes());
            ofParameters += file.parameterAttributeCount();
        }
        // Which property a parameter is for is not in the file; those of a record are on its fields as well.
        return ofParameters > all.size() ? null : all;
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
                    && attributes.stream().noneMatch(a -> ("L" + owner + ";").equals(a.converter()));
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

    /** The shape of each member by its name and its alternative names. */
    Map<String, JsonShape> shapes(ShapeBuilder builder, Map<TypeVariable<?>, Type> arguments) {
        ShapeBuilder.Scope scope = new ShapeBuilder.Scope(arguments, converted);
        Map<String, JsonShape> shapes = new LinkedHashMap<>();
        names.forEach((property, name) -> {
            Type propertyType = attributes.stream().anyMatch(a -> a.converter() != null && concerns(a, property))
                    ? null
                    : typeOf(property);
            JsonShape shape = propertyType == null ? JsonShape.ANY : builder.shape(propertyType, scope);
            shapes.put(name, shape);
            for (ClassFile.Attribute attribute : attributes) {
                if (concerns(attribute, property)) {
                    attribute.alternativeNames().forEach(other -> shapes.putIfAbsent(other, shape));
                }
            }
        });
        return shapes;
    }

    private static boolean concerns(ClassFile.Attribute attribute, String property) {
        return attribute.onMethod()
                ? isAccessor(attribute.member(), property)
                : attribute.member().equals(property);
    }

    /** {@code getX}, {@code isX}, {@code setX} or {@code x}. */
    private static boolean isAccessor(String method, String property) {
        if (method.equals(property)) {
            return true;
        }
        int prefix = method.startsWith("is") ? 2 : method.startsWith("get") || method.startsWith("set") ? 3 : 0;
        String rest = method.substring(prefix);
        return prefix > 0
                && (rest.equals(property)
                        || rest.equals(Character.toUpperCase(property.charAt(0)) + property.substring(1)));
    }

    /** The type of a property, or null if the fields and methods it may be reached by do not agree on one. */
    private Type typeOf(String property) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getName().equals(property)) {
                    return component.getGenericType();
                }
            }
            return null;
        }
        Map<String, Type> candidates = new HashMap<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (reachable(field, field.getModifiers()) && field.getName().equals(property)) {
                    candidates.put(field.getGenericType().getTypeName(), field.getGenericType());
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (reachable(method, method.getModifiers()) && isAccessor(method.getName(), property)) {
                    addAccessed(method, candidates);
                }
            }
        }
        return candidates.size() == 1 ? candidates.values().iterator().next() : null;
    }

    private static boolean reachable(AccessibleObject member, int modifiers) {
        boolean synthetic = member instanceof Method m && m.isBridge();
        return !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers) && !synthetic;
    }

    private static void addAccessed(Method method, Map<String, Type> candidates) {
        Type accessed = null;
        if (method.getParameterCount() == 0 && method.getReturnType() != void.class) {
            accessed = method.getGenericReturnType();
        } else if (method.getParameterCount() == 1) {
            accessed = method.getGenericParameterTypes()[0];
        }
        if (accessed != null) {
            candidates.put(accessed.getTypeName(), accessed);
        }
    }
}
