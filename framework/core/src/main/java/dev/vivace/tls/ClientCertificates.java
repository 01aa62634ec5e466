package dev.vivace.tls;

/** Whether clients show a certificate of their own (mutual TLS). */
public enum ClientCertificates {
    /** They are not asked for one. */
    NONE,
    /** They are asked; whoever has none is served all the same, and one that cannot be trusted ends the handshake. */
    OPTIONAL,
    /** Without a certificate that can be trusted the handshake fails. */
    REQUIRED
}
