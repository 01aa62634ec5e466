package dev.vivace.internal.exchange;

/** Threads that have called {@code System.exit}: they wait for the end of the process and come back no more. */
public final class ExitCalls {
    /** On the stack of whoever runs the shutdown hooks, and of whoever waits behind it for the same lock. */
    private static final String SHUTDOWN_CLASS = "java.lang.Shutdown";

    private ExitCalls() {}

    /**
     * Whether a thread is in {@code System.exit}. Costs a stack trace.
     *
     * @param thread may be null, or have ended
     */
    public static boolean calledBy(Thread thread) {
        if (thread == null) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(SHUTDOWN_CLASS)) {
                return true;
            }
        }
        return false;
    }
}
