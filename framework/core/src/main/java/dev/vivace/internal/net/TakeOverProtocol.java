package dev.vivace.internal.net;

import java.net.InetSocketAddress;

/**
 * What two processes say to each other when one takes the listening sockets of the other over. Lines of ASCII:
 *
 * <pre>
 * new: vivace-take-over 1
 * old: refused REASON, and closes; or
 *      offer N, then N lines "COUNT PORT ADDRESS", then the descriptors: COUNT of the first address, and so on
 * new: taken I J ..., the addresses that it accepts on now, from 0
 * old: stopped, when it accepts no more
 * </pre>
 *
 * <p>Until {@code taken} has arrived the old one goes on as if nothing had happened.
 */
final class TakeOverProtocol {
    static final String HELLO = "vivace-take-over 1";
    static final String REFUSED = "refused ";
    static final String OFFER = "offer ";
    static final String TAKEN = "taken";
    static final String STOPPED = "stopped";

    static final int ADDRESSES_MAX = 1_024;
    static final int DESCRIPTORS_MAX = 65_536;

    private TakeOverProtocol() {}

    /** An address and how many listening sockets it has. */
    record Offer(int count, int port, String host) {
        static Offer of(InetSocketAddress address, int count) {
            return new Offer(count, address.getPort(), address.getAddress().getHostAddress());
        }

        static Offer parse(String line) {
            String[] parts = line.split(" ");
            Offer offer = new Offer(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
            if (offer.count < 1 || offer.count > DESCRIPTORS_MAX) {
                throw new IllegalArgumentException(line);
            }
            return offer;
        }

        String line() {
            return count + " " + port + " " + host;
        }

        boolean matches(InetSocketAddress wanted) {
            return host.equals(wanted.getAddress().getHostAddress())
                    && (wanted.getPort() == 0 || wanted.getPort() == port);
        }
    }
}
