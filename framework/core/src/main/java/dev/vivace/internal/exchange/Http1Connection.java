package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.HeadBlock;
import dev.vivace.internal.http1.HeadParser;
import dev.vivace.internal.http1.HeadScanner;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.http1.RequestHead;
import dev.vivace.internal.http1.Statuses;

/**
 * HTTP/1.1 and 1.0 on one connection (RFC 9112): takes bytes as they come, answers requests in order, and writes all answers
 * of one read at once.
 *
 * <p>A request that is there wholly is answered straight from the loop's read buffer. Otherwise unparsed bytes wait in an
 * array that the connection borrows ({@code carry}), or, once the head is complete, head and body gather in a {@link
 * HeldRequest}. While an answer is in work, or the client does not take what was answered, nothing more is parsed and the
 * socket is not read.
 *
 * <p><b>Threading:</b> its loop's. <b>Lifetime:</b> owns no buffer while idle.
 */
public final class Http1Connection extends RequestHolder implements Protocol {
    /** Waiting for a head, or in one. */
    private static final int HEAD = 0;
    /** In a body. */
    private static final int BODY = 1;
    /** A request is deferred or on a worker, or its answer is made in pieces. */
    private static final int WORKING = 2;
    /** The last answer is written or being sent; what still arrives is dropped. */
    private static final int CLOSING = 3;

    private static final int CLOSED = 4;

    /**
     * How much is read and dropped after a final error answer, so that a reset does not take the answer away. What a client
     * has in flight when a 413 meets it is its send buffer and our receive buffer, some MB: with 64 KB one of twenty clients
     * that sent 4 MB saw the answer.
     */
    private static final int LINGER_BYTES_MAX = 8 << 20;

    private static final long LINGER_NANOS = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    /** No answer can be lost there, only the difference between an end and a reset: a long round trip is enough. */
    private static final long IDLE_LINGER_NANOS = 250_000_000L;

    /**
     * When a socket that was full is filled up: in the first 200 ms Linux packs what the client does not take more tightly
     * and has room for 180 KB more, which would look like progress of the client's at the end of its time.
     */
    private static final long SETTLE_NANOS = 1_000_000_000L;

    private final Wire wire;
    private final AnswerHeads heads;
    private int phase;
    private HeadScanner.State scan;
    private boolean scanning;
    private boolean emptyLineSkipped;
    private boolean inputEnded;
    private boolean draining;
    private boolean linger;
    private boolean lingering;
    private int lingerBytes;
    /**
     * What the current time-out counts from: the end of the last answer, the first byte of a head, the last byte of an
     * answer that was taken, or the beginning of the lingering.
     */
    private long sinceNanos;

    private HeldRequest held;
    private PendingOutput pending;
    private InWork work;
    /** The answer that is being made, or null. */
    private PiecedAnswer pieces;
    /** The server stops, and the answer in pieces does not say that it is the last. */
    private boolean endsWhenIdle;
    /** What it held has been given to others, and its client is still to be told. */
    private boolean refusing;
    /** There was no room for what came behind the request in work: what still comes belongs to no request that is known. */
    private boolean bytesLost;

    Http1Connection(LoopContext loop, Wire wire, AnswerHeads heads) {
        super(loop);
        this.wire = wire;
        this.sinceNanos = loop.loop.nanoTime();
        loop.timers.schedule(sinceNanos + loop.timeouts.idleNanos(), this);
        this.heads = heads;
    }

    AnswerHeads heads() {
        return heads;
    }

    Wire wire() {
        return wire;
    }

    @Override
    public boolean wantsBytes() {
        return pending == null && phase != WORKING;
    }

    @Override
    public boolean idle() {
        return phase == HEAD && carry == null && pending == null;
    }

    @Override
    public void onBytes(byte[] in, int start, int end) {
        if (phase >= CLOSING) {
            drop(end - start);
            return;
        }
        loop.touch();
        if (carry != null) {
            if (append(in, start, end)) {
                processCarry();
            }
        } else {
            int at = process(in, start, end);
            if (at < end && phase < CLOSING && append(in, at, end)) {
                sinceNanos = loop.loop.nanoTime();
            }
        }
        endTurn();
    }

