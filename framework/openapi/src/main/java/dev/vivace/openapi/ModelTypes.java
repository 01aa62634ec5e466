package dev.vivace.openapi;

import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.UnknownProperties;
import dev.vivace.Vivace;
import dev.vivace.internal.json.AppCodecs;
import dev.vivace.internal.json.JsonCodecs;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.ParamModel;
import dev.vivace.internal.typed.ParamsPlan;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The model of types that decoding is built from. */
final class ModelTypes implements TypeSource {
    private final JsonCodecs codecs;

    private ModelTypes(JsonCodecs codecs) {
        this.codecs = codecs;
    }

    static ModelTypes of(Vivace app) {
        return new ModelTypes(AppCodecs.of(app, app.unknownProperties() == UnknownProperties.REFUSE));
    }

    @Override
    public TypeUse body(Json<?> body) {
        return codecs.model(body.type());
    }

    @Override
    public TypeUse answer(Type type) {
        return codecs.model(type);
    }

    @Override
    public Component toldAs(JsonType type) {
        if (type.kind() != JsonType.Kind.OBJECT || !(type.javaType() instanceof Class<?> c)) {
            return null;
        }
        return toldAs(type, c);
    }

    private Component toldAs(JsonType type, Class<?> c) {
        List<Class<?>> above = new ArrayList<>(List.of(c.getInterfaces()));
        if (c.getSuperclass() != null) {
            above.add(c.getSuperclass());
        }
        for (Class<?> parent : above) {
            if (!parent.getName().startsWith("java.")) {
                Component found = variantOf(type, codecs.model(parent).type());
                found = found == null ? toldAs(type, parent) : found;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static Component variantOf(JsonType type, JsonType parent) {
        if (parent.kind() == JsonType.Kind.ONE_OF) {
            for (Map.Entry<String, JsonType> variant : parent.variants().entrySet()) {
                if (variant.getValue().javaType().equals(type.javaType())) {
                    return new Component(variant.getValue(), parent.discriminator(), variant.getKey());
                }
            }
        }
        return null;
    }

    @Override
    public List<Parameter> parameters(Params<?> params, String route, List<String> pathNames) {
        List<Parameter> parameters = new ArrayList<>();
        for (ParamModel model : ParamsPlan.describe(params.type(), route, pathNames)) {
            parameters.add(new Parameter(
                    model.in(),
                    model.name(),
                    model.name(),
                    model.use(),
                    model.required(),
                    model.defaultText(),
                    model.annotated()));
        }
        return parameters;
    }
}
