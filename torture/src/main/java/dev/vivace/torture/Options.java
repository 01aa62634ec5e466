package dev.vivace.torture;

import java.util.Arrays;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param help only to explain
 * @param transports attacked one after the other
 * @param quick small counts and short time-outs
 * @param phases names of the phases to run besides quiet; empty: all
 * @param seed of everything random
 * @param serverCpu the CPU that the server is bound to, or -1
 * @param java the program that runs the server
 * @param verbose every check is printed, not only those that failed
 */
record Options(
        boolean help,
        List<String> transports,
        boolean quick,
        List<String> phases,
        long seed,
        int serverCpu,
        String java,
        boolean verbose) {

    static final long SEED_DEFAULT = 20_261_121;

    static final String HELP = """
            torture: attacks a server (the tour's routes, in a process of its own, on 127.0.0.1) while a well-behaved
            client is watched, and prints a table of phases with verdicts.

            options:
              --transport epoll|nio|both  what the server runs on (default both, one after the other)
              --quick                     small counts and short time-outs: a smoke test of 35 seconds for each transport
              --phases NAME,NAME          only these phases besides quiet:
                                          %s
              --seed N                    of the mutations (default %d)
              --server-cpu N              binds the server to this CPU with taskset (run sets it)
              --java PATH                 runs the server (default: the JVM of this program)
              --verbose                   prints every check, not only those that failed
              --help

            exit status: 0 all phases passed, 1 one failed, 2 wrong options or it could not run
            """.formatted(String.join(",", Phases.NAMES), SEED_DEFAULT);

    static Options parse(String... args) throws UsageException {
        boolean help = false;
        List<String> transports = List.of("epoll", "nio");
        boolean quick = false;
        List<String> phases = List.of();
        long seed = SEED_DEFAULT;
        int serverCpu = -1;
        String java = System.getProperty("java.home") + "/bin/java";
        boolean verbose = false;
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            switch (option) {
                case "--help" -> help = true;
                case "--quick" -> quick = true;
                case "--verbose" -> verbose = true;
                case "--transport" -> transports = transports(value(args, ++i));
                case "--phases" -> phases = phases(value(args, ++i));
                case "--seed" -> seed = number(option, value(args, ++i), Long.MIN_VALUE, Long.MAX_VALUE);
                case "--server-cpu" -> serverCpu = (int) number(option, value(args, ++i), 0, 4_095);
                case "--java" -> java = value(args, ++i);
                default -> throw new UsageException("unknown option '" + option + "'");
            }
        }
        return new Options(help, transports, quick, phases, seed, serverCpu, java, verbose);
    }

    private static String value(String[] args, int index) throws UsageException {
        if (index >= args.length) {
            throw new UsageException("option " + args[index - 1] + " needs a value");
        }
        return args[index];
    }

    private static List<String> transports(String text) throws UsageException {
        return switch (text) {
            case "epoll", "nio" -> List.of(text);
            case "both" -> List.of("epoll", "nio");
            default -> throw new UsageException("--transport is 'epoll', 'nio' or 'both', but was '" + text + "'");
        };
    }

    private static List<String> phases(String text) throws UsageException {
        List<String> names = Arrays.asList(text.split(","));
        for (String name : names) {
            if (!Phases.NAMES.contains(name)) {
                throw new UsageException("there is no phase '" + name + "'; there are " + Phases.NAMES);
            }
        }
        return names;
    }

    private static long number(String option, String text, long min, long max) throws UsageException {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("option " + option + " is a number from " + min + ", but was '" + text + "'");
    }
}
