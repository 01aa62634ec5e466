/**
 * The protocol without input or output: bytes in, offsets and bytes out (RFC 9110, RFC 9112). The head parser, the line
 * scanner for heads that arrive in pieces, the chunked decoder, the encoder of answer heads, and the rules for paths,
 * queries, cookies and numbers. Nothing here knows of sockets, threads or handlers.
 */
package dev.vivace.internal.http1;
