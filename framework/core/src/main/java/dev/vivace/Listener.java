package dev.vivace;

import dev.vivace.tls.TlsOptions;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * An address to listen on, plain or with TLS.
 *
 * <pre>{@code Listener.port(8443).tls(TlsOptions.pem(chain, key))}</pre>
 *
 * @param address local address and port; port 0 takes any free one
 * @param tls how TLS is spoken there, null for plain HTTP
 */
public record Listener(InetSocketAddress address, TlsOptions tls) {
    /**
     * Requires a resolved address.
     *
     * @param address local address and port
     * @param tls how TLS is spoken there, null for plain HTTP
     */
    public Listener {
        Objects.requireNonNull(address, "address");
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host '" + address.getHostString() + "' could not be resolved");
        }
    }

    /**
     * Plain HTTP.
     *
     * @param address local address and port
     */
    public Listener(InetSocketAddress address) {
        this(address, null);
    }

    /**
     * The same address with TLS.
     *
     * @param options certificate, limits and the rest
     * @return another listener
     */
    public Listener tls(TlsOptions options) {
        return new Listener(address, Objects.requireNonNull(options, "options"));
    }

    /**
     * All addresses of this machine.
     *
     * @param port 0 for any free one
     * @return the listener
     */
    public static Listener port(int port) {
        return new Listener(new InetSocketAddress(port));
    }

    /**
     * One address of this machine.
     *
     * @param host name or literal, for instance {@code "127.0.0.1"}
     * @param port 0 for any free one
     * @return the listener
     */
    public static Listener of(String host, int port) {
        return new Listener(new InetSocketAddress(host, port));
    }
}
