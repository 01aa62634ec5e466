package dev.vivace;

/**
 * Proof that a request was answered: only the answering methods of {@link Response} give one, so a {@link Handler} that
 * forgets to answer does not compile. Opaque; there is nothing to call on it.
 *
 * <p>Not for implementing: a handler that returns a {@code Reply} which did not come from the {@code Response} it was
 * given is answered with 500 and a log line that says so.
 *
 * <p><b>Lifetime:</b> return it, keep it nowhere.
 */
public interface Reply {}
