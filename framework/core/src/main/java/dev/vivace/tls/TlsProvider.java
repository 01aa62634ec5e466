package dev.vivace.tls;

/** What does the cryptography of TLS. */
public enum TlsProvider {
    /**
     * {@link #OPENSSL} where netty-tcnative (for instance {@code io.netty:netty-tcnative-boringssl-static} with its native
     * classifier) is on the class path and can be loaded, else {@link #JDK}.
     */
    AUTO,
    /** The JDK's own. */
    JDK,
    /** Netty's OpenSSL engine; {@code listen} fails where netty-tcnative is not on the class path. */
    OPENSSL
}
