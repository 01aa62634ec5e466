package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.Cookie;
import dev.vivace.InputError;
import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import dev.vivace.Later;
import dev.vivace.Reply;
import dev.vivace.Response;
import dev.vivace.internal.http1.ContentTypes;
import dev.vivace.internal.http1.Statuses;
import dev.vivace.internal.json.JsonOutput;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An answer being staged: nothing of it is written before the handler returned, so an error can replace it wholly. Is its
 * own {@link Reply}.
 *
 * <p><b>Threading:</b> the loop's, or the worker's that it was made for.
 */
final class Answer implements Response, Reply {
    /** What answers a deferral; null where deferring is refused. */
    interface Deferral {
        /** Puts the answer off, or refuses for overload by answering. */
        void defer(Answer answer, Consumer<Later> work);
    }

    static final int UNANSWERED = 0;
    static final int JSON = 1;
    static final int BYTES = 2;
    static final int CANNED = 3;
    /** From here on what is answered is not all there. */
    static final int DEFERRED = 4;

    static final int PIECES = 5;

    private final AppPlan plan;
    private final LoopContext loop;
    private final boolean onWorker;

    final StagedFields staged = new StagedFields();
    final JsonOutput json;
    private final TextBuffer text;
    Deferral deferral;

    int kind;
    int status;
    boolean close;
    /** A type of {@link ContentTypes}, or {@link ContentTypes#OTHER} with {@link #contentTypeName}. */
    int contentType;

    String contentTypeName;
    byte[] body;
    int bodyStart;
    int bodyLength;
    /** Whether {@link #body} never changes, so that a slow client may hold on to it. */
    boolean bodyConstant;

    Canned canned;
    /** The answer that is made in pieces, until its connection has it. */
    private PiecedAnswer pieces;

    private boolean statusSet;
    private boolean writing;

    /** @param onWorker whether the handler is another thread's */
    Answer(LoopContext loop, boolean onWorker) {
        this.plan = loop.plan;
        this.loop = loop;
        this.onWorker = onWorker;
        int retainedBytesMax = plan.options().bufferRetainedBytesMax();
        this.json = plan.codecs().newOutput(retainedBytesMax);
        this.text = new TextBuffer(retainedBytesMax);
        reset();
    }

    /** Forgets everything. */
    void reset() {
        staged.clear();
        close = false;
        forget();
    }

    /** Forgets status, content type and body; the other staged headers stay. */
    void discard() {
        dropPieces();
        forget();
    }

    private void forget() {
        contentTypeName = null;
        kind = UNANSWERED;
        status = 200;
        statusSet = false;
        writing = false;
        body = null;
        canned = null;
    }

    /** What the array for texts can hold, in bytes. */
    int textCapacity() {
        return text.bytes().length;
    }

    /** Gives up large arrays that no answer needed since the call before; whether there is one all the same. */
    boolean trim() {
        boolean large = json.trim();
        return text.trim() || large;
    }

    /** The status that was set, 0 when none was. */
    int stagedStatus() {
        return statusSet ? status : 0;
    }

    /** The status of an answer without a body. */
    int emptyStatus() {
        return statusSet ? status : 204;
    }

    private void requireUnanswered() {
        if (kind != UNANSWERED) {
            throw new IllegalStateException("this request has been answered already");
        }
    }

    private static int requireStatus(int status) {
        if (status < 200 || status > Statuses.MAX) {
            throw new IllegalArgumentException("a final status is between 200 and 599, not " + status);
        }
        return status;
    }

    @Override
    public Response status(int newStatus) {
        status = requireStatus(newStatus);
        statusSet = true;
        return this;
    }

