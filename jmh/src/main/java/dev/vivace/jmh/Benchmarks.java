package dev.vivace.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * Runs the suite: JMH's own command line, with allocation figures always there and a failing benchmark failing the
 * run. A time per operation says little about a library that promises no garbage unless the bytes per operation stand
 * beside it.
 */
public final class Benchmarks {
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
        if (!given.contains("-foe")) {
            all.addAll(List.of("-foe", "true"));
        }
        all.addAll(given);
        return all.toArray(new String[0]);
    }
}
