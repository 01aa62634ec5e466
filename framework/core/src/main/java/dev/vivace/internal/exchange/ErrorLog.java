package dev.vivace.internal.exchange;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs what went wrong without holding up a loop: a thread of its own writes, at most {@link #PER_SECOND_MAX} entries a
 * second; what was left out is counted and said with the next.
 *
 * <p><b>Threading:</b> any. Never throws.
 */
public final class ErrorLog {
    /** Entries written in one second. */
    public static final int PER_SECOND_MAX = 10;

    private static final int QUEUE_COUNT_MAX = 64;
    /** Found at start: a provider in a jar that is not open yet would not be found when descriptors have run out. */
    private static final System.Logger LOGGER = System.getLogger("dev.vivace");

    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger inSecond = new AtomicInteger();
    private final AtomicLong suppressed = new AtomicLong();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE_COUNT_MAX),
            ErrorLog::thread,
            (task, pool) -> suppressed());

    public ErrorLog() {
        writer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "vivace-log");
        thread.setDaemon(true);
        return thread;
    }

    private void suppressed() {
        suppressed.incrementAndGet();
    }

    /** Logs an error with its stack trace. */
    public void error(String message, Throwable error) {
        log(System.Logger.Level.ERROR, message, error);
    }

    /** Logs a warning. */
    public void warning(String message, Throwable error) {
        log(System.Logger.Level.WARNING, message, error);
    }

    private void log(System.Logger.Level level, String message, Throwable error) {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (second.getAndSet(now) != now) {
            inSecond.set(0);
        }
        if (inSecond.incrementAndGet() > PER_SECOND_MAX) {
            suppressed();
            return;
        }
        try {
            writer.execute(() -> write(level, message, error));
        } catch (Throwable e) {
            // Where not even a thread can be made: the loop that wanted to log has connections to serve
            suppressed();
        }
    }

    private void write(System.Logger.Level level, String message, Throwable error) {
        long left = suppressed.getAndSet(0);
        String text = left == 0 ? message : message + " (" + left + " entries before this one were left out)";
        try {
            LOGGER.log(level, text, error);
        } catch (Throwable e) {
            // A provider that fails, or a throwable that does not let itself be printed
            suppressed.addAndGet(left + 1);
        }
    }
}
