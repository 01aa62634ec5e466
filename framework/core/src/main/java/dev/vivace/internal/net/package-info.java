/**
 * Sockets: one thread and selector per core on Netty's event loops, listening sockets, connections as IO handles of our own
 * (no Netty channel), and the server that owns them.
 */
package dev.vivace.internal.net;
