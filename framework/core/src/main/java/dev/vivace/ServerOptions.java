package dev.vivace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a server runs. Every bound has a unit in its name and a default. Immutable: each setter returns a new one.
 *
 * <pre>{@code
 * app.listen(ServerOptions.defaults().listener(Listener.of("127.0.0.1", 8080)).loops(2).bodyBytesMax(65_536));
 * }</pre>
 */
public final class ServerOptions implements Cloneable {
    private static final ServerOptions DEFAULTS = new ServerOptions();
    private static final int IN_FLIGHT_LIMIT = 1 << 20;
    /** A loop sets room aside for the longest path and for all fields, and a head goes out with an array of 64 KB. */
    private static final int REQUEST_LINE_BYTES_LIMIT = 1 << 20;

    private static final int HEADER_COUNT_LIMIT = 1 << 16;
    private static final int SERVER_NAME_LENGTH_MAX = 256;
    /** The kernel's bound is 108, and a server needs some for the name under which it prepares the socket. */
    private static final int TAKE_OVER_PATH_BYTES_MAX = 96;

    private List<Listener> listeners = List.of();
    private int loops = Runtime.getRuntime().availableProcessors();
    private Transport transport = Transport.AUTO;
    private boolean pinLoops;
    private boolean sharePort;
    private boolean deferAccept;
    private Path takeOver;
    private Duration drainNotice = Duration.ZERO;
    private int backlogCountMax = 4_096;
    private int connectionCountMax;
    private Duration watchdogThreshold;
    private String serverName = "vivace";
    private int requestLineBytesMax = 8_192;
    private int headerBytesMax = 16_384;
    private int headerCountMax = 100;
    private int bodyBytesMax = 1_048_576;
    private int trailerBytesMax = 8_192;
    private int trailerCountMax = 50;
    private int chunkLineBytesMax = 256;
    private int chunkExtensionBytesMax = 16_384;
    private int jsonDepthMax = 512;
    private int bufferRetainedBytesMax =
            (int) Math.min(8 << 20, Runtime.getRuntime().maxMemory() / 64);
    private int blockingInFlightMax = 1_024;
    private int deferredInFlightMax = 4_096;
    private Duration workDeadline = Duration.ofSeconds(30);
    private Duration queueDelayTarget = Duration.ofMillis(100);
    private Duration queueDelayInterval = Duration.ofMillis(200);
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Duration headerTimeout = Duration.ofSeconds(10);
    private Duration bodyTimeout = Duration.ofSeconds(30);
    private int bodyBytesPerSecondMin = 240;
    private Duration bodyRateGrace = Duration.ofSeconds(5);
    private Duration answerTimeout = Duration.ofSeconds(30);
    private long requestBytesHeldMax = heldBytesDefault();
    private boolean requestBytesHeldSet;
    private long answerBytesHeldMax = heldBytesDefault();

    private ServerOptions() {}

    /** An eighth of the heap for all loops together, from 1 MiB to 256 MiB a loop. */
    private static long heldBytesDefault() {
        long share = Runtime.getRuntime().maxMemory() / 8 / Runtime.getRuntime().availableProcessors();
        return Math.max(1 << 20, Math.min(256 << 20, share));
    }

    /**
     * The defaults: no listener yet, one loop per core.
     *
     * @return shared and immutable
     */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    private ServerOptions copy() {
        try {
            return (ServerOptions) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static int atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is at least " + least + ", but was " + value);
        }
        return value;
    }

