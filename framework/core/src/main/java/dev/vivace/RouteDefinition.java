package dev.vivace;

/** One registered route, before it is compiled. */
record RouteDefinition(
        String method, String pattern, Handler handler, RouteOptions options, Routes<?> group, boolean blocking) {
    RouteDescription description(boolean acceptRequired) {
        TypedHandler typed = handler instanceof TypedHandler t ? t : null;
        return new RouteDescription(
                method,
                pattern,
                typed == null ? null : typed.params(),
                typed == null ? null : typed.body(),
                options.returned(),
                options.computesEtag(),
                acceptRequired || options.requiresAccept(),
                blocking,
                options.documentation());
    }
}
