package dev.vivace;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Builds the answer. Methods that return {@code Response} stage something; methods that return {@link Reply} answer. An
 * answer is written when the handler has returned, so until then an exception replaces it wholly.
 *
 * <p>{@code Server}, {@code Date}, {@code Content-Length}, {@code Connection}, {@code Keep-Alive}, {@code Upgrade} and
 * {@code Transfer-Encoding} are the server's own; staging one of them is an {@link IllegalArgumentException}. Response splitting is impossible: names
 * are tokens, and values with CR, LF, NUL or another control character are refused (RFC 9110 section 5.5).
 *
 * <p><b>Threading and lifetime:</b> as for {@link Request}. A second answering call for the same request is an {@link
 * IllegalStateException}.
 */
public interface Response {
    /**
     * Sets the status; the default is 200.
     *
     * @param status 200 to 599
     * @return this
     */
    Response status(int status);

    /**
     * Stages a header, in place of any of that name staged before.
     *
     * @param name a token
     * @param value ASCII or ISO 8859-1 without control characters
     * @return this
     */
    Response header(String name, String value);

    /**
     * Stages a header beside those of that name staged before.
     *
     * @param name a token
     * @param value ASCII or ISO 8859-1 without control characters
     * @return this
     */
    Response addHeader(String name, String value);

    /**
     * Stages a strong ETag (RFC 9110 section 8.8.3), which must change whenever the body does. An answer to GET or HEAD with status
     * 200 that has an ETag is conditional: when {@code If-None-Match} names it the client gets a 304 without the body, and a 412
     * when {@code If-Match} does not.
     *
     * @param opaque what goes between the quotes: visible ASCII without quotes, for instance the number of a version
     * @return this
     * @see RouteOptions#etag
     */
    default Response etag(String opaque) {
        return header("ETag", Canned.quoted(opaque));
    }

    /**
     * Stages a {@code Set-Cookie} header.
     *
     * @param cookie the cookie
     * @return this
     */
    Response cookie(Cookie cookie);

    /**
     * Closes the connection after this answer, and says so in it.
     *
     * @return this
     */
    Response closeConnection();

    /**
     * Answers with an object as {@code application/json}: a type with a generated codec, a String, number, Boolean, UUID,
     * null, a {@link JsonValue}, or a Map, Collection or array of those. No garbage beyond the object itself for generated
     * types.
     *
     * @param value what to write
     * @return the answer
     */
    Reply json(Object value);

    /**
     * Starts an answer that is written field by field; {@link #sendJson} ends it.
     *
     * @return the loop's writer, empty
     */
    JsonOut jsonOut();

    /**
     * Answers with what was written to {@link #jsonOut}.
     *
     * @return the answer
     * @throws IllegalStateException when nothing was written, or an object or array is still open
     */
    Reply sendJson();

    /**
     * Answers with a JSON document of any length, made in pieces of some 32 KB as the client takes them. The first piece is
     * made in this call, and what {@code pieces} throws in it is thrown here. A document that is complete by then is sent
     * like any other. A longer one is sent with {@code Transfer-Encoding: chunked} (RFC 9112 section 7.1), to a client of
     * HTTP/1.0 with {@code Connection: close}, its end being that of the connection (section 6.3).
     *
     * <p>Each further piece is made when the socket has taken the one before, one a turn of the loop, so that other connections
     * get their turn in between; the connection holds one piece at most. When a further piece fails, the connection is cut off:
     * the answer cannot be taken for a whole one. {@link RouteOptions#etag} has no effect on a document longer than a piece.
     *
     * @param pieces makes the document; closed if it is {@link AutoCloseable}, also where this throws
     * @return the answer
     * @throws IllegalStateException in blocking routes, because pieces are made on the loop
     */
    Reply jsonPieces(JsonPieces pieces);

    /**
     * The same for a document whose length is known: it is sent with {@code Content-Length}. Where the document turns out to be
     * shorter or longer, the client gets a 500, or the connection is cut off if the first piece is sent already.
     *
     * @param contentLength of the document, in bytes
     * @param pieces makes the document; closed if it is {@link AutoCloseable}, also where this throws
     * @return the answer
     * @throws IllegalStateException in blocking routes, because pieces are made on the loop; or when the document is complete
     *     within the first piece and has another length
     * @throws IllegalArgumentException when the length is negative
     */
    Reply jsonPieces(long contentLength, JsonPieces pieces);

    /**
     * Answers with an array of any length, made in pieces as by {@link #jsonPieces(JsonPieces)}.
     *
     * @param elements used on the loop, also after the handler has returned, so it must not wait; each is written as
     *     {@link #json} writes it. Closed if it is {@link AutoCloseable}
     * @return the answer
     * @throws IllegalStateException in blocking routes, because pieces are made on the loop
     */
    Reply jsonArray(Iterator<?> elements);

    /**
     * Answers as {@code text/plain; charset=utf-8}.
     *
     * @param text the body
     * @return the answer
     */
    Reply text(String text);

    /**
     * Answers with bytes. They are copied: in a blocking route by this call; on the loop by the loop's thread, when the handler and
     * its middleware have returned. So the array may be used again for the next request, as long as no other thread writes to it: a
     * handler on the loop must not give it back to a pool that other threads share.
     *
     * @param contentType the value of Content-Type
     * @param body the body
     * @return the answer
     */
    Reply bytes(String contentType, byte[] body);

    /**
     * Answers with part of an array, which is copied as by {@link #bytes(String, byte[])}.
     *
     * @param contentType the value of Content-Type
     * @param body holds the body
     * @param offset where it starts
     * @param length how many bytes it has
     * @return the answer
     */
    Reply bytes(String contentType, byte[] body, int offset, int length);

    /**
     * Answers without a body, with the status staged before; 204 when none was.
     *
     * @return the answer
     */
    Reply empty();

    /**
     * Answers with a status and no body.
     *
     * @param status 200 to 599
     * @return the answer
     */
    Reply empty(int status);

    /**
     * Answers with something made beforehand.
     *
     * @param canned type, body and ETag
     * @return the answer
     */
    Reply send(Canned canned);

    /**
     * Answers with 302 and a Location.
     *
     * @param location a URI reference; not from user input unless checked
     * @return the answer
     */
    Reply redirect(String location);

    /**
     * Answers with a redirection.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location a URI reference; not from user input unless checked
     * @return the answer
     */
    Reply redirect(int status, String location);

    /**
     * Answers with a problem (RFC 9457): {@code application/problem+json} with title, status and detail.
     *
     * @param status 400 to 599
     * @param detail one sentence for the client, null for none
     * @return the answer
     */
    Reply problem(int status, String detail);

    /**
     * Puts the answer off: {@code work} starts something, and later, from any thread, {@link Later#respond} answers. The
     * connection waits (order is kept) and is not read meanwhile. Where {@link ServerOptions#deferredInFlightMax} requests
     * of this loop wait already, or where requests of this route wait longer than {@link ServerOptions#queueDelayTarget}, the
     * client gets a 503 with Retry-After at once and {@code work} is not called.
     *
     * @param work called at once, on this thread; what it throws is as if the handler threw it
     * @return the answer-to-be
     * @throws IllegalStateException in blocking routes, error handlers and in {@link Later#respond}
     */
    Reply defer(Consumer<Later> work);
}
