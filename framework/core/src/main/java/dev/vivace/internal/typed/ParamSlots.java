package dev.vivace.internal.typed;

import dev.vivace.internal.typed.JsonType.Kind;
import dev.vivace.typed.Cookie;
import dev.vivace.typed.Default;
import dev.vivace.typed.Header;
import dev.vivace.typed.Path;
import dev.vivace.typed.Query;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the components of a record of parameters; what cannot be bound is said in a sentence. */
final class ParamSlots {
    private static final Set<Class<?>> GENERIC_CONTAINERS = Set.of(Optional.class, List.class, Set.class);
    private static final Map<Class<?>, Class<?>> PRIMITIVE_CONTAINERS =
            Map.of(OptionalInt.class, int.class, OptionalLong.class, long.class, OptionalDouble.class, double.class);

    private final Class<?> record;
    private final String route;
    private final List<String> pathNames;
    private final List<ParamSlot> slots = new ArrayList<>();
    private final Map<String, String> taken = new HashMap<>();

    ParamSlots(Class<?> record, String route, List<String> pathNames) {
        this.record = record;
        this.route = route;
        this.pathNames = pathNames;
    }

    List<ParamSlot> build() {
        if (!record.isRecord()) {
            throw new IllegalStateException(
                    route + ": parameters are bound to a record, and " + record.getTypeName() + " is none.");
        }
        try {
            List<String> accessors = new ArrayList<>();
            for (RecordComponent component : record.getRecordComponents()) {
                slots.add(slot(component));
                accessors.add(component.getName());
            }
            Constraints.requireKept(record, accessors);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(route + ": " + e.getMessage(), e);
        }
        return List.copyOf(slots);
    }

    private ParamSlot slot(RecordComponent component) {
        ParamPlace place = place(component);
        String name = name(component, place);
        Class<?> container = container(component);
        ParamType type = type(component, container);
        boolean several = container == List.class || container == Set.class;
        if (several && (place == ParamPlace.PATH || place == ParamPlace.COOKIE)) {
            throw refused(component, "is a " + place.noun + ", which comes once: it cannot be a list or a set");
        }
        String key = place.word + " " + (place == ParamPlace.HEADER ? name.toLowerCase(Locale.ROOT) : name);
        String other = taken.putIfAbsent(key, component.getName());
        if (other != null) {
            throw refused(component, "is the " + place.noun + " '" + name + "', as the component '" + other + "' is");
        }
        Annotation[] annotations = PlaceAnnotations.of(component, component.getAccessor());
        String where = record.getTypeName() + "." + component.getName();
        TypeUse use =
                several ? severalUse(component, annotations, type, where) : use(component, annotations, type, where);
        Default text = component.getAnnotation(Default.class);
        Object otherwise = text == null ? null : otherwise(component, container, type, use, text.value());
        boolean required = several
                ? !holds(use, container == List.class ? List.of() : Set.of())
                : container == null ? text == null && !use.nullable() : isRequiredAsAWhole(component, annotations);
        ParamModel model = new ParamModel(
                name, place.word, component.getName(), use, required, text == null ? null : text.value(), component);
        String sentence = Constraints.requiredSentence(annotations, where);
        String missing = sentence != null ? sentence : "The " + place.noun + " '" + name + "' is missing.";
        return new ParamSlot(slots.size(), place, model, container, type, component.getType(), otherwise, missing);
    }

    private static TypeUse use(RecordComponent component, Annotation[] annotations, ParamType type, String where) {
        boolean nullable =
                !component.getType().isPrimitive() && isNullable(annotations) && !Constraints.required(annotations);
        return new TypeUse(type.json(), nullable, Constraints.of(annotations, component.getGenericType(), where));
    }

