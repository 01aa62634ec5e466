package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    @Test
    void shouldReadALine() {
        Figures figures = Figures.parse("state open=3 error.bad-host=-1");
        assertEquals("state", figures.kind());
        assertEquals(3, figures.value("open"));
        assertEquals(-1, figures.value("error.bad-host"));
        assertEquals(0, figures.value("accepted"));
    }

    @Test
    void shouldSayWhichErrorsMoved() {
        Figures before = Figures.parse("state open=3 error.a=1 error.b=2");
        assertEquals(
                "a 2, c 7",
                Figures.parse("state open=9 error.a=3 error.b=2 error.c=7").errorsSince(before));
        assertEquals("none", before.errorsSince(before));
    }

    @Test
    void shouldTakeDelaysOnce() {
        TurnProbe probe = new TurnProbe();
        for (int i = 0; i < 999; i++) {
            probe.ran(1_000);
        }
        probe.ran(5_000_000);
        Figures turns = Figures.parse(probe.take());
        assertEquals(1_000, turns.value("count"));
        assertEquals(1_000, turns.value("p99"));
        assertEquals(5_000_000, turns.value("max"), 5_000);
        assertEquals(0, Figures.parse(probe.take()).value("count"));
    }

    @Test
    void shouldReadWhatLinuxSaysOfAProcess(@TempDir Path process) throws IOException {
        Files.writeString(process.resolve("status"), "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n");
        for (int i = 0; i < 3; i++) {
            Files.createDirectories(process.resolve("fd/" + i));
            task(process, i, i == 0 ? "main" : "vivace-loop-" + i, "5 " + (i + 10) + " 7");
        }
        ProcessFiles files = new ProcessFiles(process);
        assertEquals(1_024 * 1_024, files.residentBytes());
        assertEquals(2_048 * 1_024, files.residentBytesPeak());
        assertEquals(3, files.descriptorCount());
        assertEquals(23, files.waitedForCpuNanos("vivace-loop"));
        Files.writeString(process.resolve("status"), "Name:\tjava\n");
        assertThrows(IOException.class, files::residentBytes);
    }

    @Test
    void shouldCountWhatTheKernelKeepsForClosedSockets() {
        String head =
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
        String closed =
                "   1: 0100007F:1F90 0100007F:D431 04 00001000:00000000 04:00000000 00000000     0        0 0 1";
        String open = closed.replace("0 0 1", "0 7777 1");
        String another = closed.replace(":1F90", ":1F91");
        assertEquals(8_192, KernelQueues.ownerlessBytes(8_080, List.of(head, closed, open, another, closed)));
    }

    private static void task(Path process, int id, String name, String schedule) throws IOException {
        Path task = Files.createDirectories(process.resolve("task/" + id));
        Files.writeString(task.resolve("comm"), name + "\n");
        Files.writeString(task.resolve("schedstat"), schedule + "\n");
    }
}
