package dev.vivace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
     * when its thread, which is interrupted, is done, so a handler that ignores interrupts holds a slot and a thread. Has no
     * effect on handlers that answer on the loop. Good to 67 ms, never early.
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
     * @param contentType a media type such as {@code text/csv}
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
}