    private static long atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is at least " + least + ", but was " + value);
        }
        return value;
    }

    private static int between(int least, int most, int value, String name) {
        if (value > most) {
            throw new IllegalArgumentException(name + " is at most " + most + ", but was " + value);
        }
        return atLeast(least, value, name);
    }

    /** Room for every result is set aside at start, so the maxima have one themselves. */
    private static int inFlight(int count, String name) {
        return between(1, IN_FLIGHT_LIMIT, count, name);
    }

    /**
     * Adds a listener.
     *
     * @param listener where to listen
     * @return new options
     */
    public ServerOptions listener(Listener listener) {
        ServerOptions copy = copy();
        copy.listeners = new ArrayList<>(listeners);
        copy.listeners.add(Objects.requireNonNull(listener, "listener"));
        copy.listeners = List.copyOf(copy.listeners);
        return copy;
    }

    /**
     * Sets the number of loops.
     *
     * @param count from 1; the default is one per core that the JVM sees
     * @return new options
     */
    public ServerOptions loops(int count) {
        ServerOptions copy = copy();
        copy.loops = atLeast(1, count, "loops");
        return copy;
    }

    /**
     * Sets the transport. {@code -Dvivace.transport=epoll|nio} decides where this is {@link Transport#AUTO}.
     *
     * @param newTransport the default is {@link Transport#AUTO}
     * @return new options
     */
    public ServerOptions transport(Transport newTransport) {
        ServerOptions copy = copy();
        copy.transport = Objects.requireNonNull(newTransport, "transport");
        return copy;
    }

    /**
     * Binds each loop's thread to one core (Linux, Java 22 or later; elsewhere a warning is logged and {@code taskset} or
     * a cpuset does it). A thread that a loop's thread starts is bound to the same core (sched_setaffinity(2)), those for
     * blocking routes and for TLS handshakes too: for servers that have neither.
     *
     * @param pin the default is false
     * @return new options
     */
    public ServerOptions pinLoops(boolean pin) {
        ServerOptions copy = copy();
        copy.pinLoops = pin;
        return copy;
    }

    /**
     * Whether an address that another process of the same user listens on with SO_REUSEPORT may be shared with it. Otherwise
     * a taken port is an error. Both processes get new connections then, until one of them stops: with epoll no client is
     * reset by that, but some connect only at their second try, a second later; with NIO those that connect in the
     * microseconds in which the listening socket is closed are reset. {@link #takeOver} has neither.
     *
     * @param share the default is false
     * @return new options
     */
    public ServerOptions sharePort(boolean share) {
        ServerOptions copy = copy();
        copy.sharePort = share;
        return copy;
    }

    /**
     * Whether a connection is accepted only when its first bytes are there (tcp(7), TCP_DEFER_ACCEPT), and read at once then:
     * with a connection for each request that saves a wake-up each. The price: a client that connects and says nothing is
     * accepted about a second later, and counted, timed and told of an overload only then; one that has connected and sent
     * nothing yet when listening ends learns of it by a reset when it sends. Linux with epoll; of no effect elsewhere.
     *
     * @param defer the default is false
     * @return new options
     */
    public ServerOptions deferAccept(boolean defer) {
        ServerOptions copy = copy();
        copy.deferAccept = defer;
        return copy;
    }

    /**
     * Takes the listening sockets of the server that serves this path, without a connection lost; that one drains then. Where
     * none does, the server listens as usual. Either way it serves the path itself then, for the next. Listeners are
     * matched by address; port 0 takes whatever port the other one has. Addresses that the other one does not have are
     * listened on anew, and it stops those that are not wanted any more. The numbers of loops may differ.
     *
     * <p>The path is a Unix domain socket that only the same user can use. Needs epoll: with NIO {@code listen} throws an
     * {@link IllegalStateException}. It throws an {@link java.io.IOException} when the path is something else than a
     * socket, belongs to another user's process, or the other server does not answer within 10 seconds.
     *
     * @param path at most 96 bytes long, in a directory that exists; null, the default, for none
     * @return new options
     */
    public ServerOptions takeOver(Path path) {
        if (path != null && path.toString().getBytes(StandardCharsets.UTF_8).length > TAKE_OVER_PATH_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a take-over path is at most " + TAKE_OVER_PATH_BYTES_MAX + " bytes long, unlike " + path);
        }
        ServerOptions copy = copy();
        copy.takeOver = path;
        return copy;
    }

    /**
     * Sets how long a server goes on as before when it is to stop, while {@link Health#readiness} says 503 already, so that
     * whoever balances the load sends new clients elsewhere. Only then it stops listening. A second signal ends that time at
     * once. There is none when another process takes over.
     *
     * @param notice from zero, the default, to 365 days
     * @return new options
     */
    public ServerOptions drainNotice(Duration notice) {
        ServerOptions copy = copy();
        copy.drainNotice = RouteOptions.requireDurationOrZero(notice, "drainNotice");
        return copy;
    }

    /**
     * Sets the length of each listening socket's accept queue; the kernel caps it at {@code net.core.somaxconn}.
     *
     * @param count from 1; the default is 4,096
     * @return new options
     */
    public ServerOptions backlogCountMax(int count) {
        ServerOptions copy = copy();
        copy.backlogCountMax = atLeast(1, count, "backlogCountMax");
        return copy;
    }

    /**
     * Bounds the connections of all loops together. A client beyond it is accepted, told with a 503 and
     * {@code Retry-After}, and closed; the refusing is bounded as well, at 10,000 clients a second and loop, and those
     * beyond that wait in the accept queue.
     *
     * @param count from 1; the default is 65,536, or the descriptor limit of the process less 256 if that is fewer (half of
     *     the limit if that is below 512)
     * @return new options
     */
    public ServerOptions connectionCountMax(int count) {
        ServerOptions copy = copy();
        copy.connectionCountMax = atLeast(1, count, "connectionCountMax");
        return copy;
    }

    /**
     * Turns the watchdog on: a thread that notices a loop which has been in one turn for longer than this, because a handler
     * holds it mostly, and logs once per stall the route and the stack of the loop's thread. Turns that are longer are
     * counted with the watchdog or without ({@link LoopTurns#stalls}); then those of more than 100 ms.
     *
     * @param threshold more than zero, at most 365 days; the default is no watchdog
     * @return new options
     */
    public ServerOptions watchdogThreshold(Duration threshold) {
        ServerOptions copy = copy();
        copy.watchdogThreshold = RouteOptions.requireDuration(threshold, "watchdogThreshold");
        return copy;
    }

    /**
     * Sets the value of the {@code Server} field.
     *
     * @param name at most 256 characters of visible ASCII and blanks, or empty for no such field; the default is {@code
     *     vivace}
     * @return new options
     */
    public ServerOptions serverName(String name) {
        if (name.length() > SERVER_NAME_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a server name has at most " + SERVER_NAME_LENGTH_MAX + " characters, and not " + name.length());
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < 0x20 || name.charAt(i) >= 0x7F) {
                throw new IllegalArgumentException("a server name holds visible ASCII and blanks only");
            }
        }
        ServerOptions copy = copy();
        copy.serverName = name;
        return copy;
    }

    /**
     * Bounds the request line; a longer one is a 414.
     *
     * @param bytes without CR LF, from 16 to 1,048,576; the default is 8,192
     * @return new options
     */
    public ServerOptions requestLineBytesMax(int bytes) {
        ServerOptions copy = copy();
        copy.requestLineBytesMax = between(16, REQUEST_LINE_BYTES_LIMIT, bytes, "requestLineBytesMax");
        return copy;
    }

    /**
     * Bounds the header section; a larger one is a 431.
     *
     * @param bytes of all field lines with their CR LF, from 64; the default is 16,384
     * @return new options
     */
    public ServerOptions headerBytesMax(int bytes) {
        ServerOptions copy = copy();
        copy.headerBytesMax = atLeast(64, bytes, "headerBytesMax");
        return copy;
    }

    /**
     * Bounds the number of header fields; more is a 431.
     *
     * @param count from 1 to 65,536; the default is 100
     * @return new options
     */
    public ServerOptions headerCountMax(int count) {
        ServerOptions copy = copy();
        copy.headerCountMax = between(1, HEADER_COUNT_LIMIT, count, "headerCountMax");
        return copy;
    }

    /**
     * Bounds the body of routes that set no bound of their own; a larger one is a 413.
     *
     * @param bytes from 0; the default is 1,048,576
     * @return new options
     */
    public ServerOptions bodyBytesMax(int bytes) {
        ServerOptions copy = copy();
        copy.bodyBytesMax = atLeast(0, bytes, "bodyBytesMax");
        return copy;
    }

    /**
     * Bounds the trailer section of a chunked body; a larger one is a 431.
     *
     * @param bytes from 0; the default is 8,192
     * @return new options
     */
    public ServerOptions trailerBytesMax(int bytes) {
        ServerOptions copy = copy();
        copy.trailerBytesMax = atLeast(0, bytes, "trailerBytesMax");
        return copy;
    }

    /**
     * Bounds the number of trailer fields; more is a 431.
     *
     * @param count from 0; the default is 50
     * @return new options
     */
    public ServerOptions trailerCountMax(int count) {
        ServerOptions copy = copy();
        copy.trailerCountMax = atLeast(0, count, "trailerCountMax");
        return copy;
    }

    /**
     * Bounds a chunk-size line with its extensions; a longer one is a 400.
     *
     * @param bytes without CR LF, from 16; the default is 256
     * @return new options
     */
    public ServerOptions chunkLineBytesMax(int bytes) {
        ServerOptions copy = copy();
        copy.chunkLineBytesMax = atLeast(16, bytes, "chunkLineBytesMax");
        return copy;
    }

    /**
     * Bounds the chunk extensions of one body together; more is a 400.
     *
     * @param bytes from 0; the default is 16,384
     * @return new options
     */
    public ServerOptions chunkExtensionBytesMax(int bytes) {
        ServerOptions copy = copy();
        copy.chunkExtensionBytesMax = atLeast(0, bytes, "chunkExtensionBytesMax");
        return copy;
    }

    /**
     * Bounds the nesting of JSON bodies; a deeper one is a 400.
     *
     * @param levels from 1; the default is 512
     * @return new options
     */
    public ServerOptions jsonDepthMax(int levels) {
        ServerOptions copy = copy();
        copy.jsonDepthMax = atLeast(1, levels, "jsonDepthMax");
        return copy;
    }

    /**
     * Bounds what a loop keeps for the next large body or answer, so that it need not be allocated again, in each of four
     * places: the JSON being written, the JSON being read, its property names, and bodies that arrive or answers that leave
     * in pieces. It is kept as long as large ones come, and given back 10 to 20 seconds after the last one. What is larger
     * is given back with its request; arrays of up to 64 KB (128 KB for bodies) are kept always and do not count.
     *
     * @param bytes from 0; the default is a 64th of the heap, at most 8,388,608
     * @return new options
     */
    public ServerOptions bufferRetainedBytesMax(int bytes) {
        ServerOptions copy = copy();
        copy.bufferRetainedBytesMax = atLeast(0, bytes, "bufferRetainedBytesMax");
        return copy;
    }

    /**
     * Bounds the requests of one loop that are in blocking work; beyond it clients get a 503.
     *
     * @param count from 1 to 1,048,576; the default is 1,024
     * @return new options
     */
    public ServerOptions blockingInFlightMax(int count) {
        ServerOptions copy = copy();
        copy.blockingInFlightMax = inFlight(count, "blockingInFlightMax");
        return copy;
    }

    /**
     * Bounds the requests of one loop that are deferred; beyond it clients get a 503.
     *
     * @param count from 1 to 1,048,576; the default is 4,096
     * @return new options
     */
    public ServerOptions deferredInFlightMax(int count) {
        ServerOptions copy = copy();
        copy.deferredInFlightMax = inFlight(count, "deferredInFlightMax");
        return copy;
    }

    /**
     * Sets how long deferred and blocking work may take, the time it waits for a thread included, where the route sets
     * nothing else; then clients get a 504. See {@link RouteOptions#deadline}.
     *
     * @param deadline more than zero, at most 365 days; the default is 30 seconds
     * @return new options
     */
    public ServerOptions workDeadline(Duration deadline) {
        ServerOptions copy = copy();
        copy.workDeadline = RouteOptions.requireDeadline(deadline);
        return copy;
    }

    /**
     * Sets how long deferred and blocking requests may wait for what their work needs (a thread, a database connection, a
     * lock, another server), where the route sets nothing else. What the work takes itself is learned for each route; as much
     * again may be waited if that is longer than the target. While requests of a route take longer than that on average,
     * through a whole {@link #queueDelayInterval}, only as many go to work as can be done in the time; others get a 503 with
     * Retry-After at once. Four of a route at a time are never refused.
     *
     * @param target more than zero, at most 365 days; one longer than {@link #workDeadline} refuses nobody for that reason. The
     *     default is 100 milliseconds
     * @return new options
     */
    public ServerOptions queueDelayTarget(Duration target) {
        ServerOptions copy = copy();
        copy.queueDelayTarget = RouteOptions.requireDuration(target, "queueDelayTarget");
        return copy;
    }

    /**
     * Sets how long requests of a route have to wait longer than {@link #queueDelayTarget} allows before new ones are refused:
     * a burst that is worked off in the time refuses nobody. Routes that answer fewer than 16 requests in it, or very
     * different ones, take longer to judge.
     *
     * @param interval more than zero, at most 365 days; the default is 200 milliseconds
     * @return new options
     */
    public ServerOptions queueDelayInterval(Duration interval) {
        ServerOptions copy = copy();
        copy.queueDelayInterval = RouteOptions.requireDuration(interval, "queueDelayInterval");
        return copy;
    }

    /**
     * Sets how long a connection may be without a request, from its start or from the end of the last answer; then it is
     * closed without a word.
     *
     * @param timeout more than zero, at most 365 days; the default is 60 seconds
     * @return new options
     */
    public ServerOptions idleTimeout(Duration timeout) {
        ServerOptions copy = copy();
        copy.idleTimeout = RouteOptions.requireDuration(timeout, "idleTimeout");
        return copy;
    }

    /**
     * Sets how long a header section may take, from its first byte to its last; then the client gets a 408 and the
     * connection is closed.
     *
     * @param timeout more than zero, at most 365 days; the default is 10 seconds
     * @return new options
     */
    public ServerOptions headerTimeout(Duration timeout) {
        ServerOptions copy = copy();
        copy.headerTimeout = RouteOptions.requireDuration(timeout, "headerTimeout");
        return copy;
    }

    /**
     * Sets how long a client may take from one part of a body to the next; then it gets a 408 and the connection is closed.
     * The clock stands still while the server does not read.
     *
     * @param timeout more than zero, at most 365 days; the default is 30 seconds
     * @return new options
     */
    public ServerOptions bodyTimeout(Duration timeout) {
        ServerOptions copy = copy();
        copy.bodyTimeout = RouteOptions.requireDuration(timeout, "bodyTimeout");
        return copy;
    }

    /**
     * Sets the rate that the bytes of a body have to arrive at, on average from its beginning; below it the client gets a
     * 408 and the connection is closed. The clock stands still while the server does not read.
     *
     * @param bytes from 0, which is no such bound; the default is 240
     * @return new options
     */
    public ServerOptions bodyBytesPerSecondMin(int bytes) {
        ServerOptions copy = copy();
        copy.bodyBytesPerSecondMin = atLeast(0, bytes, "bodyBytesPerSecondMin");
        return copy;
    }

    /**
     * Sets how long a body is read before its rate matters.
     *
     * @param timeout more than zero, at most 365 days; the default is 5 seconds
     * @return new options
     */
    public ServerOptions bodyRateGrace(Duration timeout) {
        ServerOptions copy = copy();
        copy.bodyRateGrace = RouteOptions.requireDuration(timeout, "bodyRateGrace");
        return copy;
    }

    /**
     * Sets how long a client may take no byte of its answer; then the connection is cut off.
     *
     * @param timeout more than zero, at most 365 days; the default is 30 seconds
     * @return new options
     */
    public ServerOptions answerTimeout(Duration timeout) {
        ServerOptions copy = copy();
        copy.answerTimeout = RouteOptions.requireDuration(timeout, "answerTimeout");
        return copy;
    }

    /**
     * Bounds the memory of one loop that holds unfinished requests and requests in work. Beyond it the upload that began
     * first gets a 503 and its connection is closed: those that take longest make room for those that do not. A server does
     * not start where the longest body that a route accepts, with its head, would not fit: that takes some 200 KB more than
     * the body, with the default limits of heads.
     *
     * @param bytes from 65,536; the default is an eighth of the heap by the number of cores, at most 268,435,456, or what the
     *     longest body needs, if that is more
     * @return new options
     */
    public ServerOptions requestBytesHeldMax(long bytes) {
        ServerOptions copy = copy();
        copy.requestBytesHeldMax = atLeast(65_536, bytes, "requestBytesHeldMax");
        copy.requestBytesHeldSet = true;
        return copy;
    }

    /** With at least so much for what a loop holds of requests, where the app does not say how much, within half the heap. */
    ServerOptions withRequestRoom(long bytes) {
        long raised = Math.min(bytes, Runtime.getRuntime().maxMemory() / 2);
        if (requestBytesHeldSet || requestBytesHeldMax >= raised) {
            return this;
        }
        ServerOptions copy = copy();
        copy.requestBytesHeldMax = raised;
        return copy;
    }

    /**
     * Bounds the memory of one loop that holds answers which clients have not taken. Beyond it the client is cut off that
     * has taken nothing for the longest time.
     *
     * @param bytes from 65,536; the default is an eighth of the heap by the number of cores, at most 268,435,456
     * @return new options
     */
    public ServerOptions answerBytesHeldMax(long bytes) {
        ServerOptions copy = copy();
        copy.answerBytesHeldMax = atLeast(65_536, bytes, "answerBytesHeldMax");
        return copy;
    }

    /** {@return the listeners} */
    public List<Listener> listeners() {
        return listeners;
    }

    /** {@return the number of loops} */
    public int loops() {
        return loops;
    }

    /** {@return the transport asked for} */
    public Transport transport() {
        return transport;
    }

    /** {@return whether loop threads are bound to cores} */
    public boolean pinLoops() {
        return pinLoops;
    }

    /** {@return whether a taken port may be shared} */
    public boolean sharePort() {
        return sharePort;
    }

    /** {@return whether connections are accepted with their first bytes only} */
    public boolean deferAccept() {
        return deferAccept;
    }

    /** {@return where another process can be asked for its sockets, or null} */
    public Path takeOver() {
        return takeOver;
    }

    /** {@return how long readiness says 503 before a drain} */
    public Duration drainNotice() {
        return drainNotice;
    }

    /** {@return the length of an accept queue} */
    public int backlogCountMax() {
        return backlogCountMax;
    }

    /** {@return the bound on connections, 0 where it follows from the descriptor limit} */
    public int connectionCountMax() {
        return connectionCountMax;
    }

    /** {@return how long a turn may take before it is logged, null where there is no watchdog} */
    public Duration watchdogThreshold() {
        return watchdogThreshold;
    }

    /** {@return the value of the Server field} */
    public String serverName() {
        return serverName;
    }

    /** {@return the bound on the request line} */
    public int requestLineBytesMax() {
        return requestLineBytesMax;
    }

    /** {@return the bound on the header section} */
    public int headerBytesMax() {
        return headerBytesMax;
    }

    /** {@return the bound on the number of header fields} */
    public int headerCountMax() {
        return headerCountMax;
    }

    /** {@return the bound on bodies} */
    public int bodyBytesMax() {
        return bodyBytesMax;
    }

    /** {@return the bound on the trailer section} */
    public int trailerBytesMax() {
        return trailerBytesMax;
    }

    /** {@return the bound on the number of trailer fields} */
    public int trailerCountMax() {
        return trailerCountMax;
    }

    /** {@return the bound on a chunk-size line} */
    public int chunkLineBytesMax() {
        return chunkLineBytesMax;
    }

    /** {@return the bound on the chunk extensions of a body} */
    public int chunkExtensionBytesMax() {
        return chunkExtensionBytesMax;
    }

    /** {@return the bound on the nesting of JSON bodies} */
    public int jsonDepthMax() {
        return jsonDepthMax;
    }

    /** {@return the bound on what a loop keeps for large bodies and answers} */
    public int bufferRetainedBytesMax() {
        return bufferRetainedBytesMax;
    }

    /** {@return the bound on requests of a loop in blocking work} */
    public int blockingInFlightMax() {
        return blockingInFlightMax;
    }

    /** {@return the bound on deferred requests of a loop} */
    public int deferredInFlightMax() {
        return deferredInFlightMax;
    }

    /** {@return how long deferred and blocking work may take} */
    public Duration workDeadline() {
        return workDeadline;
    }

    /** {@return how long deferred and blocking requests may wait for what their work needs} */
    public Duration queueDelayTarget() {
        return queueDelayTarget;
    }

    /** {@return how long requests have to wait longer before new ones are refused} */
    public Duration queueDelayInterval() {
        return queueDelayInterval;
    }

    /** {@return how long a connection may be without a request} */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** {@return how long a header section may take} */
    public Duration headerTimeout() {
        return headerTimeout;
    }

    /** {@return how long the next part of a body may take} */
    public Duration bodyTimeout() {
        return bodyTimeout;
    }

    /** {@return the lowest rate of a body} */
    public int bodyBytesPerSecondMin() {
        return bodyBytesPerSecondMin;
    }

    /** {@return how long a body is read before its rate matters} */
    public Duration bodyRateGrace() {
        return bodyRateGrace;
    }

    /** {@return how long a client may take no byte of its answer} */
    public Duration answerTimeout() {
        return answerTimeout;
    }

    /** {@return the bound on what a loop holds of requests} */
    public long requestBytesHeldMax() {
        return requestBytesHeldMax;
    }

    /** {@return the bound on what a loop holds of answers} */
    public long answerBytesHeldMax() {
        return answerBytesHeldMax;
    }
}
