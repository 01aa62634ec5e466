package dev.vivace.internal.net;

import io.netty.channel.unix.Socket;

/**
 * A socket that speaks IPv4 only (AF_INET). Others here speak IPv6 and, by mapped addresses, IPv4 as well, and what they
 * accept costs the kernel a little more for each connection and packet. One that is bound to an IPv4 address would never
 * see anything else.
 */
final class Ipv4Socket extends Socket {
    private Ipv4Socket(int descriptor) {
        super(descriptor);
    }

    /** A stream socket, neither bound nor connected. */
    static Socket open() {
        return new Ipv4Socket(newSocketStream0(false));
    }
}
