package dev.vivace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Registers routes: the app itself ({@link Vivace}) or a group within it ({@link RouteGroup}).
 *
 * <p>Patterns: {@code /users} is static, {@code /users/{id}} has a parameter that matches one non-empty segment, and
 * {@code /files/{rest...}} a wildcard for what is left. The most specific route answers, never the first registered:
 * segment by segment a static text goes before a parameter, a parameter before a wildcard. Two routes that match the same
 * requests fail {@code listen} with a message that names both.
 *
 * <p>A path that only other methods have is answered with 405 and {@code Allow}; HEAD runs GET; OPTIONS is answered with
 * {@code Allow} unless it has a route.
 *
 * <p><b>Threading:</b> not thread-safe; register everything on one thread before listening.
 *
 * @param <S> the registering type itself, for chaining
 */
public abstract class Routes<S extends Routes<S>> {
    final List<RouteDefinition> definitions;
    private final String prefix;
    private final List<Middleware> middleware = new ArrayList<>();
    private final Routes<?> parent;
    private final boolean blocking;

    Routes(Routes<?> parent, String prefix, boolean blocking) {
        this.parent = parent;
        this.prefix = prefix;
        this.blocking = blocking;
        this.definitions = parent == null ? new ArrayList<>() : parent.definitions;
    }

    abstract S self();

    abstract void requireOpen();

    /**
     * Registers a route for any method.
     *
     * @param method a token such as {@code "PROPFIND"}, upper case by convention
     * @param pattern see {@link Routes}
     * @param handler answers
     * @param options sets options of this route
     * @return this
     */
    public S route(String method, String pattern, Handler handler, Consumer<RouteOptions> options) {
        Objects.requireNonNull(handler, "handler");
        return add(method, pattern, handler, options);
    }

    /**
     * Registers a route for any method.
     *
     * @param method a token
     * @param pattern see {@link Routes}
     * @param handler answers
     * @return this
     */
    public S route(String method, String pattern, Handler handler) {
        return route(method, pattern, handler, options -> {});
    }

    /**
     * Registers a route for any method whose body is read from JSON.
     *
     * @param method a token
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S route(
            String method, String pattern, Json<T> body, BodyHandler<T> handler, Consumer<RouteOptions> options) {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(handler, "handler");
        return add(method, pattern, new TypedHandler.OfBody<>(body, handler), options);
    }

    /**
     * Registers a route for any method whose body is read from JSON.
     *
     * @param method a token
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S route(String method, String pattern, Json<T> body, BodyHandler<T> handler) {
        return route(method, pattern, body, handler, options -> {});
    }

    /**
     * Registers a route for any method whose parameters are bound to a record.
     *
     * @param method a token
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S route(
            String method, String pattern, Params<P> params, ParamsHandler<P> handler, Consumer<RouteOptions> options) {
        Objects.requireNonNull(params, "params");
        Objects.requireNonNull(handler, "handler");
        return add(method, pattern, new TypedHandler.OfParams<>(params, handler), options);
    }

    /**
     * Registers a route for any method whose parameters are bound to a record.
     *
     * @param method a token
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S route(String method, String pattern, Params<P> params, ParamsHandler<P> handler) {
        return route(method, pattern, params, handler, options -> {});
    }

    /**
     * Registers a route for any method whose parameters are bound to a record and whose body is read from JSON. What is wrong
     * with either is reported together.
     *
     * @param method a token
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S route(
            String method,
            String pattern,
            Params<P> params,
            Json<T> body,
            ParamsBodyHandler<P, T> handler,
            Consumer<RouteOptions> options) {
        Objects.requireNonNull(params, "params");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(handler, "handler");
        return add(method, pattern, new TypedHandler.OfBoth<>(params, body, handler), options);
    }

    /**
     * Registers a route for any method whose parameters are bound to a record and whose body is read from JSON.
     *
     * @param method a token
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S route(
            String method, String pattern, Params<P> params, Json<T> body, ParamsBodyHandler<P, T> handler) {
        return route(method, pattern, params, body, handler, options -> {});
    }

    /**
     * Registers a GET route; HEAD comes with it.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @return this
     */
    public S get(String pattern, Handler handler) {
        return route("GET", pattern, handler);
    }

    /**
     * Registers a GET route with options.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @param options sets options of this route
     * @return this
     */
    public S get(String pattern, Handler handler, Consumer<RouteOptions> options) {
        return route("GET", pattern, handler, options);
    }

    /**
     * Registers a GET route whose parameters are bound to a record. HEAD comes with it.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S get(String pattern, Params<P> params, ParamsHandler<P> handler) {
        return route("GET", pattern, params, handler);
    }

    /**
     * Registers a GET route with options whose parameters are bound to a record. HEAD comes with it.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S get(String pattern, Params<P> params, ParamsHandler<P> handler, Consumer<RouteOptions> options) {
        return route("GET", pattern, params, handler, options);
    }

    /**
     * Registers a POST route.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @return this
     */
    public S post(String pattern, Handler handler) {
        return route("POST", pattern, handler);
    }

