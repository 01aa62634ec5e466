package dev.vivace;

/** One registered route, before it is compiled. */
record RouteDefinition(
        String method, String pattern, Handler handler, RouteOptions options, Routes<?> group, boolean blocking) {
    RouteDescription description() {
        Json<?> body = handler instanceof TypedHandler<?> typed ? typed.body() : null;
        return new RouteDescription(
                method, pattern, null, body, options.returned(), blocking, options.documentation());
    }
}
