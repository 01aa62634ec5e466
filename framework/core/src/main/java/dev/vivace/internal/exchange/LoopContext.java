package dev.vivace.internal.exchange;

import dev.vivace.AnswerListener;
import dev.vivace.InputErrors;
import dev.vivace.PerLoop;
import dev.vivace.ServerOptions;
import dev.vivace.internal.http1.DateClock;
import dev.vivace.internal.http1.HeadScanner;
import dev.vivace.internal.http1.HttpLimits;
import dev.vivace.internal.http1.RequestHead;
import dev.vivace.internal.json.JsonInput;
import dev.vivace.internal.json.StrictJson;
import dev.vivace.internal.route.RouteMatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * All that one loop owns and reuses: offset table, route match, request, answer, output buffer, clock, counters, timers. A
 * connection has no buffer of its own while it is idle.
 *
 * <p><b>Threading:</b> one per loop, used on it only, {@link #counters}, {@link #log} and the completion queue apart.
 */
public final class LoopContext {
    /** All answers of one read leave in one write while they fit. */
    public static final int OUTPUT_BYTES = 65_536;

    /** What one read brings at most. */
    public static final int INPUT_BYTES_MAX = 65_536;

    private static final VarHandle TURN_LONG;

    static {
        try {
            TURN_LONG = MethodHandles.lookup().findVarHandle(LoopContext.class, "turnLong", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int HELD_KEPT_MAX = 16;
    private static final int WORKER_INPUT_BYTES_KEPT = 16 * 1_024;
    private static final int PENDING_KEPT_MAX = 16;

    final AppPlan plan;
    final Loop loop;
    final Executor workers;
    final ErrorLog log;
    final LoopCounters counters;
    final HttpLimits limits;
    final HeldBytes held;
    final Timeouts timeouts;
    final RetainedArrays retained = new RetainedArrays(this);
    final BufferPool buffers;
    final RequestArrays requestArrays;
    private final AnswerArrays answerArrays;
    final RequestHead head;
    final HeadScanner scanner;
    final RouteMatch match;
    final byte[] pathScratch;
    final DateClock date = new DateClock();
    final AnswerHeads heads;
    final Answer answer;
    final RequestView view;
    final Exchange exchange;
    final Chain chain;
    final LoopTimers timers;
    /** Made at start, as its classes may be in a jar that could not be opened when descriptors have run out. */
    final CompletionQueue completions;

    final AnswerWriter writer;
    final PieceTurns pieceTurns = new PieceTurns(this);
    private final Refusals refusals;
    /** The route whose late answer is being written, which is not that of the loop's view; null at other times. */
    private RoutePlan lateRoute;

    private final int index;
    private final HeldRequest[] heldKept = new HeldRequest[HELD_KEPT_MAX];
    private int heldKeptCount;
    private final PendingOutput[] pendingKept = new PendingOutput[PENDING_KEPT_MAX];
    private int pendingKeptCount;
    private final Object[] perLoopValues = new Object[PerLoop.COUNT_MAX];
    private final PerLoop<?>[] perLoopKeys = new PerLoop<?>[PerLoop.COUNT_MAX];
    /** Of listeners whose answers have further constant fields. */
    private final List<AnswerHeads> furtherHeads = new ArrayList<>();

    /** Empty; null while rules of the app have it. */
    InputErrors ruleErrors;

    private JsonInput jsonInput;
    private long nextSecondNanos;
    private boolean dateKnown;
    private volatile boolean draining;
    /** Set by another thread, see {@link #turnIsLong()}. */
    private boolean turnLong;

    /** The per-loop values are closed, and none is made any more. */
    private boolean stopped;

    private int deferredInFlight;
    private int blockingInFlight;

    /**
     * @param index the loop's number, from 0
     * @param workers runs blocking handlers; may refuse
     */
    public LoopContext(AppPlan plan, Loop loop, int index, Executor workers, ErrorLog log) {
        this(plan, loop, index, workers, log, new LoopCounters());
    }

    /** @param counters those of the loop whose place this one takes: they count on */
    public LoopContext(AppPlan plan, Loop loop, int index, Executor workers, ErrorLog log, LoopCounters counters) {
        this.counters = counters;
        this.plan = plan;
        this.loop = loop;
        this.index = index;
        this.workers = workers;
        this.log = log;
        this.limits = plan.limits();
        this.held = new HeldBytes(
                counters, plan.options().requestBytesHeldMax(), plan.options().answerBytesHeldMax());
        this.timers = new LoopTimers(this);
        this.timeouts = Timeouts.of(plan.options());
        this.buffers = new BufferPool(plan.options().bufferRetainedBytesMax(), retained::watch);
        this.requestArrays = new RequestArrays(buffers, held, counters);
        this.answerArrays = new AnswerArrays(buffers, held);
        this.head = new RequestHead(limits.headerCountMax());
        this.scanner = new HeadScanner(limits);
        this.match = plan.routes().newMatch();
        this.pathScratch = new byte[limits.requestLineBytesMax() + 16];
        this.heads = newHeads("");
        this.writer = new AnswerWriter(this);
        this.answer = new Answer(this, false);
        this.view = new RequestView(this);
        this.chain = new Chain(this);
        this.exchange = new Exchange(this);
        this.refusals = new Refusals(this);
        this.completions = new CompletionQueue(
                this, plan.options().deferredInFlightMax() + plan.options().blockingInFlightMax());
    }

    /** Makes the per-loop values that are wanted at start. Loop thread. */
    public void start() {
        for (PerLoop<?> key : plan.perLoops()) {
            perLoop(key);
        }
    }

    /**
     * The loop's thread has died and its connections are closed: what is still in work elsewhere has nobody to come back to.
     * On the thread that was the loop's.
     */
    public void abandon() {
        stop();
        counters.add(LoopCounters.IN_WORK, -(deferredInFlight + blockingInFlight));
        deferredInFlight = 0;
        blockingInFlight = 0;
        held.abandon();
    }

    /** Closes the per-loop values, last made first. Loop thread. */
    public void stop() {
        stopped = true;
        for (int i = perLoopKeys.length - 1; i >= 0; i--) {
            if (perLoopKeys[i] != null) {
                closeValue(perLoopKeys[i], perLoopValues[i]);
                perLoopKeys[i] = null;
                perLoopValues[i] = null;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private <T> void closeValue(PerLoop<T> key, Object value) {
        try {
            key.close((T) value);
        } catch (Throwable e) {
            log.error("closing a PerLoop value failed", e);
        }
    }

    @SuppressWarnings("unchecked")
    <T> T perLoop(PerLoop<T> key) {
        if (!loop.inLoop()) {
            throw new IllegalStateException("a PerLoop value can be used on its loop only, not on thread "
                    + Thread.currentThread().getName());
        }
        Object value = perLoopValues[key.index()];
        if (value == null) {
            if (stopped) {
                throw new IllegalStateException("loop " + index + " has ended, and makes no PerLoop values any more");
            }
            value = key.make(index);
            if (value == null) {
                throw new IllegalStateException("the maker of a PerLoop value returned null on loop " + index);
            }
            perLoopValues[key.index()] = value;
            perLoopKeys[key.index()] = key;
        }
        return (T) value;
    }

    /** A new connection's protocol. */
    public Http1Connection newConnection(Wire wire) {
        return new Http1Connection(this, wire, heads);
    }

    /** A new connection's protocol, whose answers have heads of their own. */
    public Http1Connection newConnection(Wire wire, AnswerHeads itsHeads) {
        return new Http1Connection(this, wire, itsHeads);
    }

    /**
     * Heads with further constant fields; the same ones for the same fields.
     *
     * @param fields complete field lines, each with its CR LF; may be empty
     */
    public AnswerHeads heads(String fields) {
        if (fields.isEmpty()) {
            return heads;
        }
        for (AnswerHeads known : furtherHeads) {
            if (known.fields.equals(fields)) {
                return known;
            }
        }
        AnswerHeads made = newHeads(fields);
        furtherHeads.add(made);
        return made;
    }

    private AnswerHeads newHeads(String fields) {
        return new AnswerHeads(
                plan.options().serverName(), date, fields, plan.problems().contentType());
    }

    public Loop loop() {
        return loop;
    }

    /** Arrays for what has come of requests. */
    public RequestArrays requestArrays() {
        return requestArrays;
    }

    /** Arrays for what a protocol that wraps another one has made of its answers. */
    public ByteArrays answerArrays() {
        return answerArrays;
    }

    /** Sets something for a time from now, or moves it. */
    public void schedule(long delayNanos, Timed timed) {
        timers.scheduleIn(delayNanos, timed);
    }

    /** Takes something back; nothing happens when it is not set. */
    public void cancel(Timed timed) {
        timers.cancel(timed);
    }

    /** Says whether the server is about to stop. Any thread. */
    public void announceDrain(boolean begins) {
        draining = begins;
    }

    boolean draining() {
        return draining;
    }

    public LoopCounters counters() {
        return counters;
    }

    /** For connections beyond the bound. */
    public Refusals refusals() {
        return refusals;
    }

    /**
     * The route of the request that the loop took up last, or whose answer it writes; any thread, as far as that thread can
     * see it.
     */
    public String routeLabel() {
        RoutePlan late = lateRoute;
        RoutePlan route = late != null ? late : view.route;
        return route == null ? "(none)" : route.label();
    }

    void lateRoute(RoutePlan route) {
        lateRoute = route;
    }

    public ErrorLog log() {
        return log;
    }

    /** Arrays that connections have borrowed and not given back. */
    public int borrowedCount() {
        return buffers.borrowedCount();
    }

    /** Bytes that the scanner of partial heads has looked at. */
    public long bytesInspected() {
        return scanner.bytesInspected();
    }

    /**
     * This turn has lasted so long that the time it began with is not that of its answers any more. Any thread may say so; a
     * clock that is read for each answer would cost an eighth of what an answer costs.
     */
    public void turnIsLong() {
        TURN_LONG.setOpaque(this, true);
    }

    /** Before each answer: the date of a turn that is held up goes on. */
    void keepDate() {
        if ((boolean) TURN_LONG.getOpaque(this)) {
            TURN_LONG.setOpaque(this, false);
            setDate(loop.nanoTimeNow());
        }
    }

    /** Begins a turn: brings the date up to date. The wall clock is read once a second, the monotonic one once a wake-up. */
    void touch() {
        long now = loop.nanoTime();
        if (!dateKnown || now - nextSecondNanos >= 0) {
            setDate(now);
        }
    }

    private void setDate(long now) {
        long millis = loop.epochMillis();
        date.update(millis);
        nextSecondNanos = now + (1_000 - Math.floorMod(millis, 1_000L)) * 1_000_000L;
        dateKnown = true;
    }

    JsonInput jsonInput() {
        if (jsonInput == null) {
            jsonInput = newJsonInput();
        }
        return jsonInput;
    }

    /** For a worker, on any thread. */
    JsonInput borrowJsonInput() {
        JsonInput kept = plan.codecs().keptInputs().take();
        return kept == null ? newJsonInput() : kept;
    }

    /** Large ones are not kept: there may be as many as workers. */
    void giveBackJsonInput(JsonInput input) {
        if (input.heldBytes() <= WORKER_INPUT_BYTES_KEPT) {
            plan.codecs().keptInputs().giveBack(input);
        }
    }

    private JsonInput newJsonInput() {
        ServerOptions options = plan.options();
        return plan.codecs()
                .newInput(
                        options.jsonDepthMax(), StrictJson.NUMBER_CHARS_MAX_DEFAULT, options.bufferRetainedBytesMax());
    }

    HeldRequest borrowHeld() {
        if (heldKeptCount == 0) {
            return new HeldRequest(this);
        }
        HeldRequest held = heldKept[--heldKeptCount];
        heldKept[heldKeptCount] = null;
        return held;
    }

    void giveBackHeld(HeldRequest held) {
        held.release();
        if (heldKeptCount < HELD_KEPT_MAX) {
            heldKept[heldKeptCount++] = held;
        }
    }

    PendingOutput borrowPending() {
        if (pendingKeptCount == 0) {
            return new PendingOutput(buffers, held);
        }
        PendingOutput pending = pendingKept[--pendingKeptCount];
        pendingKept[pendingKeptCount] = null;
        return pending;
    }

    void giveBackPending(PendingOutput pending) {
        pending.release();
        if (pendingKeptCount < PENDING_KEPT_MAX) {
            pendingKept[pendingKeptCount++] = pending;
        }
    }

    /** Gives up large arrays that were not needed since the call before; whether there are some all the same. */
    boolean trim() {
        boolean large = answer.trim();
        large |= jsonInput != null && jsonInput.trim();
        large |= buffers.trim();
        return large;
    }

    /** The loop's answer, made ready for a result that arrived later. */
    Answer beginLateAnswer(InWork work) {
        answer.reset();
        answer.deferral = null;
        answer.staged.copyFrom(work.staged);
        answer.close = work.close;
        return answer;
    }

    boolean deferredFull() {
        return deferredInFlight >= plan.options().deferredInFlightMax();
    }

    boolean blockingFull() {
        return blockingInFlight >= plan.options().blockingInFlightMax();
    }

    void deferredStarted() {
        deferredInFlight++;
        counters.add(LoopCounters.IN_WORK, 1);
    }

    void deferredEnded() {
        deferredInFlight--;
        counters.add(LoopCounters.IN_WORK, -1);
    }

    void blockingStarted() {
        blockingInFlight++;
        counters.add(LoopCounters.IN_WORK, 1);
    }

    void blockingEnded() {
        blockingInFlight--;
        counters.add(LoopCounters.IN_WORK, -1);
    }

    void notifyAnswered(RequestView request, int status, long bytes) {
        AnswerListener[] listeners = request.listeners();
        if (listeners != null) {
            notifyAnswered(listeners, request.route, request.startNanos, status, bytes);
        }
    }

    /** There will be no answer, or nobody to take it. */
    void notifyAborted(RequestView request) {
        counters.add(LoopCounters.ABORTED, 1);
        notifyAnswered(request, AnswerListener.STATUS_ABORTED, 0);
    }

    void notifyAnswered(AnswerListener[] listeners, RoutePlan route, long startNanos, int status, long bytes) {
        long nanos = loop.nanoTimeNow() - startNanos;
        for (AnswerListener listener : listeners) {
            try {
                listener.answered(status, bytes, nanos);
            } catch (Throwable e) {
                counters.addShared(LoopCounters.HANDLER_FAILED, 1);
                log.error("an onAnswered listener of " + route.label() + " failed", e);
            }
        }
    }

    /** Something of ours threw where nothing may: that connection goes, the others do not notice. */
    public void connectionFailed(Wire wire, Throwable error) {
        counters.add(LoopCounters.CONNECTION_FAILED, 1);
        try {
            writer.discard();
            wire.close();
            log.error("a connection failed and was closed", error);
        } catch (Throwable e) {
            // Want of memory or of stack: what is left of this connection is not worth the loop
        }
    }
}
