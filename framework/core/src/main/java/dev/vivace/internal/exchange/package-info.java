/**
 * One request being answered: the protocol of a connection, the implementations of Request and Response, middleware, errors,
 * the order of answers, deferral. Declares what it needs from below: {@link dev.vivace.internal.exchange.Loop} and
 * {@link dev.vivace.internal.exchange.Wire}. Imports neither Netty nor NIO, so all of it runs on byte arrays in tests.
 */
package dev.vivace.internal.exchange;
