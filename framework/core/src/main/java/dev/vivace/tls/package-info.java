/** TLS on a listener: certificate files, client certificates, limits of the handshake, and their options. */
package dev.vivace.tls;