    /** Goes through complete requests; the index behind what was consumed. */
    private int process(byte[] in, int start, int end) {
        int at = start;
        while (at < end && phase <= BODY && pending == null) {
            int consumed = phase == HEAD ? head(in, at, end) : body(in, at, end);
            if (consumed == 0) {
                break;
            }
            at += consumed;
        }
        return at;
    }

    private int head(byte[] in, int at, int end) {
        if (scanning) {
            return resumedHead(in, at, end);
        }
        int length = HeadParser.parse(in, at, end, loop.head, loop.limits);
        return length > 0 ? request(in, at, length, end) : firstLook(in, at, end, length);
    }

    /** RFC 9112 section 2.2: one empty line before a request line is ignored. */
    private int firstLook(byte[] in, int at, int end, int parsed) {
        if (in[at] == '\r' && !emptyLineSkipped) {
            if (at + 1 == end) {
                return 0;
            }
            if (in[at + 1] == '\n') {
                emptyLineSkipped = true;
                return 2;
            }
        }
        if (!HeadScanner.canStart(in[at])) {
            return fault(Faults.BAD_METHOD, false, end - at);
        }
        if (scan == null) {
            scan = new HeadScanner.State();
        }
        int result = loop.scanner.begin(in, at, end, parsed, loop.head, scan);
        if (result < 0) {
            return fault(result, HeadScanner.startsWithHead(in, at, end), end - at);
        }
        scanning = true;
        return 0;
    }

    private int resumedHead(byte[] in, int at, int end) {
        int length = loop.scanner.resume(in, at, end, loop.head, scan);
        if (length == HeadScanner.INCOMPLETE) {
            return 0;
        }
        if (length < 0) {
            return fault(length, HeadScanner.startsWithHead(in, at, end), end - at);
        }
        scanning = false;
        return request(in, at, length, end);
    }

    /** A head is complete: the number of bytes consumed, at least the head's. */
    private int request(byte[] in, int at, int length, int end) {
        RequestHead head = loop.head;
        emptyLineSkipped = false;
        loop.counters.add(LoopCounters.REQUESTS, 1);
        int fault = loop.exchange.route(head, this);
        if (fault == 0 && head.expectUnknown) {
            fault = Faults.EXPECTATION_FAILED;
        }
        if (fault < 0) {
            return fault(fault, head.methodId == Methods.HEAD, end - at);
        }
        if (!head.hasBody()) {
            loop.exchange.handle(this);
            return consumed(length, at, end);
        }
        return requestWithBody(in, at, length, end);
    }

    /** After the last answer nothing behind it is looked at (RFC 9112 section 9.6). */
    private int consumed(int length, int at, int end) {
        if (phase < CLOSING) {
            return length;
        }
        linger |= at + length < end;
        return end - at;
    }

    private int requestWithBody(byte[] in, int at, int length, int end) {
        RequestHead head = loop.head;
        RoutePlan route = loop.view.route;
        if (head.contentLength > route.bodyBytesMax()) {
            return fault(Faults.BODY_TOO_LARGE, head.methodId == Methods.HEAD, end - at);
        }
        if (head.expectContinue && route.refusal()) {
            // RFC 9110 section 10.1.1: a final answer instead of 100, and no guess whether the body follows
            head.keepAlive = false;
            linger = true;
            loop.exchange.handle(this);
            return consumed(length, at, end);
        }
        int available = end - at - length;
        if (!head.chunked && available >= head.contentLength) {
            int bodyEnd = at + length + (int) head.contentLength;
            if (!route.bodyDropped()) {
                loop.view.body(in, at + length, bodyEnd);
            }
            loop.exchange.handle(this);
            return consumed(bodyEnd - at, at, end);
        }
        if (head.expectContinue && available == 0) {
            loop.writer.interim(this);
            if (phase == CLOSED) {
                return end - at;
            }
        }
        held = loop.borrowHeld();
        loop.held.holds(this);
        if (!held.begin(in, head, route.bodyBytesMax(), route.bodyDropped(), this)) {
            return fault(Faults.REQUEST_BYTES_HELD, head.methodId == Methods.HEAD, end - at);
        }
        if (pending != null) {
            // The interim answer found the socket full
            held.clock().pause(sinceNanos);
        }
        phase = BODY;
        return length;
    }