    /**
     * Registers a POST route with options.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @param options sets options of this route
     * @return this
     */
    public S post(String pattern, Handler handler, Consumer<RouteOptions> options) {
        return route("POST", pattern, handler, options);
    }

    /**
     * Registers a POST route whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S post(String pattern, Json<T> body, BodyHandler<T> handler) {
        return route("POST", pattern, body, handler, options -> {});
    }

    /**
     * Registers a POST route with options whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S post(String pattern, Json<T> body, BodyHandler<T> handler, Consumer<RouteOptions> options) {
        return route("POST", pattern, body, handler, options);
    }

    /**
     * Registers a POST route whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S post(String pattern, Params<P> params, ParamsHandler<P> handler) {
        return route("POST", pattern, params, handler);
    }

    /**
     * Registers a POST route with options whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S post(String pattern, Params<P> params, ParamsHandler<P> handler, Consumer<RouteOptions> options) {
        return route("POST", pattern, params, handler, options);
    }

    /**
     * Registers a POST route whose parameters are bound to a record and whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S post(String pattern, Params<P> params, Json<T> body, ParamsBodyHandler<P, T> handler) {
        return route("POST", pattern, params, body, handler);
    }

    /**
     * Registers a POST route with options whose parameters are bound to a record and whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S post(
            String pattern,
            Params<P> params,
            Json<T> body,
            ParamsBodyHandler<P, T> handler,
            Consumer<RouteOptions> options) {
        return route("POST", pattern, params, body, handler, options);
    }

    /**
     * Registers a PUT route.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @return this
     */
    public S put(String pattern, Handler handler) {
        return route("PUT", pattern, handler);
    }

    /**
     * Registers a PUT route with options.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @param options sets options of this route
     * @return this
     */
    public S put(String pattern, Handler handler, Consumer<RouteOptions> options) {
        return route("PUT", pattern, handler, options);
    }

    /**
     * Registers a PUT route whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S put(String pattern, Json<T> body, BodyHandler<T> handler) {
        return route("PUT", pattern, body, handler, options -> {});
    }

    /**
     * Registers a PUT route with options whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S put(String pattern, Json<T> body, BodyHandler<T> handler, Consumer<RouteOptions> options) {
        return route("PUT", pattern, body, handler, options);
    }

    /**
     * Registers a PUT route whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S put(String pattern, Params<P> params, ParamsHandler<P> handler) {
        return route("PUT", pattern, params, handler);
    }

    /**
     * Registers a PUT route with options whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S put(String pattern, Params<P> params, ParamsHandler<P> handler, Consumer<RouteOptions> options) {
        return route("PUT", pattern, params, handler, options);
    }

    /**
     * Registers a PUT route whose parameters are bound to a record and whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S put(String pattern, Params<P> params, Json<T> body, ParamsBodyHandler<P, T> handler) {
        return route("PUT", pattern, params, body, handler);
    }

    /**
     * Registers a PUT route with options whose parameters are bound to a record and whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S put(
            String pattern,
            Params<P> params,
            Json<T> body,
            ParamsBodyHandler<P, T> handler,
            Consumer<RouteOptions> options) {
        return route("PUT", pattern, params, body, handler, options);
    }

    /**
     * Registers a PATCH route.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @return this
     */
    public S patch(String pattern, Handler handler) {
        return route("PATCH", pattern, handler);
    }

    /**
     * Registers a PATCH route with options.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @param options sets options of this route
     * @return this
     */
    public S patch(String pattern, Handler handler, Consumer<RouteOptions> options) {
        return route("PATCH", pattern, handler, options);
    }

    /**
     * Registers a PATCH route whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S patch(String pattern, Json<T> body, BodyHandler<T> handler) {
        return route("PATCH", pattern, body, handler, options -> {});
    }

    /**
     * Registers a PATCH route with options whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <T> what the body is read into
     * @return this
     */
    public <T> S patch(String pattern, Json<T> body, BodyHandler<T> handler, Consumer<RouteOptions> options) {
        return route("PATCH", pattern, body, handler, options);
    }

