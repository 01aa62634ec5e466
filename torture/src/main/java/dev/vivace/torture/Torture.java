package dev.vivace.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command; {@code --help} explains it. */
public final class Torture {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int COULD_NOT_RUN = 2;
    private static final int ATTACKERS_NICE_MORE = 5;

    private Torture() {}

    /**
     * Runs it and exits: 0 all phases passed, 1 one failed, 2 wrong options or it could not run.
     *
     * @param args options
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /** The command without the exit. */
    static int run(PrintStream out, PrintStream err, String... args) {
        try {
            Options options = Options.parse(args);
            if (options.help()) {
                out.print(Options.HELP);
                return PASSED;
            }
            return run(options, out, err);
        } catch (UsageException e) {
            err.println("torture: " + e.getMessage() + " (--help shows the options)");
        } catch (IOException e) {
            err.println("torture: " + e.getMessage());
        } catch (InterruptedException e) {
            err.println("torture: interrupted");
        }
        return COULD_NOT_RUN;
    }

    private static int run(Options options, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self/fd"))) {
            throw new IOException("Linux is needed: the server is watched through /proc");
        }
        stepBack();
        Scale scale = options.quick() ? Scale.QUICK : Scale.FULL;
        boolean passed = true;
        for (String transport : options.transports()) {
            List<PhaseResult> results = TortureRun.run(options, transport, scale, err);
            String title =
                    transport + ", heap " + (ServerProcess.HEAP_BYTES >> 20) + " MB, one loop; " + scale.shortened();
            out.println(Table.of(title, results, options.verbose()));
            passed &= results.stream().allMatch(result -> result.checks().passed());
        }
        out.println(passed ? "all passed" : "FAILED");
        return passed ? PASSED : FAILED;
    }

    /** The attackers, who are this thread, let the client go first: they share a CPU. As far as that can be had. */
    private static void stepBack() throws InterruptedException {
        try {
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            // The sixteenth number behind the name, which may hold anything
            String state = Files.readString(Path.of("/proc/thread-self/stat"));
            int nice =
                    Integer.parseInt(state.substring(state.lastIndexOf(')') + 2).split(" ")[16]);
            String wanted = Integer.toString(nice + ATTACKERS_NICE_MORE);
            new ProcessBuilder(
                            "renice", "-n", wanted, "-p", thread.getFileName().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Then they compete
        }
    }
}
