package dev.vivace;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A running server.
 *
 * <p><b>Threading:</b> all methods may be called from any thread but a loop's own. A handler of a blocking route that drains waits for
 * its own answer, and so for all of the patience: it starts a thread for that.
 */
public interface Server extends AutoCloseable {
    /** How long {@link #close} and a signal let busy connections finish. */
    Duration DRAIN_TIME = Duration.ofSeconds(10);

    /**
     * The addresses listened on, with the ports really bound.
     *
     * @return in the order of the listeners
     */
    List<InetSocketAddress> addresses();

    /**
     * The port of the first listener.
     *
     * @return the port really bound
     */
    int port();

    /**
     * How many loops there are.
     *
     * @return from 1
     */
    int loops();

    /**
     * The transport in use.
     *
     * @return {@link Transport#EPOLL} or {@link Transport#NIO}
     */
    Transport transport();

    /**
     * A snapshot of the counters; does not disturb the loops.
     *
     * @return counters by loop
     */
    Metrics metrics();

    /**
     * Reads the certificates, keys and trusted certificates of all listeners with TLS anew. New connections get them; those
     * that are open go on with what they began with. Where a file cannot be used, that listener keeps what it has, which is
     * logged and counted as {@code tls-reload-failed}; the others get theirs all the same.
     *
     * @throws java.io.IOException when files of some listener cannot be used; the message names the first. Also when the
     *     server is closed and has a listener with TLS
     * @see dev.vivace.tls.TlsOptions#reloadEvery
     */
    void reloadTls() throws java.io.IOException;

    /**
     * Stops gently: goes on for {@link ServerOptions#drainNotice}, takes what is in the accept queue and stops accepting,
     * closes idle connections at once, lets busy ones finish with {@code Connection: close}, and cuts off what is left after
     * a time. The loops end. A second call waits for the first and returns its report.
     *
     * <p>A request that a client has sent whole is answered wholly, or its connection ends before any byte of an answer and
     * without a reset (RFC 9112 section 9.6).
     *
     * <p>A thread that is interrupted while it waits cuts them off at once, and stays interrupted.
     *
     * @param patience how long busy connections may take; zero cuts them off at once
     * @return what came of it
     */
    DrainReport drain(Duration patience);

    /** Drains with {@link #DRAIN_TIME}. Does nothing when the server is down already. */
    @Override
    void close();

    /**
     * Waits until the server is down: drained by another thread, or by SIGTERM or SIGINT, for which a shutdown hook is
     * registered here and nowhere else; or until another process has taken over ({@link ServerOptions#takeOver}) and the
     * drain that follows is done. The hook waits for the drain, at most the notice, {@link #DRAIN_TIME} and two seconds; a
     * second signal ends the notice or, behind it, cuts off what is left. The exit status is then the JVM's for the signal (143 for SIGTERM, 130 for SIGINT)
     * unless the program ends by itself first.
     *
     * @throws InterruptedException when the waiting thread is interrupted; the server goes on
     */
    void awaitShutdown() throws InterruptedException;
}
