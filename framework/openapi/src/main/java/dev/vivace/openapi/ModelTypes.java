package dev.vivace.openapi;

import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.UnknownProperties;
import dev.vivace.Vivace;
import dev.vivace.internal.json.DslJsonCodecs;
import dev.vivace.internal.typed.ParamsPlan;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Type;
import java.util.List;

/** The model of types that decoding is built from. */
final class ModelTypes implements TypeSource {
    private final DslJsonCodecs codecs;

    private ModelTypes(DslJsonCodecs codecs) {
        this.codecs = codecs;
    }

    static ModelTypes of(Vivace app) {
        boolean unknownRefused = app.unknownProperties() == UnknownProperties.REFUSE;
        return new ModelTypes(new DslJsonCodecs(Thread.currentThread().getContextClassLoader(), unknownRefused));
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
                        model.use(),
                        model.required(),
                        model.defaultText(),
                        model.annotated()))
                .toList();
    }
}
