package dev.vivace.tfb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entry in a JVM of its own, with the flags of {@code jvm.options} and {@code jvm24.options}, on a free port: the jar that {@code -Dtfb.jar} names,
 * as {@code mvn verify} does, or the classes.
 */
final class RunningEntry implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Vivace listening on http://localhost:(\\d+) .*");
    private static final int START_SECONDS_MAX = 30;
    private static final int FURTHER_OPTIONS_SINCE = 24;

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final int port;

    private RunningEntry(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // They make the JVM print a line of its own
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        process = builder.start();
        Thread reader = new Thread(this::readLines, "output of the entry");
        reader.setDaemon(true);
        reader.start();
        port = awaitPort();
    }

    static RunningEntry start(String... jvmOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + EntryFiles.HOME.resolve("jvm.options"));
        if (Runtime.version().feature() >= FURTHER_OPTIONS_SINCE) {
            command.add("@" + EntryFiles.HOME.resolve("jvm24.options"));
        }
        command.addAll(List.of(jvmOptions));
        String jar = System.getProperty("tfb.jar");
        if (jar != null) {
            command.addAll(List.of("-jar", jar));
        } else {
            // The jar has this in its manifest
            command.add("--enable-native-access=ALL-UNNAMED");
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), TfbServer.class.getName()));
        }
        command.addAll(List.of("--port", "0"));
        return new RunningEntry(command);
    }

    private void readLines() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // the process is gone
        }
    }

    /** The first line is the one that says where it listens: a warning in front of it is a failure. */
    private int awaitPort() throws InterruptedException {
        String line = lines.poll(START_SECONDS_MAX, TimeUnit.SECONDS);
        Matcher listening = LISTENING.matcher(String.valueOf(line));
        if (!listening.matches()) {
            process.destroyForcibly();
            throw new AssertionError("the entry's first line within " + START_SECONDS_MAX + " s: " + line);
        }
        return Integer.parseInt(listening.group(1));
    }

    int port() {
        return port;
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port);
    }

    /** What it printed behind its first line, so far. */
    List<String> furtherLines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
