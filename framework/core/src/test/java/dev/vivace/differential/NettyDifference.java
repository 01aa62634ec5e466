package dev.vivace.differential;

import java.util.List;

/**
 * Where this server and Netty's decoder part on an input.
 *
 * @param kind in which way
 * @param detail the server's fault, Netty's complaint, or what is read differently
 * @param own what the server made of the input
 * @param netty Netty's reading of the message; null when it has none
 */
record NettyDifference(Kind kind, String detail, Outcome own, NettyReader.Message netty) {
    enum Kind {
        /** The server answers with an error, Netty hands on the request or waits for more. */
        SERVER_REFUSES,
        /** Netty complains, the server hands on the request or waits for more. */
        NETTY_REFUSES,
        /** Both have a request, but not the same. */
        READ_DIFFERENTLY,
        /** The server has a request, Netty waits. */
        NETTY_WAITS,
        /** The server waits, Netty has a request. */
        SERVER_WAITS
    }

    /** The first difference, or null. What is behind the last answer of the server is not looked at. */
    static NettyDifference of(Outcome own, List<NettyReader.Message> netty) {
        int served = own.requests().size();
        for (int i = 0; i < served; i++) {
            NettyReader.Message message = i < netty.size() ? netty.get(i) : null;
            NettyDifference difference = served(own, own.requests().get(i), message);
            if (difference != null) {
                return difference;
            }
        }
        NettyReader.Message next = served < netty.size() ? netty.get(served) : null;
        boolean refused = own.statuses().size() > served;
        if (refused) {
            boolean both = next != null && next.failure() != null;
            return both ? null : new NettyDifference(Kind.SERVER_REFUSES, own.fault(), own, next);
        }
        if (own.closed() || next == null) {
            return null;
        }
        if (next.failure() != null) {
            return new NettyDifference(Kind.NETTY_REFUSES, next.failure(), own, next);
        }
        return next.complete() ? new NettyDifference(Kind.SERVER_WAITS, "", own, next) : null;
    }

    private static NettyDifference served(Outcome own, WireRequest request, NettyReader.Message netty) {
        if (netty == null) {
            return new NettyDifference(Kind.NETTY_WAITS, "", own, null);
        }
        if (netty.failure() != null) {
            return new NettyDifference(Kind.NETTY_REFUSES, netty.failure(), own, netty);
        }
        if (!netty.complete()) {
            return new NettyDifference(Kind.NETTY_WAITS, "", own, netty);
        }
        String part = part(request, netty.request());
        return part == null ? null : new NettyDifference(Kind.READ_DIFFERENTLY, part, own, netty);
    }

    private static String part(WireRequest own, WireRequest netty) {
        if (!own.method().equals(netty.method())) {
            return "method";
        }
        if (!own.target().equals(netty.target())) {
            return "target";
        }
        if (!own.fields().equals(netty.fields())) {
            return "fields";
        }
        return own.body() == null || own.body().equals(netty.body()) ? null : "body";
    }
}
