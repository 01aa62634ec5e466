package dev.vivace.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel still wants to send for sockets that their process has closed. Nobody counts those bytes but the kernel:
 * a server that closes a connection in an orderly way, whose client takes nothing, leaves them there for minutes.
 */
final class KernelQueues {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int QUEUES = 4;
    private static final int INODE = 9;

    private KernelQueues() {}

    /** Bytes that wait to be sent from a port of this machine on sockets without an owner. */
    static long ownerlessBytes(int port) throws IOException {
        long bytes = 0;
        for (Path table : TABLES) {
            if (Files.exists(table)) {
                bytes += ownerlessBytes(port, Files.readAllLines(table));
            }
        }
        return bytes;
    }

    static long ownerlessBytes(int port, List<String> lines) {
        String end = String.format(":%04X", port);
        long bytes = 0;
        for (String line : lines) {
            String[] columns = line.strip().split(" +");
            if (columns.length > INODE && columns[LOCAL].endsWith(end) && columns[INODE].equals("0")) {
                bytes += Long.parseLong(columns[QUEUES].substring(0, columns[QUEUES].indexOf(':')), 16);
            }
        }
        return bytes;
    }
}
