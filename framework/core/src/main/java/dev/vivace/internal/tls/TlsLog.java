package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Wire;

/** Says why TLS with a client failed, to whoever asks for it: clients cause it, so it is counted and not logged by default. */
final class TlsLog {
    private static final System.Logger LOGGER = System.getLogger("dev.vivace.tls");

    private TlsLog() {}

    static void failed(Wire wire, String why, Throwable cause) {
        if (LOGGER.isLoggable(System.Logger.Level.DEBUG)) {
            LOGGER.log(System.Logger.Level.DEBUG, "TLS with " + wire.remoteAddress() + " failed: " + why, cause);
        }
    }
}
