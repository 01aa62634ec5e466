package dev.vivace;

import dev.vivace.tls.TlsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An app: routes, middleware and error handlers, which {@link #listen} freezes and serves.
 *
 * <pre>{@code
 * public static void main(String[] args) throws Exception {
 *     Vivace app = Vivace.create().get("/hello", (req, res) -> res.text("Hello, World!"));
 *     try (Server server = app.listen(8080)) {
 *         server.awaitShutdown();
 *     }
 * }
 * }</pre>
 *
 * <p><b>Threading:</b> build it on one thread; after {@code listen} it cannot be changed.
 */
public final class Vivace extends Routes<Vivace> {
    static {
        Bootstrap.install();
    }

    final List<ErrorDefinition<?>> errorHandlers = new ArrayList<>();
    final List<PerLoop<?>> perLoops = new ArrayList<>();
    Handler fallback;
    ProblemRenderer problemRenderer;
    UnknownProperties unknownProperties = UnknownProperties.IGNORE;
    boolean acceptRequired;
    private final List<Consumer<Vivace>> beforeListen = new ArrayList<>();
    private boolean frozen;

    /** An error handler and what it is for. */
    record ErrorDefinition<E extends Throwable>(Class<E> type, ErrorHandler<? super E> handler) {}

    private Vivace() {
        super(null, "", false);
    }

    /**
     * An app without routes.
     *
     * @return a new app
     */
    public static Vivace create() {
        return new Vivace();
    }

    /**
     * Answers exceptions of a class and its subclasses; the most specific handler is called. An {@link HttpError} has its
     * own status and goes to a handler for {@code HttpError} itself only.
     *
     * @param type what is thrown
     * @param handler answers
     * @param <E> what is thrown
     * @return this
     * @throws IllegalStateException when the class has a handler
     */
    public <E extends Throwable> Vivace error(Class<E> type, ErrorHandler<? super E> handler) {
        requireOpen();
        Objects.requireNonNull(handler, "handler");
        for (ErrorDefinition<?> other : errorHandlers) {
            if (other.type() == type) {
                throw new IllegalStateException("there is an error handler for " + type.getName() + " already");
            }
        }
        errorHandlers.add(new ErrorDefinition<>(type, handler));
        return this;
    }

    /**
     * Answers what no route matches, in place of the 404.
     *
     * @param handler answers
     * @return this
     */
    public Vivace fallback(Handler handler) {
        requireOpen();
        this.fallback = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Writes every problem body in the app's own form: those of {@link HttpError} and {@link Response#problem} when they are
     * answered, and once, when listening begins, each fixed one: 404, 405, 413, 431, 500, 503 and the other answers that the
     * server gives by itself, of 16,384 bytes at most. Handlers of {@link #error} come first. A renderer that throws while the
     * server starts makes {@code listen} fail; one that throws later is logged, and the client gets the fixed 500.
     *
     * @param renderer takes the place of any before
     * @return this
     */
    public Vivace problemRenderer(ProblemRenderer renderer) {
        requireOpen();
        this.problemRenderer = Objects.requireNonNull(renderer, "renderer");
        return this;
    }

    /**
     * Says what becomes of members of a JSON body that its type does not know. A type may say it for itself, with {@code
     * onUnknown} of {@code @CompiledJson}; this is for those that do not.
     *
     * @param treatment {@link UnknownProperties#IGNORE} unless this is called
     * @return this
     */
    public Vivace unknownProperties(UnknownProperties treatment) {
        requireOpen();
        this.unknownProperties = Objects.requireNonNull(treatment, "treatment");
        return this;
    }

    /**
     * Refuses requests whose {@code Accept} excludes what their route answers with, on all routes of this app; see {@link
     * RouteOptions#acceptRequired}.
     *
     * @return this
     */
    public Vivace acceptRequired() {
        requireOpen();
        this.acceptRequired = true;
        return this;
    }

    /**
     * Makes a per-loop value when the server starts, so that its failure fails {@code listen}.
     *
     * @param value what to make
     * @return this
     */
    public Vivace perLoop(PerLoop<?> value) {
        requireOpen();
        perLoops.add(Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Calls something when the app is about to be served and can still be changed: it knows all routes and may add some. Each
     * is called once, in the order of registration; what it throws fails {@code listen}.
     *
     * @param completion gets this app
     * @return this
     */
    public Vivace beforeListen(Consumer<Vivace> completion) {
        requireOpen();
        beforeListen.add(Objects.requireNonNull(completion, "completion"));
        return this;
    }

    /**
     * What becomes of members of a body that its type does not know, where the type does not say.
     *
     * @return what {@link #unknownProperties(UnknownProperties)} was given, else {@link UnknownProperties#IGNORE}
     */
    public UnknownProperties unknownProperties() {
        return unknownProperties;
    }

    /**
     * What writes problem bodies.
     *
     * @return what {@link #problemRenderer(ProblemRenderer)} was given; null where they have this library's own form
     */
    public ProblemRenderer problemRenderer() {
        return problemRenderer;
    }

    /**
     * The routes that have been registered so far.
     *
     * @return in the order of registration; a fresh list
     */
    public List<RouteDescription> routes() {
        return definitions.stream()
                .map(definition -> definition.description(acceptRequired))
                .toList();
    }

    /**
     * Serves on all addresses of this machine.
     *
     * @param port 0 for any free one
     * @return the running server
     * @throws java.net.BindException when the port is taken
     * @throws java.io.IOException when listening fails otherwise
     */
    public Server listen(int port) throws java.io.IOException {
        return listen(ServerOptions.defaults().listener(Listener.port(port)));
    }

    /**
     * Serves on all addresses of this machine, over TLS.
     *
     * @param port 0 for any free one
     * @param tls the certificate and the rest
     * @return the running server
     * @throws java.net.BindException when the port is taken
     * @throws java.io.IOException when a file cannot be used, which the message names, or when listening fails otherwise
     */
    public Server listen(int port, TlsOptions tls) throws java.io.IOException {
        return listen(ServerOptions.defaults().listener(Listener.port(port).tls(tls)));
    }

    /**
     * Serves.
     *
     * @param options listeners, loops, limits
     * @return the running server
     * @throws java.net.BindException when an address is taken
     * @throws java.io.IOException when listening fails otherwise
     * @throws IllegalStateException when routes clash or a codec is missing; the message says what to do
     * @throws IllegalArgumentException when a route's pattern is none, or there is no listener
     */
    public Server listen(ServerOptions options) throws java.io.IOException {
        return Bootstrap.listen(this, Objects.requireNonNull(options, "options"));
    }

    /** Calls what waits for the app to be complete. One that failed is called again where listening is tried again. */
    void complete() {
        while (!beforeListen.isEmpty()) {
            beforeListen.get(0).accept(this);
            beforeListen.remove(0);
        }
    }

    /** Ends registration. */
    void freeze() {
        frozen = true;
    }

    @Override
    Vivace self() {
        return this;
    }

    @Override
    void requireOpen() {
        if (frozen) {
            throw new IllegalStateException("this app is being served and cannot be changed any more");
        }
    }
}