    private int body(byte[] in, int at, int end) {
        HeldRequest request = held;
        int consumed = request.feed(in, at, end);
        if (consumed < 0) {
            return fault(consumed, request.bodiless(), end - at);
        }
        if (!request.complete()) {
            return consumed;
        }
        held = null;
        phase = HEAD;
        byte[] bytes = request.bytes();
        int headLength = request.headLength();
        HeadParser.parse(bytes, 0, headLength, loop.head, loop.limits);
        loop.exchange.route(loop.head, this);
        loop.view.body(bytes, headLength, headLength + request.bodyLength());
        loop.exchange.handle(this, request);
        return consumed(consumed, at, end);
    }

    /** Answers a client that speaks without TLS where TLS is spoken, and closes: all that still comes is dropped. */
    public void refusePlain() {
        refuse(Faults.PLAIN_HTTP, false);
    }

    /** Answers a request that cannot be trusted any further, and closes: all that is there counts as consumed. */
    private int fault(int code, boolean bodiless, int rest) {
        loop.counters.fault(code);
        byte[] problem = loop.plan.problems().fault(code);
        HeadBlock block = code == Faults.REQUEST_BYTES_HELD ? heads.retryLater() : heads.problem(Faults.status(code));
        phase = CLOSING;
        linger = true;
        releaseHeld();
        loop.writer.fault(this, block, problem, bodiless ? 0 : problem.length);
        loop.counters.answered(Faults.status(code));
        return rest;
    }

    /** The answer comes later: nothing more is parsed until {@link #workDone}. */
    void await(InWork newWork) {
        work = newWork;
        phase = WORKING;
    }

    boolean awaits(InWork finished) {
        return work == finished && phase == WORKING;
    }

    /** The answer that was waited for; then goes on with what arrived meanwhile. A turn of its own. */
    void workDone(InWork finished, Answer answer) {
        if (!awaits(finished)) {
            return;
        }
        workRefused();
        if (answer.kind == Answer.PIECES) {
            beginPieces(finished.request, answer);
        } else {
            commit(finished.request, answer);
        }
        // Nothing was read meanwhile; what has come since must not reset the connection
        linger |= phase == CLOSING;
        resume();
    }

    /** Work that did not begin after all: the caller answers. */
    void workRefused() {
        work = null;
        phase = HEAD;
    }

    /** As {@link #commit} for an answer that is made in pieces: writes its head and its first piece. */
    void beginPieces(RequestView request, Answer answer) {
        PiecedAnswer begun = answer.takePieces();
        boolean keepAlive = request.head.keepAlive && !answer.close && !draining;
        // From here on its end is this connection's to report
        pieces = begun;
        phase = WORKING;
        boolean whole = begun.begin(request, answer, keepAlive);
        if (phase == CLOSED) {
            return;
        }
        if (whole) {
            piecesEnded(begun);
        } else {
            loop.pieceTurns.add(begun);
        }
    }

    /** The turn of an answer in pieces. */
    void makePiece(PiecedAnswer of) {
        if (pieces != of || pending != null) {
            return;
        }
        loop.touch();
        boolean last = of.next();
        if (phase == CLOSED) {
            // What the broken connection did not take any more must not be in the way of the next one's
            loop.writer.discard();
            return;
        }
        if (last) {
            piecesEnded(of);
            resume();
            if (endsWhenIdle) {
                onDrain();
            }
            return;
        }
        endTurn();
        if (phase == WORKING && pending == null) {
            loop.pieceTurns.add(of);
        }
    }

