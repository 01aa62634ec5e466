/**
 * The server's reading of requests against two others: a slow reference that is written from the grammar of RFC 9110 and
 * 9112, and Netty's decoder. On generated and mutated input, with a fixed seed.
 */
package dev.vivace.differential;
