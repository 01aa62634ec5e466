package dev.vivace;

/** A handler that is given what the route declares; known to the bootstrap, which plans how it is read at start. */
sealed interface TypedHandler extends Handler {
    /** What parameters are bound to, or null. */
    Params<?> params();

    /** What the body is read into, or null. */
    Json<?> body();

    /** Reads the body, then calls the handler. */
    record OfBody<T>(Json<T> body, BodyHandler<T> handler) implements TypedHandler {
        @Override
        public Params<?> params() {
            return null;
        }

        @Override
        public Reply handle(Request req, Response res) throws Exception {
            return handler.handle(req, res, req.body(body));
        }
    }

    /** Binds the parameters, then calls the handler. */
    record OfParams<P>(Params<P> params, ParamsHandler<P> handler) implements TypedHandler {
        @Override
        public Json<?> body() {
            return null;
        }

        @Override
        public Reply handle(Request req, Response res) throws Exception {
            return handler.handle(req, res, req.params(params));
        }
    }

    /** Binds the parameters and reads the body, then calls the handler; what is wrong with either is said together. */
    record OfBoth<P, T>(Params<P> params, Json<T> body, ParamsBodyHandler<P, T> handler) implements TypedHandler {
        @Override
        public Reply handle(Request req, Response res) throws Exception {
            P bound;
            try {
                bound = req.params(params);
            } catch (HttpError error) {
                throw withBody(error, req);
            }
            return handler.handle(req, res, bound, req.body(body));
        }

        /** A body of another type than JSON (415) has no part in what is wrong with this request's parts. */
        private HttpError withBody(HttpError error, Request req) {
            if (error.errors().isEmpty()) {
                return error;
            }
            try {
                req.body(body);
            } catch (HttpError second) {
                if (second.status() != error.status()) {
                    return second;
                }
                return second.errors().isEmpty() ? error : HttpError.both(error, second);
            }
            return error;
        }
    }
}
