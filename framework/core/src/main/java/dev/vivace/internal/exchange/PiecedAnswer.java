package dev.vivace.internal.exchange;

import dev.vivace.AnswerListener;
import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.http1.RequestHead;
import dev.vivace.internal.http1.Statuses;
import dev.vivace.internal.json.JsonOutput;
import dev.vivace.internal.json.OpenDocument;

/**
 * An answer whose JSON document is made in pieces, each when the socket has taken the one before. The first is made while the
 * handler answers; if the document is complete then, it becomes an answer like others.
 *
 * <p>Pieces are written to the loop's one output, where other answers are written in between.
 *
 * <p><b>Threading:</b> its loop's. <b>Lifetime:</b> one answer.
 */
final class PiecedAnswer {
    /** A piece is complete with the bit that reaches this. */
    static final int PIECE_BYTES = 32 * 1_024;

    /** A piece ends after so many calls as well: a source that skips most of what it goes through does not hold the loop up. */
    static final int CALLS_PER_PIECE_MAX = 4_096;

    static final long LENGTH_UNKNOWN = -1;

    private final LoopContext loop;
    private final JsonPieces source;
    private final long contentLength;
    private final OpenDocument document = new OpenDocument();
    /** Bytes of the document in all pieces so far. */
    private long documentBytes;
    /** Bytes that were handed to the output, head and frames included. */
    private long sentBytes;

    private boolean sourceClosed;
    Http1Connection connection;
    private RoutePlan route;
    private AnswerListener[] listeners;
    private long startNanos;
    private int status;
    private boolean keepAlive;
    private boolean chunked;

    /** Behind it in {@link PieceTurns}. */
    PiecedAnswer following;

    boolean queued;

    /** @param contentLength of the document, or {@link #LENGTH_UNKNOWN} */
    PiecedAnswer(LoopContext loop, JsonPieces source, long contentLength) {
        this.loop = loop;
        this.source = source;
        this.contentLength = contentLength;
    }

    /**
     * Makes the next piece, which is all there is in the output then; the source is closed if that is the last.
     *
     * @return whether the document is complete
     */
    boolean make(JsonOutput out) throws Exception {
        out.reset();
        JsonOut fields = out.fields(document);
        int calls = 0;
        boolean more;
        boolean full;
        do {
            more = source.next(fields);
            checkLength(documentBytes + out.length(), more, ++calls);
            // Bytes that a client would take for all of them are held back until it is certain that they are
            full = (out.length() >= PIECE_BYTES && documentBytes + out.length() != contentLength)
                    || calls == CALLS_PER_PIECE_MAX;
        } while (more && !full);
        documentBytes += out.length();
        if (more) {
            out.leave(document);
            return false;
        }
        out.requireComplete();
        closeSource();
        return true;
    }

    private void checkLength(long made, boolean more, int calls) {
        if (contentLength == LENGTH_UNKNOWN) {
            return;
        }
        if (made > contentLength || (!more && made < contentLength)) {
            throw new IllegalStateException("the JSON document was announced with " + contentLength + " bytes, but "
                    + (more ? "has at least " : "has ") + made);
        }
        if (more && made == contentLength && calls == CALLS_PER_PIECE_MAX) {
            throw new IllegalStateException("the JSON document has all of the " + contentLength
                    + " bytes that were announced, but does not end");
        }
    }

    /** Writes the head and the first piece, which is in the answer; whether that is all. */
    boolean begin(RequestView request, Answer answer, boolean persist) {
        RequestHead head = request.head;
        connection = request.connection;
        route = request.route;
        listeners = request.listeners();
        startNanos = request.startNanos;
        status = answer.status;
        boolean bodiless = status == 205 || Statuses.bodiless(status);
        long length = bodiless ? 0 : contentLength;
        chunked = length == LENGTH_UNKNOWN && head.minorVersion > 0;
        keepAlive = persist && (length != LENGTH_UNKNOWN || chunked);
        sentBytes = loop.writer.piecedHead(connection, answer, length, chunked, keepAlive, head.minorVersion);
        if (bodiless || head.methodId == Methods.HEAD) {
            return true;
        }
        sentBytes += loop.writer.piece(connection, answer, chunked, false);
        return false;
    }

    /** Makes and writes a further piece; whether it is the last. A failure has cut the connection off. */
    boolean next() {
        Answer answer = loop.answer;
        answer.reset();
        answer.kind = Answer.PIECES;
        boolean last;
        loop.lateRoute(route);
        try {
            last = make(answer.json);
        } catch (Throwable e) {
            failed(e);
            return false;
        } finally {
            loop.lateRoute(null);
        }
        sentBytes += loop.writer.piece(connection, answer, chunked, last);
        return last;
    }

    private void failed(Throwable error) {
        loop.counters.addShared(LoopCounters.HANDLER_FAILED, 1);
        loop.log.error(
                "an answer of " + route.label() + " failed after " + sentBytes
                        + " bytes of it, and its connection was cut off",
                error);
        loop.retained.watch();
        connection.wire().cutOff();
    }

    /** Whether the connection can go on with another request behind it. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** All of it is written. */
    void ended() {
        closeSource();
        loop.counters.answered(status);
        notify(status, sentBytes);
    }

    /** The connection is gone before all of it was written. */
    void aborted() {
        closeSource();
        loop.counters.add(LoopCounters.ABORTED, 1);
        notify(AnswerListener.STATUS_ABORTED, 0);
    }

    private void notify(int outcome, long bytes) {
        if (listeners != null) {
            loop.notifyAnswered(listeners, route, startNanos, outcome, bytes);
        }
    }

    /** Once, whatever becomes of the answer. */
    void closeSource() {
        if (!sourceClosed) {
            sourceClosed = true;
            close(source instanceof ArrayPieces array ? array.elements() : source, loop);
        }
    }

    /** What nobody will ask for anything. */
    static void close(Object source, LoopContext loop) {
        if (source instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable e) {
                loop.log.error("closing the source of an answer in pieces failed", e);
            }
        }
    }
}
