package dev.vivace.internal.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many files the process may have open, and how many connections follow from it. */
final class DescriptorLimit {
    /** Connections where nothing else is set, and descriptors allow it. */
    static final int CONNECTIONS_MAX_DEFAULT = 65_536;

    /** Left for the rest: selectors, listeners, refused clients, class path, log files, connections of the application's. */
    private static final int DESCRIPTORS_RESERVED = 256;

    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final String LINE = "Max open files";

    private DescriptorLimit() {}

    /** The default of {@code connectionCountMax}. */
    static int connectionCountMax() {
        return connectionCountMax(descriptors());
    }

    /** Where so few descriptors are allowed that the reserve would be most of them, half of them are for connections. */
    static int connectionCountMax(long descriptors) {
        long count = Math.max(descriptors - DESCRIPTORS_RESERVED, descriptors / 2);
        return (int) Math.max(1, Math.min(CONNECTIONS_MAX_DEFAULT, count));
    }

    private static long descriptors() {
        try {
            Path limits = Path.of("/proc/self/limits");
            if (Files.isReadable(limits)) {
                return ofLimits(Files.readAllLines(limits));
            }
        } catch (IOException | RuntimeException e) {
            // As where there is no such file
        }
        return ofManagement();
    }

    /** The soft limit, which the JVM raises to the hard one at its start (proc(5)). */
    static long ofLimits(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith(LINE)) {
                String columns = line.substring(LINE.length()).strip();
                // Of spaces, as the kernel writes them: a pattern would be compiled for this one line
                int end = columns.indexOf(' ');
                String soft = end < 0 ? columns : columns.substring(0, end);
                return soft.equals("unlimited") ? UNKNOWN : Long.parseLong(soft);
            }
        }
        return ofManagement();
    }

    /** The bean is in a module that a runtime image may lack, and not on every system. */
    private static long ofManagement() {
        try {
            return Bean.descriptors();
        } catch (LinkageError | RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** Loaded only when asked, so that the missing module is found missing there. */
    private static final class Bean {
        static long descriptors() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getMaxFileDescriptorCount()
                    : UNKNOWN;
        }
    }
}
