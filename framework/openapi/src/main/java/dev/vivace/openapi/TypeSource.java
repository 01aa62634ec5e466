package dev.vivace.openapi;

import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Type;
import java.util.List;

/** Where the model of types and parameters comes from: the same that decodes. */
interface TypeSource {
    /** A body of a request. */
    TypeUse body(Json<?> body);

    /** A body of an answer. */
    TypeUse answer(Type type);

    /**
     * What an object is told as where it is the answer, or an element of it: variants of a type have the member that tells them
     * there.
     *
     * @param type of the object
     * @return null where it is no variant
     */
    Component toldAs(JsonType type);

    /**
     * Parameters, in the order of the record's components.
     *
     * @param route for sentences
     * @param pathNames the parameters of the route's pattern
     */
    List<Parameter> parameters(Params<?> params, String route, List<String> pathNames);
}