    private void piecesEnded(PiecedAnswer answer) {
        pieces = null;
        phase = answer.keepAlive() && !bytesLost ? HEAD : CLOSING;
        // Nothing was read meanwhile; what has come since must not reset the connection
        linger |= phase == CLOSING;
        answer.ended();
    }

    private void resume() {
        long now = loop.loop.nanoTime();
        if (held != null) {
            held.clock().resume(now);
        }
        // What is there of a head could not be read on until now
        sinceNanos = now;
        if (carry != null && phase <= BODY && pending == null) {
            processCarry();
        }
        endTurn();
        if (phase <= BODY && pending == null) {
            recordWaits(0, wire.holdsInput());
            wire.resumeReading();
        }
    }

    /** Writes a staged answer to the output of this turn. */
    void commit(RequestView request, Answer answer) {
        RequestHead head = request.head;
        boolean keepAlive = head.keepAlive && !answer.close && !draining;
        if (!keepAlive) {
            phase = CLOSING;
            // The client did not ask for it and may have sent more already
            linger |= head.keepAlive;
        }
        int status = answer.status;
        boolean bodiless = head.methodId == Methods.HEAD || Statuses.bodiless(status);
        long bytes;
        try {
            bytes = loop.writer.answer(this, answer, keepAlive, head.minorVersion, bodiless);
        } catch (Throwable e) {
            // The transport threw: the connection will be closed, and the listeners hear of every end
            loop.notifyAborted(request);
            throw e;
        }
        if (phase == CLOSED) {
            loop.notifyAborted(request);
            return;
        }
        loop.counters.answered(status);
        if (request.listeners() != null) {
            loop.notifyAnswered(request, status, bytes);
        }
    }

    private void endTurn() {
        if (phase == CLOSING && !lingering && pending == null && !refusing) {
            wire.endsNext();
        }
        loop.writer.flush(this);
        if (pending == null) {
            if (phase == CLOSING) {
                if (refusing) {
                    return;
                }
                finish(LINGER_NANOS);
            } else if (inputEnded && phase <= BODY) {
                wire.close();
            }
        }
        if (phase == HEAD && carry == null && pending == null) {
            // Idle: what is on the wheel mostly comes too early and is set again then, which is rare
            sinceNanos = loop.loop.nanoTime();
            long due = sinceNanos + loop.timeouts.idleNanos();
            if (!timed() || dueNanos - due > 0) {
                loop.timers.schedule(due, this);
            }
        } else {
            setTimeout();
        }
    }

    /** Sets the time-out of what is in progress, unless it will be looked after earlier anyway. */
    private void setTimeout() {
        long due = timeoutNanos();
        if (due != NEVER && (!timed() || dueNanos - due > 0)) {
            loop.timers.schedule(due, this);
        }
    }

    /** When the client is late with what is in progress, if it goes on as it does. */
    private long timeoutNanos() {
        Timeouts timeouts = loop.timeouts;
        if (pending != null) {
            long nanos = timeouts.answerNanos();
            return sinceNanos + (pending.settled ? nanos : Math.min(SETTLE_NANOS, nanos / 2));
        }
        return switch (phase) {
            case HEAD -> sinceNanos + (headBegun() ? timeouts.headerNanos() : timeouts.idleNanos());
            case BODY -> held.clock().dueNanos();
            case CLOSING -> lingering ? sinceNanos + LINGER_NANOS : NEVER;
            default -> NEVER;
        };
    }

    private boolean headBegun() {
        return carry != null || wire.holdsInput();
    }

    @Override
    protected void onDue(long nowNanos) {
        try {
            long due = timeoutNanos();
            if (due == NEVER) {
                return;
            }
            if (due - nowNanos > 0) {
                loop.timers.schedule(due, this);
            } else {
                timedOut(nowNanos);
            }
        } catch (Throwable e) {
            loop.connectionFailed(wire, e);
        }
    }

