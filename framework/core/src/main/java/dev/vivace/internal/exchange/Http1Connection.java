package dev.vivace.internal.exchange;

import dev.vivace.AnswerListener;
import dev.vivace.internal.http1.ContentTypes;
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
public final class Http1Connection implements Protocol {
    /** Waiting for a head, or in one. */
    private static final int HEAD = 0;
    /** In a body. */
    private static final int BODY = 1;
    /** A request is deferred or on a worker. */
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

    private final LoopContext loop;
    private final Wire wire;
    private int phase;
    private HeadScanner.State scan;
    private boolean scanning;
    private boolean emptyLineSkipped;
    private boolean inputEnded;
    private boolean draining;
    private boolean linger;
    /** What ends the lingering at its time; null before. */
    private Runnable lingering;

    private int lingerBytes;
    private byte[] carry;
    private int carryStart;
    private int carryEnd;
    private HeldRequest held;
    private PendingOutput pending;
    private InWork work;
    private long lingerTimer;

    Http1Connection(LoopContext loop, Wire wire) {
        this.loop = loop;
        this.wire = wire;
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
            append(in, start, end);
            processCarry();
        } else {
            int at = process(in, start, end);
            if (at < end && phase < CLOSING) {
                append(in, at, end);
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
        held.begin(in, head, route.bodyBytesMax(), route.bodyDropped());
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
        loop.exchange.handle(this);
        loop.giveBackHeld(request);
        return consumed(consumed, at, end);
    }

    /** Answers a request that cannot be trusted any further, and closes: all that is there counts as consumed. */
    private int fault(int code, boolean bodiless, int rest) {
        loop.counters.fault(code);
        byte[] problem = Problems.fault(code);
        HeadBlock block = loop.heads.block(Faults.status(code), ContentTypes.PROBLEM);
        phase = CLOSING;
        linger = true;
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
        commit(finished.request, answer);
        // Nothing was read meanwhile; what has come since must not reset the connection
        linger |= phase == CLOSING;
        resume();
    }

    /** Work that did not begin after all: the caller answers. */
    void workRefused() {
        work = null;
        phase = HEAD;
    }

    private void resume() {
        if (carry != null && phase <= BODY && pending == null) {
            processCarry();
        }
        endTurn();
        if (phase <= BODY && pending == null) {
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
        long bytes = loop.writer.answer(this, answer, keepAlive, head.minorVersion, bodiless);
        if (phase == CLOSED) {
            loop.counters.add(LoopCounters.ABORTED, 1);
            loop.notifyAnswered(request, AnswerListener.STATUS_ABORTED, 0);
            return;
        }
        loop.counters.answered(status);
        if (request.listeners() != null) {
            loop.notifyAnswered(request, status, bytes);
        }
    }

    private void endTurn() {
        loop.writer.flush(this);
        if (pending == null) {
            if (phase == CLOSING) {
                finish();
            } else if (inputEnded && phase <= BODY) {
                wire.close();
            }
        }
    }

    /** RFC 9112 section 9.6: closing with input unread would reset the connection and may take the answer with it. */
    private void finish() {
        if (!linger || inputEnded) {
            wire.close();
        } else if (lingering == null) {
            lingering = wire::close;
            lingerTimer = loop.timers.schedule(LINGER_NANOS, lingering);
            releaseCarry();
            wire.shutdownOutput();
            // A client that is gone already makes the shutdown close the connection
            if (phase != CLOSED) {
                wire.resumeReading();
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
        } else {
            carryStart = at;
        }
    }

    private void append(byte[] in, int start, int end) {
        int more = end - start;
        if (carry == null) {
            carry = loop.buffers.borrow(more);
            carryStart = 0;
            carryEnd = 0;
        } else if (carryEnd + more > carry.length) {
            makeRoom(more);
        }
        System.arraycopy(in, start, carry, carryEnd, more);
        carryEnd += more;
    }

    private void makeRoom(int more) {
        int used = carryEnd - carryStart;
        byte[] target = carry;
        if (used + more > carry.length) {
            target = loop.buffers.borrow(Math.max(used + more, used * 2));
        }
        System.arraycopy(carry, carryStart, target, 0, used);
        if (target != carry) {
            loop.buffers.giveBack(carry);
            carry = target;
        }
        carryStart = 0;
        carryEnd = used;
    }

    private void releaseCarry() {
        if (carry != null) {
            loop.buffers.giveBack(carry);
            carry = null;
        }
    }

    /** What the client has not taken of the answers, or null. */
    PendingOutput pending() {
        return pending;
    }

    /** The socket is full: answers wait here, and requests behind them. */
    PendingOutput startPending() {
        pending = loop.borrowPending();
        wire.awaitWritable();
        return pending;
    }

    boolean closed() {
        return phase == CLOSED;
    }

    @Override
    public void onWritable() {
        if (pending == null || !pending.sendTo(wire, LoopContext.OUTPUT_BYTES)) {
            return;
        }
        if (!pending.isEmpty()) {
            wire.awaitWritable();
            return;
        }
        loop.giveBackPending(pending);
        pending = null;
        loop.touch();
        resume();
    }

    @Override
    public void onInputEnd() {
        inputEnded = true;
        if (lingering != null || (phase <= BODY && pending == null)) {
            wire.close();
        }
    }

    @Override
    public void draining() {
        draining = true;
    }

    @Override
    public void onDrain() {
        if (idle()) {
            wire.close();
        }
    }

    @Override
    public void onClosed() {
        phase = CLOSED;
        releaseCarry();
        if (pending != null) {
            loop.giveBackPending(pending);
            pending = null;
        }
        if (held != null) {
            loop.giveBackHeld(held);
            held = null;
        }
        if (lingering != null) {
            loop.timers.cancel(lingerTimer, lingering);
        }
        if (work != null) {
            InWork lost = work;
            work = null;
            lost.abort();
        }
    }
}
