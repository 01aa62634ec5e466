package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Loop;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * One visit of an engine to the pool. The loop leaves the engine alone until the visit is over; then this is a task of the
 * loop, which takes the result.
 */
final class HandshakeWork implements Runnable {
    private final TlsConnection connection;
    private final TlsEndpoint endpoint;
    private final Loop loop;
    private final SSLEngine engine;
    private final byte[] input;
    /** Of the unwrap, if there was something to unwrap. */
    SSLEngineResult result;

    Throwable error;

    /** @param input a record to unwrap there, or null for delegated tasks alone */
    HandshakeWork(TlsConnection connection, TlsEndpoint endpoint, Loop loop, SSLEngine engine, byte[] input) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.loop = loop;
        this.engine = engine;
        this.input = input;
    }

    @Override
    public void run() {
        try {
            unwrap();
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } catch (Throwable e) {
            error = e;
        }
        try {
            loop.execute(() -> connection.worked(this));
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the connection
            endpoint.close(engine);
        }
    }

    private void unwrap() throws SSLException {
        if (input != null) {
            ByteBuffer plain = ByteBuffer.allocate(TlsLoop.RECORD_ROOM);
            result = engine.unwrap(ByteBuffer.wrap(input), plain);
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
                // OpenSSL notices at the next call only that this record was the last of the handshake
                engine.unwrap(ByteBuffer.allocate(0), plain);
            }
        }
    }
}
