/**
 * TLS between the transport and HTTP/1, on {@code SSLEngine}: a protocol towards the one, a wire towards the other. Knows the
 * JDK's engines only; whoever has others gives them through {@link dev.vivace.internal.tls.Engines.Maker}.
 */
package dev.vivace.internal.tls;