    /**
     * Registers a PATCH route whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S patch(String pattern, Params<P> params, ParamsHandler<P> handler) {
        return route("PATCH", pattern, params, handler);
    }

    /**
     * Registers a PATCH route with options whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S patch(String pattern, Params<P> params, ParamsHandler<P> handler, Consumer<RouteOptions> options) {
        return route("PATCH", pattern, params, handler, options);
    }

    /**
     * Registers a PATCH route whose parameters are bound to a record and whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S patch(String pattern, Params<P> params, Json<T> body, ParamsBodyHandler<P, T> handler) {
        return route("PATCH", pattern, params, body, handler);
    }

    /**
     * Registers a PATCH route with options whose parameters are bound to a record and whose body is read from JSON.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param body what the body is read into
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @param <T> what the body is read into
     * @return this
     */
    public <P, T> S patch(
            String pattern,
            Params<P> params,
            Json<T> body,
            ParamsBodyHandler<P, T> handler,
            Consumer<RouteOptions> options) {
        return route("PATCH", pattern, params, body, handler, options);
    }

    /**
     * Registers a DELETE route.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @return this
     */
    public S delete(String pattern, Handler handler) {
        return route("DELETE", pattern, handler);
    }

    /**
     * Registers a DELETE route with options.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @param options sets options of this route
     * @return this
     */
    public S delete(String pattern, Handler handler, Consumer<RouteOptions> options) {
        return route("DELETE", pattern, handler, options);
    }

    /**
     * Registers a DELETE route whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S delete(String pattern, Params<P> params, ParamsHandler<P> handler) {
        return route("DELETE", pattern, params, handler);
    }

    /**
     * Registers a DELETE route with options whose parameters are bound to a record.
     *
     * @param pattern see {@link Routes}
     * @param params what the parameters are bound to
     * @param handler answers
     * @param options sets options of this route
     * @param <P> what the parameters are bound to
     * @return this
     */
    public <P> S delete(String pattern, Params<P> params, ParamsHandler<P> handler, Consumer<RouteOptions> options) {
        return route("DELETE", pattern, params, handler, options);
    }

    /**
     * Registers a HEAD route, in place of running GET.
     *
     * @param pattern see {@link Routes}
     * @param handler answers; body bytes it gives are counted and not sent
     * @return this
     */
    public S head(String pattern, Handler handler) {
        return route("HEAD", pattern, handler);
    }

    /**
     * Registers an OPTIONS route, in place of the answer with {@code Allow}.
     *
     * @param pattern see {@link Routes}
     * @param handler answers
     * @return this
     */
    public S options(String pattern, Handler handler) {
        return route("OPTIONS", pattern, handler);
    }

    /**
     * Registers routes that share a prefix and middleware. The pattern of each starts with a slash too, or is empty: then it is
     * that of the prefix itself.
     *
     * @param groupPrefix starts with a slash and does not end with one; may hold parameters
     * @param routes registers them
     * @return this
     */
    public S group(String groupPrefix, Consumer<RouteGroup> routes) {
        requireOpen();
        if (!groupPrefix.startsWith("/") || groupPrefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "a group's prefix starts with '/' and does not end with it, but was '" + groupPrefix + "'");
        }
        routes.accept(new RouteGroup(this, prefix + groupPrefix, blocking));
        return self();
    }

    /**
     * Registers routes whose handlers may block: they run on worker threads (virtual ones where the JVM has them) with a
     * snapshot of the request, while the connection waits. Where {@link ServerOptions#blockingInFlightMax} requests are
     * in work already, or where requests wait longer than {@link ServerOptions#queueDelayTarget}, the client gets a 503 with
     * Retry-After at once.
     *
     * @param routes registers them
     * @return this
     */
    public S blocking(Consumer<RouteGroup> routes) {
        requireOpen();
        routes.accept(new RouteGroup(this, prefix, true));
        return self();
    }

    /**
     * Wraps the routes of this app or group, those registered before this call too. The first middleware is the outermost.
     *
     * @param wrapper wraps handlers
     * @return this
     */
    public S use(Middleware wrapper) {
        requireOpen();
        middleware.add(Objects.requireNonNull(wrapper, "middleware"));
        return self();
    }

    private S add(String method, String pattern, Handler handler, Consumer<RouteOptions> options) {
        requireOpen();
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(pattern, "pattern");
        requireJoint(pattern);
        RouteOptions set = new RouteOptions();
        options.accept(set);
        definitions.add(new RouteDefinition(method, prefix + pattern, handler, set, this, blocking));
        return self();
    }

    /** What has no slash would be another text behind the prefix, and not a segment: /apiusers. */
    private void requireJoint(String pattern) {
        if (!prefix.isEmpty() && !pattern.isEmpty() && pattern.charAt(0) != '/') {
            throw new IllegalArgumentException("the route pattern \"" + pattern + "\" in the group \"" + prefix
                    + "\" does not start with a slash: write \"/" + pattern + "\"");
        }
    }

    /** The middleware around the routes of this group, outermost first. */
    List<Middleware> middleware() {
        if (parent == null) {
            return middleware;
        }
        List<Middleware> all = new ArrayList<>(parent.middleware());
        all.addAll(middleware);
        return all;
    }
}
