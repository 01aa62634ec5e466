package dev.vivace.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * Runs the suite: JMH's own command line, with allocation figures and CPU time always there and a failing benchmark
 * failing the run. A time per operation says little about a library that promises no garbage unless the bytes per
 * operation stand beside it.
 */
public final class Benchmarks {
    /** From this release on the JDK warns of {@code sun.misc.Unsafe}, which JMH and one baseline use. */
    private static final int UNSAFE_WARNS_SINCE = 24;

    private Benchmarks() {}

    /**
     * Starts JMH.
     *
     * @param args as JMH takes them ({@code -h} lists them)
     */
    public static void main(String[] args) throws Exception {
        Main.main(withDefaults(args));
    }

    private static String[] withDefaults(String[] args) {
        List<String> given = Arrays.asList(args);
        List<String> all = new ArrayList<>();
        if (!given.contains("gc")) {
            all.addAll(List.of("-prof", "gc"));
        }
        all.addAll(List.of("-prof", CpuTimeProfiler.class.getName()));
        if (!given.contains("-foe")) {
            all.addAll(List.of("-foe", "true"));
        }
        if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE && !given.contains("-jvmArgsAppend")) {
            all.addAll(List.of("-jvmArgsAppend", "--sun-misc-unsafe-memory-access=allow"));
        }
        all.addAll(given);
        return all.toArray(new String[0]);
    }
}
