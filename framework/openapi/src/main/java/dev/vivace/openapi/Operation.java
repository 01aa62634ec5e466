package dev.vivace.openapi;

import dev.vivace.RouteDescription;
import dev.vivace.RouteDocumentation;
import dev.vivace.internal.typed.TypeUse;
import java.util.List;

/**
 * A route as it is documented.
 *
 * @param route what was registered
 * @param id its name for programs, unique
 * @param path its path in the document
 * @param parameters in the order of the record; those of the path that no record names come first
 * @param body null where none is read into a type
 * @param answers by ascending status
 */
record Operation(
        RouteDescription route,
        String id,
        PathTemplate path,
        List<Parameter> parameters,
        TypeUse body,
        List<Answer> answers) {
    String method() {
        return route.method();
    }

    RouteDocumentation documentation() {
        return route.documentation();
    }

    /** Method and pattern, as messages name it. */
    String label() {
        return route.method() + " " + route.pattern();
    }
}
