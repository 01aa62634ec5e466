/**
 * The torture run: a server of its own in a child process, attackers on one selector thread, and a well-behaved client
 * whose answers and latencies say whether the attacks did any harm. It shares no code with the library it attacks; only
 * {@link dev.vivace.torture.TortureServer}, the child, uses that.
 */
package dev.vivace.torture;
