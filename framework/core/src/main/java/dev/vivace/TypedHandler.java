package dev.vivace;

/** Reads the body, then calls the typed handler; known to the bootstrap, which looks the codec up at start. */
record TypedHandler<T>(Json<T> body, BodyHandler<T> handler) implements Handler {
    @Override
    public Reply handle(Request req, Response res) throws Exception {
        return handler.handle(req, res, req.body(body));
    }
}