    private static TypeUse severalUse(
            RecordComponent component, Annotation[] annotations, ParamType type, String where) {
        AnnotatedType element =
                ((AnnotatedParameterizedType) component.getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
        TypeUse each = new TypeUse(
                type.json(),
                false,
                Constraints.of(PlaceAnnotations.of(element), element.getType(), "the elements of " + where));
        JsonType all = new JsonType(Kind.ARRAY, component.getGenericType(), null).of(each);
        return new TypeUse(all, false, Constraints.of(annotations, component.getGenericType(), where));
    }

    /** Whether an Optional itself has what makes it required: at its content that says nothing of whether it is there. */
    private static boolean isRequiredAsAWhole(RecordComponent component, Annotation[] annotations) {
        List<Annotation> own = new ArrayList<>(List.of(annotations));
        if (component.getAnnotatedType() instanceof AnnotatedParameterizedType generic) {
            own.removeAll(List.of(generic.getAnnotatedActualTypeArguments()[0].getAnnotations()));
        }
        own.addAll(List.of(component.getAnnotatedType().getAnnotations()));
        return Constraints.required(own.toArray(new Annotation[0]));
    }

    private static boolean holds(TypeUse use, Object value) {
        return use.constraints().stream().allMatch(constraint -> constraint.holds(value));
    }

    private ParamPlace place(RecordComponent component) {
        List<ParamPlace> said = new ArrayList<>();
        said(component, Path.class, ParamPlace.PATH, said);
        said(component, Query.class, ParamPlace.QUERY, said);
        said(component, Header.class, ParamPlace.HEADER, said);
        said(component, Cookie.class, ParamPlace.COOKIE, said);
        if (said.size() > 1) {
            throw refused(
                    component, "is said to be a " + said.get(0).noun + " and a " + said.get(1).noun + ": choose one");
        }
        if (said.isEmpty()) {
            return pathNames.contains(component.getName()) ? ParamPlace.PATH : ParamPlace.QUERY;
        }
        return said.get(0);
    }

    private static void said(
            RecordComponent component,
            Class<? extends Annotation> annotation,
            ParamPlace place,
            List<ParamPlace> said) {
        if (component.isAnnotationPresent(annotation)) {
            said.add(place);
        }
    }

    private String name(RecordComponent component, ParamPlace place) {
        String given = "";
        switch (place) {
            case PATH -> {
                Path path = component.getAnnotation(Path.class);
                given = path == null ? "" : path.value();
            }
            case QUERY -> {
                Query query = component.getAnnotation(Query.class);
                given = query == null ? "" : query.value();
            }
            case HEADER ->
                given = requireToken(
                        component, component.getAnnotation(Header.class).value());
            case COOKIE -> given = component.getAnnotation(Cookie.class).value();
        }
        String name = given.isEmpty() ? component.getName() : given;
        if (place == ParamPlace.PATH && !pathNames.contains(name)) {
            String has = pathNames.isEmpty() ? "has none" : "has " + String.join(", ", pathNames);
            throw refused(component, "is the path parameter '" + name + "', but the pattern " + has);
        }
        return place == ParamPlace.COOKIE ? requireToken(component, name) : name;
    }

    /** RFC 9110 section 5.6.2. */
    private String requireToken(RecordComponent component, String name) {
        if (!name.matches("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+")) {
            throw refused(component, "has the name '" + name + "', which no request can have: a name is a token");
        }
        return name;
    }

    private static Class<?> container(RecordComponent component) {
        Class<?> type = component.getType();
        return GENERIC_CONTAINERS.contains(type) || PRIMITIVE_CONTAINERS.containsKey(type) ? type : null;
    }

    private ParamType type(RecordComponent component, Class<?> container) {
        Type value = component.getGenericType();
        if (container != null && PRIMITIVE_CONTAINERS.containsKey(container)) {
            value = PRIMITIVE_CONTAINERS.get(container);
        } else if (container != null) {
            value = value instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
        }
        ParamType type = value instanceof Class<?> plain ? ParamType.of(plain) : null;
        if (type == null) {
            throw refused(
                    component,
                    "is of type " + component.getGenericType().getTypeName() + ", which no parameter is read into:"
                            + " use a number, boolean, String, enum, UUID, a type of java.time, or an Optional, List"
                            + " or Set of these");
        }
        return type;
    }

    private Object otherwise(RecordComponent component, Class<?> container, ParamType type, TypeUse use, String text) {
        if (container != null) {
            throw refused(
                    component,
                    "has a @Default, but is " + (container == List.class || container == Set.class ? "a " : "an ")
                            + container.getSimpleName()
                            + ", which says by itself that nothing was sent: take one of them away");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ParamValues values = new ParamValues();
        values.begin(1, bytes, null);
        values.add(0, ParamValues.HEAD, 0, bytes.length);
        Object value;
        try {
            value = type.reader().read(values, values.one(0));
        } catch (ParamFault e) {
            throw refused(component, "has the default \"" + text + "\", which is not " + type.wanted());
        }
        for (Constraint constraint : use.constraints()) {
            if (!constraint.holds(value)) {
                throw refused(
                        component,
                        "has the default \"" + text + "\", which breaks a rule of its own (" + constraint.code() + "): "
                                + constraint.sentence().replaceFirst("[.]$", ""));
            }
        }
        return value;
    }

    /** Of Jakarta, JSpecify and all the others. */
    private static boolean isNullable(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }

    private IllegalStateException refused(RecordComponent component, String reason) {
        return new IllegalStateException(route + ": the component '" + component.getName() + "' of "
                + record.getTypeName() + " " + reason + ".");
    }
}
