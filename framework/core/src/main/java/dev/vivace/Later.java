package dev.vivace;

/**
 * Completes an answer that {@link Response#defer} put off. May be used from any thread; the first call of {@link #respond}
 * or {@link #fail} counts.
 */
public interface Later {
    /** Writes the answer when its time has come. */
    @FunctionalInterface
    interface Answer {
        /**
         * Answers.
         *
         * @param res builds the answer; {@link Response#defer} is refused here
         * @return what an answering method of {@code res} returned
         * @throws Exception as if the handler had thrown it
         */
        Reply write(Response res) throws Exception;
    }

    /**
     * Answers. The lambda runs on the connection's loop, soon after and never inside this call; what it throws is a
     * {@link #fail}.
     *
     * @param answer writes the answer
     * @return false when the request was answered, failed, timed out or was aborted before
     */
    boolean respond(Answer answer);

    /**
     * Fails the request: the error handlers see {@code error}, with a snapshot of the request. A {@link
     * java.util.concurrent.CompletionException} stands for its cause: a {@code CompletableFuture} hands on what its stages threw in
     * one.
     *
     * @param error what went wrong
     * @return false when the request was answered, failed, timed out or was aborted before
     */
    boolean fail(Throwable error);

    /**
     * Asks to be told when nobody waits for the answer any more: the connection was lost or the deadline passed. Runs on
     * the connection's loop; at once, in this call, when that has happened already. One action can be set.
     *
     * <p>A client that resets its connection is noticed at once on epoll; on NIO, whose selectors do not report it while a
     * connection is not read, only when the answer is written. A client that merely shuts its side down still waits.
     *
     * @param action for instance cancels a query
     */
    void onAbort(Runnable action);

    /**
     * Whether somebody waits for the answer still.
     *
     * @return true until the request is answered, failed, timed out or aborted
     */
    boolean isOpen();
}
