package dev.vivace.internal.net;

import dev.vivace.Transport;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;

/** Chooses the transport once, and says why. */
final class Transports {
    private Transports() {}

    static Transport choose(Transport wanted) {
        Transport asked = wanted == Transport.AUTO ? fromProperty() : wanted;
        if (asked == Transport.NIO) {
            return Transport.NIO;
        }
        Throwable reason = unavailability();
        if (reason == null) {
            return Transport.EPOLL;
        }
        if (asked == Transport.EPOLL) {
            throw new IllegalStateException("epoll was asked for and cannot be had: " + reason.getMessage(), reason);
        }
        System.getLogger("dev.vivace")
                .log(
                        System.Logger.Level.INFO,
                        "the NIO transport is used, because epoll cannot be had: " + reason.getMessage());
        return Transport.NIO;
    }

    private static Transport fromProperty() {
        String set = System.getProperty("vivace.transport");
        if (set == null) {
            return Transport.AUTO;
        }
        return switch (set) {
            case "epoll" -> Transport.EPOLL;
            case "nio" -> Transport.NIO;
            default ->
                throw new IllegalArgumentException("-Dvivace.transport is 'epoll' or 'nio', but was '" + set + "'");
        };
    }

    private static Throwable unavailability() {
        try {
            return Epoll.unavailabilityCause();
        } catch (LinkageError e) {
            return e;
        }
    }

    static IoHandlerFactory factory(Transport transport) {
        return transport == Transport.EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }
}
