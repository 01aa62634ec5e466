package dev.vivace.internal.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM with this one's class path, for what a process does as a whole; ended with the test at the latest. */
final class ChildJvm implements AutoCloseable {
    private static final long WAIT_SECONDS = 30;

    private final Process process;
    private final LinkedBlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private final Thread outputReader;
    private final Thread errorReader;

    private ChildJvm(List<String> javaCommand) throws IOException {
        List<String> command = new ArrayList<>();
        if (sigintIsIgnored()) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(javaCommand);
        ProcessBuilder builder = new ProcessBuilder(command);
        // It makes the JVM print a line of its own
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        process = builder.start();
        outputReader = reader(process.getInputStream(), output);
        errorReader = reader(process.getErrorStream(), errors);
    }

    /** As in the background of a shell, which a JVM inherits and leaves as it is (proc(5): the second bit is signal 2). */
    private static boolean sigintIsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("SigIgn:")) {
                    return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0;
                }
            }
        }
        return false;
    }

    /** Of the same JDK as this JVM. */
    static ChildJvm start(Class<?> main, String... args) throws IOException {
        return start(ownJava(), List.of(), main, args);
    }

    static ChildJvm start(Path java, List<String> options, Class<?> main, String... args) throws IOException {
        return new ChildJvm(command(java, options, main, args));
    }

    /** Behind a limit on the number of open files. */
    static ChildJvm startLimited(int descriptorsMax, Class<?> main, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -n " + descriptorsMax + "; exec \"$@\"", "bash"));
        command.addAll(command(ownJava(), List.of(), main, args));
        return new ChildJvm(command);
    }

    static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Options that make a JVM start fast and none that makes it quiet. */
    private static List<String> command(Path java, List<String> options, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options.isEmpty() ? List.of("--enable-native-access=ALL-UNNAMED") : options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }

    private static Thread reader(InputStream from, LinkedBlockingQueue<String> to) {
        Thread thread = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    to.add(line);
                }
            } catch (IOException e) {
                // the process is gone
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The next line on standard output. */
    String nextLine() throws InterruptedException {
        String line = output.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("the child printed nothing; its errors: " + errors);
        }
        return line;
    }

    /** Waits for the end of the process, and of what it printed. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the child goes on after " + WAIT_SECONDS + " seconds; its errors: " + errors);
        }
        outputReader.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
        errorReader.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** What was printed and not taken with {@link #nextLine}. */
    List<String> outputLines() {
        return List.copyOf(output);
    }

    List<String> errorLines() {
        return List.copyOf(errors);
    }

    /** @param name for instance TERM or INT */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("the child could not be sent " + name);
        }
    }

    /** To its standard input. */
    void tell(String line) throws IOException {
        Writer writer = process.outputWriter(StandardCharsets.UTF_8);
        writer.write(line + "\n");
        writer.flush();
    }

    /** CPU time of all its threads so far, in clock ticks of 10 ms, user and system. */
    long cpuTicks() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        // The name in parentheses may hold blanks; fields 14 and 15 are utime and stime (proc(5))
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
