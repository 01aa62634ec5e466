package dev.vivace.internal.net;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while it is open, kept from the console. */
public final class LogWatch implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("dev.vivace");

    private final LinkedBlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Watches from now on. */
    public LogWatch() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(handler);
    }

    /** How many entries contain that text. */
    public long count(String text) {
        return records.stream()
                .filter(entry -> entry.getMessage().contains(text))
                .count();
    }

    /** The first entry that contains that text; waits for it. */
    public LogRecord await(String text) {
        Await.until("'" + text + "' is logged", () -> count(text) > 0);
        return records.stream()
                .filter(entry -> entry.getMessage().contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }
}
