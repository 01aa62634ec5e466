package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.Vivace;
import dev.vivace.tls.Certificates;
import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** Servers on fake wires for one test; at its end no engine may be open, and no array out. */
final class TlsServers implements AutoCloseable {
    static final Certificates.Issued ROOT = Certificates.root("root");
    static final Certificates.Issued SERVER = Certificates.issue(ROOT, "server", "EC");
    static final SSLContext CLIENT = TlsPeer.context(ROOT, null);

    private final List<TlsEndpoint> endpoints = new ArrayList<>();
    private final Map<TlsKind, TlsEndpoint> defaults = new EnumMap<>(TlsKind.class);
    private final List<TlsWire> wires = new ArrayList<>();

    /** With the defaults; one for all wires of a test. */
    TlsEndpoint endpoint(TlsKind kind) throws IOException {
        TlsEndpoint endpoint = defaults.get(kind);
        if (endpoint == null) {
            endpoint = endpoint(kind, options -> options);
            defaults.put(kind, endpoint);
        }
        return endpoint;
    }

    TlsEndpoint endpoint(TlsKind kind, UnaryOperator<TlsOptions> setting) throws IOException {
        Path directory = Files.createTempDirectory("vivace-tls");
        TlsEndpoint endpoint = TlsEndpoint.of(setting.apply(Certificates.options(directory, SERVER)), kind.maker());
        endpoints.add(endpoint);
        return endpoint;
    }

    static TlsPeer peer(TlsKind kind) {
        return TlsPeer.of(CLIENT, kind.protocol, "http/1.1");
    }

    /** A wire, and a handshake that has not begun. */
    TlsWire wire(TlsKind kind, Vivace app) throws IOException {
        return wire(endpoint(kind), app, peer(kind));
    }

    TlsWire wire(TlsEndpoint endpoint, Vivace app, TlsPeer peer) {
        StillLoop loop = new StillLoop();
        return wire(endpoint, TlsWire.tlsLoop(app, loop), loop, peer);
    }

    TlsWire wire(TlsEndpoint endpoint, TlsLoop tlsLoop, StillLoop loop, TlsPeer peer) {
        TlsWire wire = new TlsWire(tlsLoop, loop, endpoint, peer);
        wires.add(wire);
        return wire;
    }

    /** A connection that is open. */
    TlsWire open(TlsKind kind, Vivace app) throws IOException {
        return wire(kind, app).handshake();
    }

    @Override
    public void close() {
        for (TlsWire wire : wires) {
            if (!wire.closed()) {
                wire.close();
            }
            wire.settle();
        }
        for (TlsWire wire : wires) {
            assertEquals(0, wire.context.borrowedCount(), "arrays that are out");
            assertEquals(0, wire.tlsLoop.handshakeCount(), "handshakes under way");
        }
        for (TlsEndpoint endpoint : endpoints) {
            assertEquals(0, endpoint.enginesOpen(), "engines that are open");
            endpoint.close();
        }
    }
}