    @Override
    public Response header(String name, String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            StagedFields.requireValue(name, value);
            contentTypeName = value;
        } else {
            staged.add(name, value, true);
        }
        return this;
    }

    @Override
    public Response addHeader(String name, String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            return header(name, value);
        }
        staged.add(name, value, false);
        return this;
    }

    @Override
    public Response cookie(Cookie cookie) {
        staged.add("Set-Cookie", plan.setCookie().apply(cookie), false);
        return this;
    }

    @Override
    public Response closeConnection() {
        close = true;
        return this;
    }

    @Override
    public Reply json(Object value) {
        requireUnanswered();
        // What was written field by field is gone, also when this value cannot be written
        writing = false;
        json.reset();
        json.value(value);
        contentType = ContentTypes.JSON;
        kind = JSON;
        return this;
    }

    @Override
    public JsonOut jsonOut() {
        requireUnanswered();
        json.reset();
        writing = true;
        return json.fields();
    }

    @Override
    public Reply sendJson() {
        requireUnanswered();
        if (!writing) {
            throw new IllegalStateException("sendJson() sends what was written to jsonOut(), and nothing was");
        }
        json.requireComplete();
        contentType = ContentTypes.JSON;
        kind = JSON;
        return this;
    }

    @Override
    public Reply jsonPieces(JsonPieces source) {
        return inPieces(source, PiecedAnswer.LENGTH_UNKNOWN);
    }

    @Override
    public Reply jsonPieces(long contentLength, JsonPieces source) {
        if (contentLength < 0) {
            PiecedAnswer.close(source, loop);
            throw new IllegalArgumentException("a length is not negative, but was " + contentLength);
        }
        return inPieces(source, contentLength);
    }

    @Override
    public Reply jsonArray(Iterator<?> elements) {
        return inPieces(new ArrayPieces(Objects.requireNonNull(elements, "elements")), PiecedAnswer.LENGTH_UNKNOWN);
    }

    /** For what was refused before it came here. */
    void closeUnused(Object source) {
        PiecedAnswer.close(source, loop);
    }

    private Reply inPieces(JsonPieces source, long contentLength) {
        PiecedAnswer made = new PiecedAnswer(loop, Objects.requireNonNull(source, "pieces"), contentLength);
        try {
            requireUnanswered();
            if (onWorker) {
                throw new IllegalStateException("an answer in pieces is made on the loop, and this is a blocking route:"
                        + " answer with json(...), or use a route that does not block, with res.defer(...) for what takes"
                        + " its time");
            }
            firstPiece(made);
        } catch (Throwable e) {
            made.closeSource();
            throw Answer.<RuntimeException>unchecked(e);
        }
        return this;
    }

    private void firstPiece(PiecedAnswer made) throws Exception {
        writing = false;
        contentType = ContentTypes.JSON;
        // Whoever makes the piece cannot answer beside it
        kind = PIECES;
        boolean complete;
        try {
            complete = made.make(json);
        } catch (Throwable e) {
            kind = UNANSWERED;
            json.reset();
            throw e;
        }
        if (complete) {
            kind = JSON;
        } else {
            pieces = made;
        }
    }

    /** What the source threw is for the handlers of that error, a checked one too. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable error) throws E {
        throw (E) error;
    }

    /** Gives the answer in pieces to its connection. */
    PiecedAnswer takePieces() {
        PiecedAnswer taken = pieces;
        pieces = null;
        return taken;
    }

    private void dropPieces() {
        if (pieces != null) {
            takePieces().closeSource();
        }
    }

    @Override
    public Reply text(String value) {
        requireUnanswered();
        text.set(value);
        return bytes(ContentTypes.TEXT, null, text.bytes(), 0, text.length(), false);
    }

    @Override
    public Reply bytes(String type, byte[] newBody) {
        return bytes(type, newBody, 0, newBody.length);
    }

    @Override
    public Reply bytes(String type, byte[] newBody, int offset, int length) {
        requireUnanswered();
        Objects.checkFromIndexSize(offset, length, newBody.length);
        int known = ContentTypes.of(type);
        if (known == ContentTypes.OTHER) {
            StagedFields.requireValue("Content-Type", type);
        }
        if (onWorker) {
            // The loop comes to it when the handler has returned, and its array may be another request's by then
            return bytes(known, type, Arrays.copyOfRange(newBody, offset, offset + length), 0, length, false);
        }
        return bytes(known, type, newBody, offset, length, false);
    }

    private Answer bytes(int type, String typeName, byte[] newBody, int offset, int length, boolean constant) {
        contentType = type;
        if (type == ContentTypes.OTHER && contentTypeName == null) {
            contentTypeName = typeName;
        }
        body = newBody;
        bodyStart = offset;
        bodyLength = length;
        bodyConstant = constant;
        kind = BYTES;
        return this;
    }

    @Override
    public Reply empty() {
        requireUnanswered();
        status = emptyStatus();
        return bytes(ContentTypes.NONE, null, RequestBytes.NONE, 0, 0, true);
    }

    @Override
    public Reply empty(int newStatus) {
        requireUnanswered();
        status(newStatus);
        return empty();
    }

    @Override
    public Reply send(Canned newCanned) {
        requireUnanswered();
        canned = Objects.requireNonNull(newCanned, "canned");
        body = newCanned.body();
        bodyStart = 0;
        bodyLength = body.length;
        bodyConstant = true;
        kind = CANNED;
        return this;
    }

    @Override
    public Reply redirect(String location) {
        return redirect(302, location);
    }

    @Override
    public Reply redirect(int newStatus, String location) {
        if (newStatus != 301 && newStatus != 302 && newStatus != 303 && newStatus != 307 && newStatus != 308) {
            throw new IllegalArgumentException("a redirection is 301, 302, 303, 307 or 308, not " + newStatus);
        }
        header("Location", location);
        return empty(newStatus);
    }

    @Override
    public Reply problem(int newStatus, String detail) {
        return problem(newStatus, detail, List.of());
    }

    /** Answers with a problem that says what is wrong with which part of the request. */
    Reply problem(int newStatus, String detail, List<InputError> errors) {
        requireUnanswered();
        if (newStatus < 400) {
            throw new IllegalArgumentException("a problem's status is between 400 and 599, not " + newStatus);
        }
        status(newStatus);
        writing = false;
        json.reset();
        plan.problems().write(newStatus, detail, errors, json);
        contentType = ContentTypes.PROBLEM;
        if (contentTypeName == null) {
            contentTypeName = plan.problems().contentType();
        }
        kind = JSON;
        return this;
    }

    /** Answers with a problem that was written at start. */
    Reply fixedProblem(Problems.Fixed problem) {
        byte[] fixed = plan.problems().body(problem);
        forgetBody();
        status = problem.status;
        // What was staged for another body does not describe this one
        contentTypeName = plan.problems().contentType();
        return bytes(ContentTypes.PROBLEM, null, fixed, 0, fixed.length, true);
    }

    /** Takes away what was staged about a body that is not sent. */
    void forgetBody() {
        staged.removeDescription();
        if (staged.hasEtag()) {
            staged.remove(StagedFields.ETAG);
        }
    }

    /** Stages the ETag of the body that was answered. */
    void stageEtag() {
        if (kind == JSON) {
            staged.addEtagOf(json.bytes(), 0, json.length());
        } else {
            staged.addEtagOf(body, bodyStart, bodyStart + bodyLength);
        }
    }

    /**
     * Makes a 304 of it. What was staged stays (RFC 9110 section 15.4.5 wants Cache-Control, Vary and their like), but for what
     * describes the body that is not sent.
     *
     * @return whether that body is in an array that is not to be kept for ever; nobody else will notice
     */
    boolean notModified() {
        boolean written = kind == JSON || kind == PIECES;
        boolean large = (written ? json.bytes() : body).length > RetainedArrays.LARGE_BYTES;
        dropPieces();
        staged.removeDescription();
        contentTypeName = null;
        status = 304;
        if (written) {
            json.reset();
        }
        bytes(ContentTypes.NONE, null, RequestBytes.NONE, 0, 0, true);
        return large;
    }

    @Override
    public Reply defer(Consumer<Later> work) {
        requireUnanswered();
        Objects.requireNonNull(work, "work");
        if (deferral == null) {
            throw new IllegalStateException(
                    "defer() can be used on the loop only: not in a blocking route (which may wait),"
                            + " not in an error handler, and not in Later.respond");
        }
        deferral.defer(this, work);
        return this;
    }
}
