package dev.vivace.tfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start does not load what an app without blocking routes, TLS and take-over never needs: each class costs a third of a
 * millisecond. What may be needed when descriptors have run out is not in question here, that is loaded at start.
 */
class StartClassesTest {
    /** What has its first use later, or never. */
    private static final List<String> LATER = List.of(
            "dev.vivace.internal.work.",
            "dev.vivace.internal.tls.",
            "dev.vivace.internal.net.Drain ",
            "dev.vivace.internal.net.HandOver ",
            "io.netty.buffer.ByteBufAllocator ",
            "io.netty.handler.ssl.");

    @TempDir
    Path folder;

    @Test
    void shouldNotLoadWhatHasItsUseLater() throws Exception {
        Path log = folder.resolve("classes");
        try (RunningEntry entry = RunningEntry.start("-Xlog:class+load:file=" + log + ":none")) {
            assertTrue(entry.port() > 0);
        }
        List<String> loaded = Files.readAllLines(log);
        assertTrue(loaded.stream().anyMatch(line -> line.startsWith("dev.vivace.internal.net.NettyLoop ")));
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(line -> LATER.stream().anyMatch(line::startsWith))
                        .toList());
    }
}
