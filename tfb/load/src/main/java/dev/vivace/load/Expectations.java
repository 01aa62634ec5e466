package dev.vivace.load;

/**
 * What an answer must be like and how connections are used.
 *
 * @param status of the answer
 * @param bodyBytes length of the body, -1: any
 * @param timeoutNanos for connecting, for an answer, and for the close after the last answer
 * @param requestsPerConnection 0: no limit
 */
record Expectations(int status, long bodyBytes, long timeoutNanos, int requestsPerConnection) {
    boolean length(long actualBytes) {
        return bodyBytes < 0 || bodyBytes == actualBytes;
    }
}
