package dev.vivace;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * An address to listen on.
 *
 * @param address local address and port; port 0 takes any free one
 */
public record Listener(InetSocketAddress address) {
    /**
     * Requires a resolved address.
     *
     * @param address local address and port
     */
    public Listener {
        Objects.requireNonNull(address, "address");
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host '" + address.getHostString() + "' could not be resolved");
        }
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
