package dev.vivace;

/** Told of the outcome of a request, see {@link Request#onAnswered}. */
@FunctionalInterface
public interface AnswerListener {
    /** The {@code status} of a request whose client went away before the answer was complete. */
    int STATUS_ABORTED = 0;

    /**
     * The request is over. Runs on the connection's loop; what it throws is logged and counted.
     *
     * @param status of the answer, or {@link #STATUS_ABORTED}
     * @param bytes of the answer, head and body, as handed to the transport
     * @param nanos from the complete request to the complete answer
     */
    void answered(int status, long bytes, long nanos);
}
