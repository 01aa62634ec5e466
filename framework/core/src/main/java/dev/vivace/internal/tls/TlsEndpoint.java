package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.AnswerHeads;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.exchange.Protocol;
import dev.vivace.internal.exchange.Wire;
import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * TLS of one listener: its options, and the engines of its current certificates.
 *
 * <p><b>Threading:</b> any thread; a reload reads files and is not for a loop.
 */
public final class TlsEndpoint {
    /** An engine, and who closes it. */
    record Opened(Engines engines, SSLEngine engine) {}

    private final TlsOptions options;
    private final Engines.Maker maker;
    private final String fields;
    private final long handshakeTimeoutNanos;
    private final AtomicInteger enginesOpen = new AtomicInteger();
    /** Guards {@link #engines} and {@link #closed}: one that is being released must not be asked for another engine. */
    private final Object generation = new Object();

    private Engines engines;
    private boolean closed;
    private List<Object> filesSeen;
    /** Why they could not be used when they were read last; null when they could. */
    private String failure;

    private TlsEndpoint(TlsOptions options, Engines.Maker maker) throws IOException {
        this.options = options;
        this.maker = maker;
        this.fields = options.hstsMaxAge() == null
                ? ""
                : "Strict-Transport-Security: max-age=" + options.hstsMaxAge().toSeconds() + "\r\n";
        this.handshakeTimeoutNanos = options.handshakeTimeout().toNanos();
        this.filesSeen = files();
        this.engines = make();
    }

    /**
     * Reads the files.
     *
     * @throws IOException with one sentence that says which file or option cannot be used
     */
    public static TlsEndpoint of(TlsOptions options, Engines.Maker maker) throws IOException {
        return new TlsEndpoint(options, maker);
    }

    private Engines make() throws IOException {
        return maker.make(options, KeyMaterial.read(options));
    }

    public TlsOptions options() {
        return options;
    }

    /** A new connection's protocol. Loop thread. */
    public Protocol newConnection(TlsLoop loop, Wire wire) {
        return new TlsConnection(loop, this, wire);
    }

    long handshakeTimeoutNanos() {
        return handshakeTimeoutNanos;
    }

    AnswerHeads heads(LoopContext context) {
        return context.heads(fields);
    }

    /**
     * A new engine of the current generation.
     *
     * @throws SSLException when the listener is closed
     */
    Opened open() throws SSLException {
        Opened opened;
        synchronized (generation) {
            if (closed) {
                throw new SSLException("the listener is closed");
            }
            opened = new Opened(engines, engines.open());
        }
        enginesOpen.incrementAndGet();
        return opened;
    }

    void close(Engines of, SSLEngine engine) {
        enginesOpen.decrementAndGet();
        of.close(engine);
    }

    /** How many engines are open; zero when there is no connection. */
    public int enginesOpen() {
        return enginesOpen.get();
    }

    /**
     * Reads the files anew. Connections that are open keep what they began with.
     *
     * @throws IOException when they cannot be used, or the server is closed; nothing has changed then
     */
    public synchronized void reload() throws IOException {
        filesSeen = files();
        try {
            replace(make());
            failure = null;
        } catch (IOException | RuntimeException | Error e) {
            failure = e.toString();
            throw e;
        }
    }

    private void replace(Engines next) throws IOException {
        synchronized (generation) {
            Engines last = closed ? next : engines;
            last.release();
            if (closed) {
                throw new IOException("the server is closed, and reads no certificates any more");
            }
            engines = next;
        }
    }

    /**
     * Does so if a file is another one than last time, or if they could not be used then: what was wrong may pass without a
     * trace in a file's time or size, such as want of descriptors, or a mode that did not let it be read.
     *
     * @throws IOException when they cannot be used for a reason, or in a state, that is not the one of the last time
     */
    public synchronized boolean reloadIfChanged() throws IOException {
        List<Object> filesBefore = filesSeen;
        String failureBefore = failure;
        if (closed()) {
            return false;
        }
        if (failureBefore == null && files().equals(filesBefore)) {
            return false;
        }
        try {
            reload();
            return true;
        } catch (IOException | RuntimeException | Error e) {
            if (closed() || failure.equals(failureBefore) && filesSeen.equals(filesBefore)) {
                return false;
            }
            throw e;
        }
    }

    /** What changes when a file is written, replaced, or linked to another one. */
    private List<Object> files() {
        List<Object> all = new ArrayList<>();
        for (Path file : new Path[] {options.chain(), options.key(), options.trustedCertificates()}) {
            if (file != null) {
                all.add(signature(file));
            }
        }
        return all;
    }

    private static Object signature(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
        } catch (IOException e) {
            return "not there";
        }
    }

    /** The listener is closed: no more engines. */
    public void close() {
        synchronized (generation) {
            if (!closed) {
                closed = true;
                engines.release();
            }
        }
    }

    private boolean closed() {
        synchronized (generation) {
            return closed;
        }
    }
}
