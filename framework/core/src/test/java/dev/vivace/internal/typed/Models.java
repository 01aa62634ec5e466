package dev.vivace.internal.typed;

import dev.vivace.internal.typed.JsonType.Kind;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models of records, sealed interfaces of records, and what these hold, by reflection alone. */
final class Models {
    private final Map<Type, JsonType> types = new HashMap<>();

    static TypeUse of(Class<?> type) {
        return TypeUse.of(new Models().type(type, null), false);
    }

    private TypeUse use(AnnotatedType mention, Annotation[] annotations, String where) {
        Type type = mention.getType();
        return new TypeUse(
                type(type, mention), !Constraints.required(annotations), Constraints.of(annotations, type, where));
    }

    private TypeUse element(AnnotatedType mention) {
        return use(mention, PlaceAnnotations.of(mention), "an element");
    }

    private JsonType type(Type type, AnnotatedType mention) {
        Class<?> raw = Types.raw(type);
        if (types.containsKey(type)) {
            return types.get(type);
        }
        if (raw == Optional.class) {
            AnnotatedType content = ((AnnotatedParameterizedType) mention).getAnnotatedActualTypeArguments()[0];
            return type(content.getType(), content);
        }
        if (raw.isRecord()) {
            JsonType model = new JsonType(Kind.OBJECT, type, null);
            types.put(type, model);
            List<Member> members = new ArrayList<>();
            for (RecordComponent component : raw.getRecordComponents()) {
                TypeUse use = use(
                        component.getAnnotatedType(),
                        PlaceAnnotations.of(component, component.getAccessor()),
                        raw.getSimpleName() + "." + component.getName());
                members.add(new Member(
                        component.getName(),
                        List.of(),
                        component.getName(),
                        component.getAccessor(),
                        component,
                        use,
                        false));
            }
            return model.members(members, false);
        }
        if (raw.isSealed()) {
            JsonType model = new JsonType(Kind.ONE_OF, type, null);
            types.put(type, model);
            Map<String, JsonType> variants = new LinkedHashMap<>();
            for (Class<?> variant : raw.getPermittedSubclasses()) {
                variants.put(variant.getSimpleName(), type(variant, null));
            }
            return model.variants("kind", variants);
        }
        if (raw.isArray()) {
            JsonType model = new JsonType(Kind.ARRAY, type, null);
            AnnotatedType of = ((AnnotatedArrayType) mention).getAnnotatedGenericComponentType();
            return model.of(TypeUse.of(type(of.getType(), of), true));
        }
        boolean map = Map.class.isAssignableFrom(raw);
        if (map || Collection.class.isAssignableFrom(raw)) {
            AnnotatedType of = ((AnnotatedParameterizedType) mention).getAnnotatedActualTypeArguments()[map ? 1 : 0];
            return new JsonType(map ? Kind.MAP : Kind.ARRAY, type, null).of(element(of));
        }
        return new JsonType(Kind.ANY, type, null);
    }
}
