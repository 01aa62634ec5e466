package dev.vivace.torture;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of everything, and the time-outs that the server is started with. Both differ between the whole run and the
 * quick one. Times are in seconds.
 *
 * @param warmUp requests of all kinds before anything counts
 * @param quiet the client alone
 * @param flood each flood of short connections
 * @param idleTimeout the server's
 * @param headerTimeout the server's
 * @param bodyTimeout the server's
 * @param bodyRateGrace the server's
 * @param answerTimeout the server's
 * @param slowHeads connections of that phase
 * @param slowBodies connections of that phase
 * @param uploads connections of that phase
 * @param readers connections of that phase
 * @param silent connections of that phase
 * @param floodRate new connections a second in a flood
 * @param mutations mutated requests
 * @param descriptorsMax the server process's bound on open descriptors; fewer than {@code silent} connections need
 */
record Scale(
        int warmUp,
        int quiet,
        int flood,
        int idleTimeout,
        int headerTimeout,
        int bodyTimeout,
        int bodyRateGrace,
        int answerTimeout,
        int slowHeads,
        int slowBodies,
        int uploads,
        int readers,
        int silent,
        int floodRate,
        int mutations,
        int descriptorsMax) {

    static final Scale FULL =
            new Scale(6, 6, 5, 5, 10, 6, 5, 6, 4_000, 1_500, 1_000, 1_000, 7_000, 3_000, 100_000, 6_000);
    static final Scale QUICK = new Scale(2, 2, 1, 2, 2, 2, 1, 2, 1_000, 300, 100, 100, 1_500, 1_000, 3_000, 1_400);

    /** The time-outs that are not the library's defaults, as a sentence. */
    String shortened() {
        List<String> parts = new ArrayList<>();
        note(parts, "idle", idleTimeout, 60);
        note(parts, "header", headerTimeout, 10);
        note(parts, "body", bodyTimeout, 30);
        note(parts, "body rate grace", bodyRateGrace, 5);
        note(parts, "answer", answerTimeout, 30);
        return "time-outs shortened: " + String.join(", ", parts);
    }

    private static void note(List<String> parts, String name, int seconds, int usual) {
        if (seconds != usual) {
            parts.add(name + " " + seconds + " s (default " + usual + " s)");
        }
    }
}