    private void timedOut(long nowNanos) {
        if (pending != null) {
            answerStalled(nowNanos);
        } else if (phase == BODY) {
            refuse(held.clock().tooSlow() ? Faults.BODY_TOO_SLOW : Faults.BODY_TIMEOUT, bodilessSoFar());
        } else if (phase == HEAD && headBegun()) {
            refuse(Faults.HEADER_TIMEOUT, bodilessSoFar());
        } else {
            if (phase == HEAD) {
                loop.counters.add(LoopCounters.IDLE_CLOSED, 1);
            }
            wire.close();
        }
    }

    /**
     * The selector reports a socket writable when a good part of its buffer is free again, which a slow client may take
     * longer for than it is given: what counts is whether the socket takes anything. The first time it is only filled up.
     */
    private void answerStalled(long nowNanos) {
        boolean fillsUp = !pending.settled;
        long waiting = pending.length();
        if (!pending.sendTo(wire, LoopContext.OUTPUT_BYTES)) {
            return;
        }
        if (pending.length() < waiting) {
            sinceNanos = nowNanos;
            if (!fillsUp) {
                loop.held.waits(pending);
            }
        } else if (!fillsUp) {
            loop.counters.add(LoopCounters.ANSWER_TIMEOUT, 1);
            wire.cutOff();
            return;
        }
        pending.settled = fillsUp;
        setTimeout();
    }

    /** Answers what has been read of a request with a fault; a turn of its own. */
    private void refuse(int code, boolean bodiless) {
        loop.touch();
        fault(code, bodiless, 0);
        releaseCarry();
        endTurn();
    }

    /** Whether what has been read asks for an answer without a body. */
    private boolean bodilessSoFar() {
        return held != null
                ? held.bodiless()
                : carry != null && HeadScanner.startsWithHead(carry, carryStart, carryEnd);
    }

    @Override
    boolean receiving() {
        return phase <= BODY && (held != null || headBegun());
    }

    @Override
    long requestBytes() {
        return carryBytes() + wire.inputBytes() + (held == null ? 0L : held.bytes().length);
    }

    /** Says so to the client in a turn of its own: this may be in the middle of another connection's. */
    @Override
    void refuseHeldBytes() {
        boolean bodiless = bodilessSoFar();
        // First: where that fails, for want of memory, nothing has changed, and its time-out still comes
        loop.loop.execute(() -> tellRefused(bodiless));
        phase = CLOSING;
        refusing = true;
        releaseHeld();
        releaseCarry();
        wire.dropInput();
    }

    private void tellRefused(boolean bodiless) {
        refusing = false;
        try {
            if (phase != CLOSED) {
                refuse(Faults.REQUEST_BYTES_HELD, bodiless);
            }
        } catch (Throwable e) {
            loop.connectionFailed(wire, e);
        }
    }

    /** RFC 9112 section 9.6: closing with input unread would reset the connection and may take the answer with it. */
    private void finish(long lingerNanos) {
        if (!linger || inputEnded) {
            wire.close();
        } else if (!lingering) {
            lingering = true;
            // As if it had begun earlier, where it is to be shorter
            sinceNanos = loop.loop.nanoTime() - (LINGER_NANOS - lingerNanos);
            releaseCarry();
            wire.shutdownOutput();
            // A client that is gone already makes the shutdown close the connection
            if (phase != CLOSED) {
                wire.resumeReading();
                setTimeout();
            }
        }
    }

    private void drop(int length) {
        lingerBytes += length;
        if (lingerBytes > LINGER_BYTES_MAX) {
            wire.close();
        }
    }

    private void processCarry() {
        int at = process(carry, carryStart, carryEnd);
        if (phase >= CLOSING || at == carryEnd) {
            releaseCarry();
        } else if (at > carryStart) {
            // What is left is the beginning of another request
            carryStart = at;
            sinceNanos = loop.loop.nanoTime();
            if (held == null) {
                loop.held.holds(this);
            }
        }
    }

    /** Keeps bytes for later; false when there is no room for them, which ends the connection. */
    private boolean append(byte[] in, int start, int end) {
        if (bytesLost) {
            return false;
        }
        boolean first = carry == null;
        if (!carry(in, start, end)) {
            if (first) {
                noRoom(in, start, end);
            } else {
                noRoom(carry, carryStart, carryEnd);
            }
            return false;
        }
        if (first && held == null) {
            loop.held.holds(this);
        }
        return true;
    }

