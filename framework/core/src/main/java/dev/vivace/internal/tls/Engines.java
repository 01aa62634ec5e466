package dev.vivace.internal.tls;

import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLEngine;

/**
 * Makes the engines of one generation of certificates.
 *
 * <p><b>Threading:</b> any thread.
 */
public interface Engines {
    /** What is spoken inside: clients that offer other protocols only are refused (RFC 7301 section 3.2). */
    String PROTOCOL = "http/1.1";

    /** Sessions kept for resumption; further ones take the place of the oldest. */
    int SESSION_COUNT_MAX = 2_048;

    /** How long a session can be resumed. */
    int SESSION_SECONDS = 3_600;

    /** The suites of TLS 1.3, and those of 1.2 that RFC 9325 section 4.2 recommends with ChaCha20 (RFC 7905). */
    List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** Makes generations. */
    interface Maker {
        /** @throws IOException with one sentence: the provider cannot work with these */
        Engines make(TlsOptions options, KeyMaterial material) throws IOException;
    }

    /** A new engine, on the server's side and ready for its first unwrap. */
    SSLEngine open();

    /** Ends an engine that nobody uses any more; exactly once for each. */
    void close(SSLEngine engine);

    /** Whether the costly part of a handshake is inside {@code unwrap} and not in delegated tasks. */
    boolean worksInUnwrap();

    /** Whether a client's close_notify ends the output as well, in TLS 1.3 too, where it need not (RFC 8446 section 6.1). */
    boolean closesBothWays();

    /** No further engine is wanted of this generation; those that are open go on. */
    void release();
}
