package dev.vivace.differential;

import dev.vivace.ServerOptions;

/** The bounds on what a client may send, for the reference and, as options, for the server. */
record Limits(
        int requestLine, int header, int fields, int body, int trailer, int trailers, int chunkLine, int extensions) {
    /** Small, so that generated input often meets them. */
    static final Limits SMALL = new Limits(120, 200, 8, 60, 60, 4, 40, 50);

    static final Limits DEFAULT = of(ServerOptions.defaults());

    static Limits of(ServerOptions options) {
        return new Limits(
                options.requestLineBytesMax(),
                options.headerBytesMax(),
                options.headerCountMax(),
                options.bodyBytesMax(),
                options.trailerBytesMax(),
                options.trailerCountMax(),
                options.chunkLineBytesMax(),
                options.chunkExtensionBytesMax());
    }

    ServerOptions options() {
        return ServerOptions.defaults()
                .requestLineBytesMax(requestLine)
                .headerBytesMax(header)
                .headerCountMax(fields)
                .bodyBytesMax(body)
                .trailerBytesMax(trailer)
                .trailerCountMax(trailers)
                .chunkLineBytesMax(chunkLine)
                .chunkExtensionBytesMax(extensions);
    }
}
