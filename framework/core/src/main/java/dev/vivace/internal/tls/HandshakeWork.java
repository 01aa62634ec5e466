package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Loop;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * One visit of an engine to the pool. The loop leaves the engine alone until the visit is over; then this is a task of the
 * loop, which takes the result. A visit that has not begun can be called off: then the engine is the loop's again, and the
 * pool does nothing when its turn comes.
 */
final class HandshakeWork implements Runnable {
    private final TlsConnection connection;
    private final TlsEndpoint endpoint;
    private final Loop loop;
    private final Engines engines;
    private SSLEngine engine;
    private final AtomicBoolean begun = new AtomicBoolean();
    /** When it was handed over. */
    final long sinceNanos;

    private byte[] input;
    /** Of the unwrap, if there was something to unwrap. */
    SSLEngineResult result;

    Throwable error;

    /** @param input a record to unwrap there, or null for delegated tasks alone */
    HandshakeWork(TlsConnection connection, TlsEndpoint endpoint, Loop loop, TlsEndpoint.Opened opened, byte[] input) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.loop = loop;
        this.engines = opened.engines();
        this.engine = opened.engine();
        this.input = input;
        this.sinceNanos = loop.nanoTime();
    }

    /** The connection is gone: whether the engine is not on a thread of the pool, and will not be. Loop thread. */
    boolean callOff() {
        if (!begun.compareAndSet(false, true)) {
            return false;
        }
        // This waits in the queue for its turn, with as little as can be
        input = null;
        engine = null;
        return true;
    }

    @Override
    public void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            if (input == null) {
                runTasks();
            } else {
                unwrap();
            }
        } catch (Throwable e) {
            error = e;
        }
        try {
            loop.execute(() -> connection.worked(this));
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the connection
            endpoint.close(engines, engine);
        }
    }

    private boolean runTasks() {
        boolean any = false;
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
            any = true;
        }
        return any;
    }

    /** OpenSSL goes on after a task, and notices that a record was the last of the handshake, at the next call only. */
    private void unwrap() throws SSLException {
        ByteBuffer plain = ByteBuffer.allocate(TlsLoop.RECORD_ROOM);
        result = engine.unwrap(ByteBuffer.wrap(input), plain);
        HandshakeStatus status = result.getHandshakeStatus();
        boolean first = true;
        while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_UNWRAP) {
            if (!runTasks() && !first) {
                break;
            }
            first = false;
            status = engine.unwrap(ByteBuffer.allocate(0), plain).getHandshakeStatus();
        }
    }
}
