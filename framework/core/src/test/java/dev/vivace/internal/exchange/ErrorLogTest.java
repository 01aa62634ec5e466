package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logging is no further thing that can go wrong: loops log in the middle of what has to be finished. */
class ErrorLogTest {
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

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    private static ThreadPoolExecutor writer(ErrorLog log) throws ReflectiveOperationException {
        Field writer = ErrorLog.class.getDeclaredField("writer");
        writer.setAccessible(true);
        return (ThreadPoolExecutor) writer.get(log);
    }

    @Test
    void shouldNotThrowWhereNoThreadCanBeMade() throws Exception {
        ErrorLog log = new ErrorLog();
        ThreadPoolExecutor writer = writer(log);
        ThreadFactory threads = writer.getThreadFactory();
        writer.setThreadFactory(task -> {
            throw new InternalError("no thread can be made, in a test");
        });
        assertDoesNotThrow(() -> log.error("first", new IllegalStateException("a test's")));
        assertDoesNotThrow(() -> log.warning("second", null));
        writer.setThreadFactory(threads);
        Throwable cause = new IllegalStateException("a test's");
        log.error("third", cause);
        LogRecord entry = records.poll(30, TimeUnit.SECONDS);
        assertNotNull(entry);
        assertEquals("third (2 entries before this one were left out)", entry.getMessage());
        assertEquals(cause, entry.getThrown());
    }

    @Test
    void shouldNotThrowWhenItHasEnded() throws Exception {
        ErrorLog log = new ErrorLog();
        writer(log).shutdownNow();
        assertDoesNotThrow(() -> log.error("to nobody", new IllegalStateException("a test's")));
    }

    /** A provider that fails, or an exception that does not let itself be printed: the entry is lost, and counted. */
    @Test
    void shouldGoOnWhenWritingThrows() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        LOGGER.setFilter(entry -> {
            if (failures.getAndDecrement() > 0) {
                throw new StackOverflowError("a test's");
            }
            return true;
        });
        try {
            ErrorLog log = new ErrorLog();
            log.error("first", null);
            log.error("second", null);
            log.error("third", null);
            LogRecord entry = records.poll(30, TimeUnit.SECONDS);
            assertNotNull(entry);
            assertEquals("third (2 entries before this one were left out)", entry.getMessage());
        } finally {
            LOGGER.setFilter(null);
        }
    }

    @Test
    void shouldWriteTenASecondAndCountTheRest() throws Exception {
        ErrorLog log = new ErrorLog();
        int entries = 0;
        // Until a second begins with all ten of its entries left
        for (int i = 0; i < ErrorLog.PER_SECOND_MAX * 100; i++) {
            log.error("entry", null);
            entries++;
        }
        CountDownLatch written = new CountDownLatch(1);
        writer(log).execute(written::countDown);
        assertTrue(written.await(30, TimeUnit.SECONDS));
        int count = records.size();
        // The loop above takes part of a second, or of two, on a slow machine of a few
        assertTrue(count >= 1 && count < entries / 2, count + " of " + entries + " were written");
    }

    @Test
    void shouldNotLetTheCallerWaitForASlowProvider() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        LOGGER.setFilter(entry -> {
            try {
                return go.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });
        try {
            ErrorLog log = new ErrorLog();
            for (int i = 0; i < ErrorLog.PER_SECOND_MAX; i++) {
                log.error("entry " + i, null);
            }
            assertEquals(0, records.size());
            go.countDown();
            for (int i = 0; i < ErrorLog.PER_SECOND_MAX; i++) {
                LogRecord entry = records.poll(30, TimeUnit.SECONDS);
                assertNotNull(entry);
                assertEquals("entry " + i, entry.getMessage());
            }
        } finally {
            LOGGER.setFilter(null);
        }
    }
}
