package dev.vivace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Options of one route, set in the optional last argument of a registration.
 *
 * <pre>{@code app.post("/upload", handler, route -> route.bodyBytesMax(16_777_216));}</pre>
 */
public final class RouteOptions {
    private static final Duration DURATION_MAX = Duration.ofDays(365);

    private int bodyBytesMax = -1;
    private BodyMode bodyMode = BodyMode.BUFFERED;
    private long deadlineNanos;
    private long queueDelayTargetNanos;
    private String summary;
    private String description;
    private final List<String> tags = new ArrayList<>();
    private boolean deprecated;
    private String operationId;
    private List<List<String>> security;
    private boolean hidden;
    private String requestExample;
    private final Map<Integer, String> examples = new TreeMap<>();
    private boolean etag;
    private boolean acceptRequired;
    private final List<Returned> returned = new ArrayList<>();

    RouteOptions() {}

    /**
     * How long a body this route accepts; a longer one is answered with 413.
     *
     * @param bytes from 0; the default is that of {@link ServerOptions#bodyBytesMax}
     * @return this
     */
    public RouteOptions bodyBytesMax(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bodyBytesMax is not negative, but was " + bytes);
        }
        this.bodyBytesMax = bytes;
        return this;
    }

    /**
     * What happens to a body.
     *
     * @param mode the default is {@link BodyMode#BUFFERED}
     * @return this
     */
    public RouteOptions bodyMode(BodyMode mode) {
        this.bodyMode = java.util.Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * How long deferred or blocking work of this route may take, the time it waits for a thread included; then the client
     * gets a 504, and the late answer is dropped and counted. The slot of deferred work is free then; that of blocking work
     * when its thread, which is interrupted, is done, so a handler that ignores interrupts holds a slot and a thread. A blocking
     * handler whose client has gone away is interrupted then, too. Has no effect on handlers that answer on the loop. Good to
     * 67 ms, never early.
     *
     * @param deadline more than zero, at most 365 days; the default is {@link ServerOptions#workDeadline}
     * @return this
     */
    public RouteOptions deadline(Duration deadline) {
        this.deadlineNanos = requireDeadline(deadline).toNanos();
        return this;
    }

    /**
     * How long deferred or blocking requests of this route may wait for what their work needs, on top of what the work takes
     * itself. Beyond it new ones get a 503 with Retry-After before they wait; see {@link ServerOptions#queueDelayTarget}.
     *
     * @param target more than zero, at most 365 days; one longer than the deadline refuses nobody for that reason. The default
     *     is {@link ServerOptions#queueDelayTarget}
     * @return this
     */
    public RouteOptions queueDelayTarget(Duration target) {
        this.queueDelayTargetNanos = requireDuration(target, "queueDelayTarget").toNanos();
        return this;
    }

    /**
     * What the route does, in a few words, for people who read the API's description.
     *
     * @param text for instance "Finds a book"
     * @return this
     */
    public RouteOptions summary(String text) {
        this.summary = requireText(text, "summary");
        return this;
    }

    /**
     * What people should know who call the route.
     *
     * @param text one or more sentences; CommonMark is allowed
     * @return this
     */
    public RouteOptions description(String text) {
        this.description = requireText(text, "description");
        return this;
    }

    /**
     * Groups the route with others in the API's description.
     *
     * @param names added to those named before, each once
     * @return this
     */
    public RouteOptions tags(String... names) {
        for (String name : names) {
            if (!tags.contains(requireText(name, "a tag"))) {
                tags.add(name);
            }
        }
        return this;
    }

    /**
     * Says in the API's description that clients should cease to call the route. It is served all the same.
     *
     * @return this
     */
    public RouteOptions deprecated() {
        this.deprecated = true;
        return this;
    }

    /**
     * The operation's name for programs: generated clients call their method so.
     *
     * @param id a letter, then letters, digits, hyphens and underscores; unique in the app. The default is made of method and
     *     pattern
     * @return this
     */
    public RouteOptions operationId(String id) {
        if (!id.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException(
                    "an operationId is a letter, then letters, digits, '-' and '_', but was '" + id + "'");
        }
        this.operationId = id;
        return this;
    }

    /**
     * Which security schemes a request must satisfy, in place of those of the whole API. This documents; the app's own
     * middleware checks.
     *
     * @param schemes names of schemes that are needed together; none for a route that is open to everyone. A second call names an
     *     alternative
     * @return this
     */
    public RouteOptions security(String... schemes) {
        if (security == null) {
            security = new ArrayList<>();
        }
        security.add(List.of(schemes));
        return this;
    }

    /**
     * Leaves the route out of the API's description. It is served all the same.
     *
     * @return this
     */
    public RouteOptions hidden() {
        this.hidden = true;
        return this;
    }

    /**
     * A body as a client would send it, for the API's description.
     *
     * @param json one JSON value
     * @return this
     */
    public RouteOptions requestExample(String json) {
        this.requestExample = requireText(json, "an example");
        return this;
    }

    /**
     * The body of an answer with a status, for the API's description.
     *
     * @param status from 200 to 599
     * @param json one JSON value
     * @return this
     */
    public RouteOptions example(int status, String json) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("the status of an answer is between 200 and 599, not " + status);
        }
        examples.put(status, requireText(json, "an example"));
        return this;
    }

    private static String requireText(String text, String name) {
        if (Objects.requireNonNull(text, name).isBlank()) {
            throw new IllegalArgumentException(name + " is not blank");
        }
        return text;
    }

    /**
     * Declares that this route answers with 200 and a JSON body of a type; see {@link #returns(int, Class)}.
     *
     * @param type what {@link Response#json} is given
     * @return this
     */
    public RouteOptions returns(Class<?> type) {
        return returns(200, type);
    }

    /**
     * Declares an answer of this route. What is declared is documented, its codec is looked up at start, and in strict mode
     * ({@code -Dvivace.strict=on}) it is checked: once a route declares an answer with a status below 400, any other answer
     * is an {@link IllegalStateException} that says what was declared. Problems may always be answered, by an {@link
     * HttpError} or {@link Response#problem}, and so may what the server and error handlers answer. Without strict mode nothing is
     * checked.
     *
     * @param status from 200 to 599; one status may be declared with several types
     * @param type what {@link Response#json} is given, or a superclass of it; {@link Problem} documents a problem
     * @return this
     */
    public RouteOptions returns(int status, Class<?> type) {
        return returns(Returned.json(status, type));
    }

    /**
     * Declares that this route answers with 200 and a JSON body; see {@link #returns(int, Class)}.
     *
     * @param body for instance {@code Json.listOf(User.class)}
     * @return this
     */
    public RouteOptions returns(Json<?> body) {
        return returns(200, body);
    }

    /**
     * Declares an answer with a JSON body; see {@link #returns(int, Class)}.
     *
     * @param status from 200 to 599
     * @param body for instance {@code Json.listOf(User.class)}
     * @return this
     */
    public RouteOptions returns(int status, Json<?> body) {
        return returns(Returned.json(status, body.type()));
    }

    /**
     * Declares an answer without a body; see {@link #returns(int, Class)}.
     *
     * @param status from 200 to 599
     * @return this
     */
    public RouteOptions returns(int status) {
        return returns(Returned.nothing(status));
    }

    /**
     * Declares an answer with a body that is not JSON; see {@link #returns(int, Class)}.
     *
     * @param status from 200 to 599
     * @param contentType a media type such as {@code text/csv}, and no range of them
     * @return this
     */
    public RouteOptions returns(int status, String contentType) {
        return returns(Returned.bytes(status, contentType));
    }

    /**
     * Gives answers to GET and HEAD with status 200 a strong ETag, computed from the body: 128 bits, the same for the same bytes on
     * every server, equal for two different bodies once in 2^128 pairs, as far as nobody makes them for it. One that the handler
     * staged ({@link Response#etag}) or a {@link Canned} has is taken instead. A client that names it in {@code If-None-Match} gets a
     * 304 without the body (RFC 9110 section 13.1.2). The body is made all the same: this saves bytes on the way, and the client work.
     * A document that is made in pieces and longer than one ({@link Response#jsonPieces(JsonPieces)}) gets none.
     *
     * @return this
     */
    public RouteOptions etag() {
        this.etag = true;
        return this;
    }

    /**
     * Refuses requests whose {@code Accept} excludes what this route answers with: 406, before the handler runs (RFC 9110 section
     * 12.5.1). That is {@code application/json}, unless the route declares bodies of other types for statuses below 300 with {@link
     * #returns(int, String)}. Otherwise the field is disregarded, as the RFC allows; so is one that is malformed. The answer to such a
     * request and other problems are sent as {@code application/problem+json} all the same.
     *
     * @return this
     * @see Vivace#acceptRequired
     */
    public RouteOptions acceptRequired() {
        this.acceptRequired = true;
        return this;
    }

    private RouteOptions returns(Returned answer) {
        returned.add(answer);
        return this;
    }

    static Duration requireDeadline(Duration deadline) {
        return requireDuration(deadline, "a deadline");
    }

    static Duration requireDuration(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException(name + " is more than zero and at most 365 days, but was " + duration);
        }
        return duration;
    }

    static Duration requireDurationOrZero(Duration duration, String name) {
        if (duration.isNegative() || duration.compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException(name + " is from zero to 365 days, but was " + duration);
        }
        return duration;
    }

    int bodyBytesMax() {
        return bodyBytesMax;
    }

    BodyMode bodyMode() {
        return bodyMode;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** What is declared, in that order. */
    List<Returned> returned() {
        return List.copyOf(returned);
    }

    boolean computesEtag() {
        return etag;
    }

    boolean requiresAccept() {
        return acceptRequired;
    }

    /** 0 where the route sets none. */
    long queueDelayTargetNanos() {
        return queueDelayTargetNanos;
    }

    RouteDocumentation documentation() {
        return new RouteDocumentation(
                summary, description, tags, deprecated, operationId, security, hidden, requestExample, examples);
    }
}
