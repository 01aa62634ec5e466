package dev.vivace.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link TortureServer} in a process of its own, with a small heap, from its start to its end. */
final class ServerProcess implements AutoCloseable {
    static final long HEAP_BYTES = 128L << 20;

    private static final int ANSWER_SECONDS_MAX = 20;
    private static final int END_SECONDS_MAX = 15;

    private final Process process;
    private final Writer questions;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(64);
    private final Path log;
    private final ProcessFiles files;
    private final Figures ready;

    private ServerProcess(Process process, Path log) throws IOException, InterruptedException {
        this.process = process;
        this.log = log;
        this.questions = process.outputWriter(StandardCharsets.US_ASCII);
        this.files = new ProcessFiles(process.pid());
        Thread reader = new Thread(this::readLines, "server-output");
        reader.setDaemon(true);
        reader.start();
        this.ready = answer("ready");
    }

    /** Starts one and waits until it listens. */
    static ServerProcess start(Options options, String transport, Scale scale)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("torture-" + transport + "-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command(options, transport, scale));
        builder.redirectError(log.toFile());
        Process process = builder.start();
        try {
            return new ServerProcess(process, log);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    static List<String> command(Options options, String transport, Scale scale) {
        List<String> command = new ArrayList<>();
        if (options.serverCpu() >= 0) {
            command.addAll(List.of("taskset", "-c", Integer.toString(options.serverCpu())));
        }
        // The JVM raises its soft limit to the hard one: both are set
        command.addAll(
                List.of("sh", "-c", "ulimit -n \"$0\" && exec \"$@\"", Integer.toString(scale.descriptorsMax())));
        command.add(options.java());
        // The whole heap is resident from the start, so that whatever the process grows by is something else
        command.add("-Xmx" + HEAP_BYTES);
        command.add("-Xms" + HEAP_BYTES);
        command.add("-XX:+AlwaysPreTouch");
        command.add("-XX:+UseSerialGC");
        command.add("-Dvivace.strict=off");
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TortureServer.class.getName(), transport));
        int[] timeouts = {
            scale.idleTimeout(),
            scale.headerTimeout(),
            scale.bodyTimeout(),
            scale.bodyRateGrace(),
            scale.answerTimeout()
        };
        for (int seconds : timeouts) {
            command.add(Integer.toString(seconds));
        }
        return command;
    }

    private void readLines() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.offer(line);
            }
        } catch (IOException e) {
            // The process is gone: whoever waits for a line notices
        }
    }

    private Figures answer(String kind) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS_MAX);
        while (System.nanoTime() < deadline) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(kind + " ")) {
                return Figures.parse(line);
            }
            if (line == null && !process.isAlive()) {
                throw new IOException("the server ended with status " + process.exitValue() + "; its log is " + log);
            }
        }
        throw new IOException(
                "the server did not say '" + kind + "' in " + ANSWER_SECONDS_MAX + " s; its log is " + log);
    }

    private Figures ask(String question, String kind) throws IOException, InterruptedException {
        questions.write(question + "\n");
        questions.flush();
        return answer(kind);
    }

    /** Counters now. */
    Figures state() throws IOException, InterruptedException {
        return ask("state", "state");
    }

    /** Counters after a garbage collection. */
    Figures collect() throws IOException, InterruptedException {
        return ask("collect", "state");
    }

    /** The loop's delays since the last call. */
    Figures turns() throws IOException, InterruptedException {
        return ask("turns", "turns");
    }

    /** A bound that it was started with. */
    long option(String name) {
        return ready.value(name);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", (int) ready.value("port"));
    }

    ProcessFiles files() {
        return files;
    }

    Path log() {
        return log;
    }

    /** Lines of its log that hold a text. */
    long logged(String text) throws IOException {
        try (var all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return all.filter(line -> line.contains(text)).count();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            questions.close();
        } catch (IOException e) {
            // It is gone already
        }
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (Files.size(log) == 0) {
            Files.delete(log);
        }
    }
}