    private void noRoom(byte[] in, int start, int end) {
        if (phase == WORKING) {
            // Its answer is still to come, and is the last one
            loop.counters.fault(Faults.REQUEST_BYTES_HELD);
            bytesLost = true;
            draining = true;
        } else {
            fault(Faults.REQUEST_BYTES_HELD, HeadScanner.startsWithHead(in, start, end), 0);
        }
        releaseCarry();
    }

    private void releaseCarry() {
        if (carry != null) {
            giveBackCarry();
            holdsLess();
        }
    }

    private void releaseHeld() {
        if (held != null) {
            loop.giveBackHeld(held);
            held = null;
            holdsLess();
        }
    }

    /** Something that was held of a request is not held any more, here or by the wire. */
    public void holdsLess() {
        if (carry == null && held == null && !wire.holdsInput()) {
            loop.held.holdsNoMore(this);
        }
    }

    /** The wire has that much of a record, whose rest is the client's to send: a new one gets the time of a head. */
    public void recordWaits(int bytes, boolean begins) {
        if (held != null) {
            held.clock().arrivedAhead(bytes, loop.loop.nanoTime());
        } else if (begins && idle()) {
            sinceNanos = loop.loop.nanoTime();
            loop.held.holds(this);
            setTimeout();
        }
    }

    /** There is no room for what the wire has to hold. */
    public void noRoomForRecord() {
        if (phase == WORKING) {
            noRoom(carry, carryStart, carryEnd);
            wire.dropInput();
        } else if (phase < CLOSING) {
            refuseHeldBytes();
        }
    }

    /** What the client has not taken of the answers, or null. */
    PendingOutput pending() {
        return pending;
    }

    /** The socket is full: answers wait here, and requests behind them. */
    PendingOutput startPending() {
        pending = loop.borrowPending();
        pending.owner = this;
        loop.held.waits(pending);
        sinceNanos = loop.loop.nanoTime();
        if (held != null) {
            held.clock().pause(sinceNanos);
        }
        wire.awaitWritable();
        return pending;
    }

    boolean closed() {
        return phase == CLOSED;
    }

    @Override
    public void onWritable() {
        if (pending == null) {
            return;
        }
        long waiting = pending.length();
        if (!pending.sendTo(wire, LoopContext.OUTPUT_BYTES)) {
            return;
        }
        if (!pending.isEmpty()) {
            if (pending.length() < waiting) {
                sinceNanos = loop.loop.nanoTime();
                loop.held.waits(pending);
                pending.settled = false;
                setTimeout();
            }
            wire.awaitWritable();
            return;
        }
        loop.giveBackPending(pending);
        pending = null;
        if (pieces != null) {
            loop.pieceTurns.add(pieces);
            return;
        }
        loop.touch();
        resume();
    }

    @Override
    public void onInputEnd() {
        inputEnded = true;
        if (lingering || (phase <= BODY && pending == null)) {
            wire.close();
        }
    }

    @Override
    public void draining() {
        draining = true;
    }

    /** RFC 9112 section 9.6: a request that crosses the close is read and dropped; it would reset a socket that is closed. */
    @Override
    public void onDrain() {
        if (idle()) {
            phase = CLOSING;
            linger = true;
            finish(IDLE_LINGER_NANOS);
        } else {
            endsWhenIdle = true;
        }
    }

    @Override
    public boolean exiting() {
        return work != null && work.exiting();
    }

    @Override
    public void onClosed() {
        phase = CLOSED;
        loop.timers.cancel(this);
        releaseCarry();
        if (pending != null) {
            loop.giveBackPending(pending);
            pending = null;
        }
        releaseHeld();
        if (work != null) {
            InWork lost = work;
            work = null;
            lost.abort();
        }
        if (pieces != null) {
            PiecedAnswer lost = pieces;
            pieces = null;
            lost.aborted();
        }
    }
}
