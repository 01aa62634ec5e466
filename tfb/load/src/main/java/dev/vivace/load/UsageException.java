package dev.vivace.load;

/** An option that cannot be; the message is for the user. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
