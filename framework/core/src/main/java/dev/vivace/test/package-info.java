/** Testing an app without a socket: the real parser, router, exchange and encoder on byte arrays. */
package dev.vivace.test;
