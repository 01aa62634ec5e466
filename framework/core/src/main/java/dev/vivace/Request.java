package dev.vivace;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What a client asked. Read through the loop's buffers: accessors return primitives or fresh objects, never views.
 *
 * <p>Numbers are parsed from the bytes and allocate nothing; accessors that return a {@code String}, a {@code List} or an
 * array make a new one each time. A parameter that is missing or is not of the asked type ends the request with a 400
 * that names it: the accessor throws an {@link HttpError} which the handler need not catch.
 *
 * <p><b>Threading and lifetime:</b> the loop's own, the handler's until it returns: what deferred work ({@link Response#defer})
 * needs later is read before, because by then this is another client's request. In a blocking route it is a snapshot that stays
 * valid until the answer, and so is the one that error handlers get for deferred work that failed. With {@code
 * -Dvivace.strict=on} (the default while assertions are enabled) a later use throws an {@link IllegalStateException} that names
 * the route.
 */
public interface Request {
    /**
     * The method.
     *
     * @return for instance {@code "GET"}
     */
    String method();

    /**
     * The path, decoded once and normalised (RFC 3986 section 6.2.2): what routing saw. An encoded slash stays
     * {@code %2F}.
     *
     * @return a fresh String that starts with a slash
     */
    String path();

    /**
     * The request target as it was sent.
     *
     * @return a fresh String
     */
    String rawTarget();

    /**
     * The pattern of the route that was chosen.
     *
     * @return for instance {@code "/users/{id}"}; empty where no route matched
     */
    String routePattern();

    /**
     * A path parameter, percent-decoded.
     *
     * @param name as in the pattern
     * @return a fresh String
     * @throws IllegalArgumentException when the pattern has no such parameter
     */
    String path(String name);

    /**
     * A path parameter as a number; 400 where it is none. Allocates nothing.
     *
     * @param name as in the pattern
     * @return the value
     * @throws IllegalArgumentException when the pattern has no such parameter
     */
    int pathInt(String name);

    /**
     * A path parameter as a number; 400 where it is none. Allocates nothing.
     *
     * @param name as in the pattern
     * @return the value
     * @throws IllegalArgumentException when the pattern has no such parameter
     */
    long pathLong(String name);

    /**
     * A path parameter that is {@code true} or {@code false}; 400 where it is neither. Allocates nothing.
     *
     * @param name as in the pattern
     * @return the value
     * @throws IllegalArgumentException when the pattern has no such parameter
     */
    boolean pathBoolean(String name);

    /**
     * The first value of a query parameter, decoded ({@code +} is a blank).
     *
     * @param name decoded name
     * @return a fresh String, empty for {@code ?name=} and {@code ?name}, null when it is not there
     */
    String query(String name);

    /**
     * The first value of a query parameter, or something else where it is not there.
     *
     * @param name decoded name
     * @param otherwise what is returned where the parameter is not there
     * @return the value
     */
    String query(String name, String otherwise);

    /**
     * All values of a query parameter, in order.
     *
     * @param name decoded name
     * @return a fresh list, empty when it is not there
     */
    List<String> queryAll(String name);

    /**
     * The names in the query, decoded, in order, each once.
     *
     * @return a fresh list
     */
    List<String> queryNames();

    /**
     * A query parameter as a number; 400 where it is missing or none.
     *
     * @param name decoded name
     * @return the value
     */
    int queryInt(String name);

    /**
     * A query parameter as a number; 400 where it is there and none.
     *
     * @param name decoded name
     * @param otherwise what is returned where the parameter is not there
     * @return the value
     */
    int queryInt(String name, int otherwise);

    /**
     * A query parameter as a number; 400 where it is missing or none.
     *
     * @param name decoded name
     * @return the value
     */
    long queryLong(String name);

    /**
     * A query parameter as a number; 400 where it is there and none.
     *
     * @param name decoded name
     * @param otherwise what is returned where the parameter is not there
     * @return the value
     */
    long queryLong(String name, long otherwise);

    /**
     * A query parameter that is {@code true} or {@code false}; 400 where it is missing or neither.
     *
     * @param name decoded name
     * @return the value
     */
    boolean queryBoolean(String name);

    /**
     * A query parameter that is {@code true} or {@code false}; 400 where it is there and neither.
     *
     * @param name decoded name
     * @param otherwise what is returned where the parameter is not there
     * @return the value
     */
    boolean queryBoolean(String name, boolean otherwise);

    /**
     * The value of the first header field of that name, bytes above 0x7F read as ISO 8859-1.
     *
     * @param name without regard to case
     * @return a fresh String, null when there is none
     */
    String header(String name);

    /**
     * The value of the first header field of that name, or something else where there is none.
     *
     * @param name without regard to case
     * @param otherwise what is returned where there is none
     * @return the value
     */
    String header(String name, String otherwise);

    /**
     * The values of all header fields of that name, in order.
     *
     * @param name without regard to case
     * @return a fresh list, empty when there is none
     */
    List<String> headers(String name);

    /**
     * How many header fields there are.
     *
     * @return from 0 to {@link ServerOptions#headerCountMax}
     */
    int headerCount();

    /**
     * The name of a header field, as it was sent.
     *
     * @param index from 0, in the order sent
     * @return a fresh String
     */
    String headerName(int index);

    /**
     * The value of a header field.
     *
     * @param index from 0, in the order sent
     * @return a fresh String
     */
    String headerValue(int index);

    /**
     * The value of the first cookie of that name (RFC 6265 section 4.2), without the quotes it may be in.
     *
     * @param name with regard to case
     * @return a fresh String, null when there is none
     */
    String cookie(String name);

    /**
     * Whom the request is for: the authority of an absolute-form target, else the Host field.
     *
     * @return a fresh String such as {@code "example.org:8080"}; empty when an HTTP/1.0 request names none
     */
    String host();

    /**
     * How many bytes the body has.
     *
     * @return 0 when there is none
     */
    int bodyLength();

    /**
     * The body.
     *
     * @return a fresh array
     */
    byte[] bodyBytes();

    /**
     * The body as text; 400 where it is not well-formed UTF-8.
     *
     * @return a fresh String
     */
    String bodyText();

    /**
     * The body read as JSON; 400 with the byte offset where it is not valid, 415 where the content type is another.
     *
     * @param type what to read it into
     * @param <T> what to read it into
     * @return a fresh object
     */
    <T> T body(Json<T> type);

    /**
     * The parameters bound to a record; 400 with all that is wrong where one is missing or cannot be read. A handler of a
     * route that declares its parameters has been given them. The names and types of other records are looked at once, when
     * they are asked for first: what {@code listen} refuses of a declared one is then an error of the handler.
     *
     * <p>A wrapped request whose accessors give something else than was sent is not asked: what is bound is what was sent,
     * unless the wrapper has this method give something else.
     *
     * @param type what to bind to
     * @param <P> what to bind to
     * @return a fresh record
     * @throws IllegalStateException when the record cannot be bound on this route
     */
    <P> P params(Params<P> type);

    /**
     * Checks the conditions under which a request changes something (RFC 9110 section 13.2.2): {@code If-Match} holds when it
     * names the current version or is {@code *} and there is one, {@code If-None-Match} when it does not. To be called before the
     * change, and where others change it too, with the version that is then replaced. Nothing happens where the request has no
     * conditions.
     *
     * <pre>{@code
     * Book book = books.find(id);
     * req.requireIfMatch(Long.toString(book.version()));
     * return res.etag(Long.toString(books.replace(book, update).version())).json(update);
     * }</pre>
     *
     * @param currentEtag what is between the quotes of the current strong ETag, as in {@link Response#etag}; null where there is
     *     nothing yet
     * @throws HttpError 412 where they do not hold, 400 where a field is malformed
     * @throws IllegalArgumentException when that is no visible ASCII without quotes
     */
    void checkPreconditions(String currentEtag);

    /**
     * The same for requests that must have {@code If-Match}, so that nobody overwrites what he has not seen.
     *
     * @param currentEtag what is between the quotes of the current strong ETag; null where there is nothing yet
     * @throws HttpError 428 where it is missing (RFC 6585 section 3); 412 and 400 as above
     * @throws IllegalArgumentException as above
     */
    void requireIfMatch(String currentEtag);

    /**
     * The client's address.
     *
     * @return the other end of the connection; a proxy's, where there is one
     */
    InetSocketAddress remoteAddress();

    /**
     * Whether the request came over TLS to this server.
     *
     * @return false also where a proxy in front ended TLS
     */
    boolean secure();

    /**
     * Who the client is by the certificate that it showed (mutual TLS), which was found to lead to a trusted one.
     *
     * @return the subject as RFC 2253 writes it, for instance {@code "CN=alice,O=Example"}; null when there was none, or no TLS
     * @see dev.vivace.tls.TlsOptions#clientCertificates
     */
    String peerName();

    /**
     * The certificates that the client showed (mutual TLS).
     *
     * @return its own first, then those that lead towards a trusted one; empty when there was none, or no TLS
     */
    List<X509Certificate> peerCertificates();

    /**
     * A value set on this request.
     *
     * @param key where to look
     * @param <T> the type of the value
     * @return the value, null when it was not set
     */
    <T> T attribute(Attribute<T> key);

    /**
     * Sets a value on this request.
     *
     * @param key where to put it
     * @param value what to put there, null takes it away
     * @param <T> the type of the value
     */
    <T> void attribute(Attribute<T> key, T value);

    /**
     * This loop's own value.
     *
     * @param key which
     * @param <T> the type of the value
     * @return the value, made at first use
     * @throws IllegalStateException on a worker thread, where no loop's value may be used
     */
    <T> T perLoop(PerLoop<T> key);

    /**
     * The connection's loop, for work that must run there.
     *
     * @return runs a task on the loop's thread, soon and never inside the call
     */
    Executor loop();

    /**
     * Whether the server is about to stop and no other process has taken its port over: no new clients should be sent to
     * it. {@link Health#readiness} answers by it; long work may look at it to end early.
     *
     * @return true from the beginning of a drain
     */
    boolean draining();

    /**
     * Asks to be told of the outcome, whatever it will be: an answer, an error, a client that went away. One listener more
     * for each call. Nobody can ask for requests that no handler sees, see {@link Middleware}.
     *
     * @param listener told on the connection's loop
     */
    void onAnswered(AnswerListener listener);
}
