/**
 * Raw HTTP/1.1 requests as data, and what a strict server has to answer to each. The cases are text files below
 * {@code corpus/} in the test resources; nothing here depends on the server, so that any driver (test client, fake
 * wire, socket) can run them.
 */
package dev.vivace.corpus;
