package dev.vivace;

/** One registered route, before it is compiled. */
record RouteDefinition(
        String method, String pattern, Handler handler, RouteOptions options, Routes<?> group, boolean blocking) {}
