package dev.vivace.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** The command: an open-loop HTTP/1.1 load generator. {@code --help} explains it. */
public final class Load {
    private static final int CLEAN = 0;
    private static final int ERRORS = 1;
    private static final int COULD_NOT_RUN = 2;

    private Load() {}

    /**
     * Runs it and exits: 0 all requests answered as expected, 1 errors or overload, 2 wrong options or could not run.
     *
     * @param args the URL and options
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /** The command without the exit. */
    static int run(PrintStream out, PrintStream err, String... args) {
        try {
            Options options = OptionParser.parse(args);
            if (options.help) {
                out.print(Options.HELP);
                return CLEAN;
            }
            Result result = new Run(options).run();
            if (options.histogram != null) {
                write(options.histogram, result.measured().latency);
            }
            out.print(options.json ? JsonReport.of(options, result) + "\n" : Report.of(options, result));
            out.flush();
            return result.clean() ? CLEAN : ERRORS;
        } catch (UsageException e) {
            err.println("load: " + e.getMessage() + " (--help shows the options)");
        } catch (IOException e) {
            err.println("load: " + e.getMessage());
        } catch (InterruptedException e) {
            err.println("load: interrupted");
        }
        return COULD_NOT_RUN;
    }

    private static void write(Path file, Histogram latency) throws IOException {
        try (PrintStream stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            latency.outputPercentileDistribution(stream, 1000.0);
            if (stream.checkError()) {
                throw new IOException("cannot write " + file);
            }
        }
    }
}
