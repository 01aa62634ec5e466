/**
 * An open-loop HTTP/1.1 load generator. {@link dev.vivace.load.Load} is the command; {@code Loop} is a thread that
 * polls its connections without ever sleeping; {@code Dispatcher} decides what is sent when; {@code Connection} and
 * {@code AnswerParser} follow one answer; {@code Recorder} keeps the figures and {@code Report} prints them.
 * {@code Dispatcher}, {@code Connection} and {@code AnswerParser} know no socket and no clock of their own, so tests
 * run them in a time they make up.
 */
package dev.vivace.load;
