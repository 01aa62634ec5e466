package dev.vivace.differential;

import java.util.List;

/**
 * What a server made of some bytes and no more behind them.
 *
 * @param statuses of the final answers, in order
 * @param requests those that reached the app, in order
 * @param fault the kind of fault that the last answer is about; null when it is about none
 * @param closed whether the server ended the connection
 */
record Outcome(List<Integer> statuses, List<WireRequest> requests, String fault, boolean closed) {}
