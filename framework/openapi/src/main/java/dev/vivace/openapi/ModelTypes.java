package dev.vivace.openapi;

import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.UnknownProperties;
import dev.vivace.Vivace;
import dev.vivace.internal.json.AppCodecs;
import dev.vivace.internal.json.JsonCodecs;
import dev.vivace.internal.typed.ParamsPlan;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Type;
import java.util.List;

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
    public List<Parameter> parameters(Params<?> params, String route, List<String> pathNames) {
        return ParamsPlan.describe(params.type(), route, pathNames).stream()
                .map(model -> new Parameter(
                        model.in(),
                        model.name(),
                        model.name(),
                        model.use(),
                        model.required(),
                        model.defaultText(),
                        model.annotated()))
                .toList();
    }
}
