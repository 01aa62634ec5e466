package dev.vivace.torture;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process in /proc. */
final class ProcessFiles {
    private final Path directory;

    ProcessFiles(long pid) {
        this(Path.of("/proc", Long.toString(pid)));
    }

    ProcessFiles(Path directory) {
        this.directory = directory;
    }

    long residentBytes() throws IOException {
        return statusBytes("VmRSS:");
    }

    /** The most since {@link #forgetPeak}. */
    long residentBytesPeak() throws IOException {
        return statusBytes("VmHWM:");
    }

    void forgetPeak() throws IOException {
        Files.writeString(directory.resolve("clear_refs"), "5");
    }

    private long statusBytes(String name) throws IOException {
        for (String line : Files.readAllLines(directory.resolve("status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(
                                line.substring(name.length()).replace("kB", "").trim())
                        * 1_024;
            }
        }
        throw new IOException("no " + name + " in " + directory.resolve("status"));
    }

    int descriptorCount() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory.resolve("fd"))) {
            for (Path ignored : descriptors) {
                count++;
            }
        }
        return count;
    }

    /** How long threads of this name (a prefix) had work and no CPU, since they began. */
    long waitedForCpuNanos(String threadName) throws IOException {
        long nanos = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(directory.resolve("task"))) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("comm")).startsWith(threadName)) {
                    nanos += Long.parseLong(
                            Files.readString(task.resolve("schedstat")).split(" ")[1]);
                }
            }
        }
        return nanos;
    }
}
