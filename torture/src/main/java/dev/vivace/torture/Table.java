package dev.vivace.torture;

import java.util.List;
import java.util.Locale;

/** The results as text. */
final class Table {
    private static final String HEAD = "%-19s %6s %8s %7s %7s %6s %7s %7s %7s %6s %6s  %s%n"
            .formatted(
                    "phase", "s", "answers", "p50 ms", "p99 ms", "late", "turn", "delay", "no cpu", "RSS MB", "live",
                    "verdict");

    private Table() {}

    static String of(String title, List<PhaseResult> results, boolean verbose) {
        StringBuilder text = new StringBuilder(title).append('\n').append(HEAD);
        for (PhaseResult result : results) {
            text.append(line(result));
        }
        for (PhaseResult result : results) {
            details(text, result, verbose);
        }
        return text.toString();
    }

    private static String line(PhaseResult result) {
        return String.format(
                Locale.ROOT,
                "%-19s %6.1f %8d %7.2f %7.2f %6.2f %7.2f %7.2f %7.0f %6.0f %6.1f  %s%n",
                result.name(),
                result.seconds(),
                result.answers(),
                result.p50Millis(),
                result.p99Millis(),
                result.lateMillis(),
                result.turnMillis(),
                result.delayMillis(),
                result.noCpuMillis(),
                result.residentBytesMax() / 1e6,
                result.liveBytes() / 1e6,
                (result.checks().passed() ? "passed" : "FAILED") + (result.disturbed() ? ", disturbed" : ""));
    }

    private static void details(StringBuilder text, PhaseResult result, boolean verbose) {
        boolean shown = verbose || !result.checks().passed();
        if (shown) {
            text.append(result.name())
                    .append(result.what().isEmpty() ? "" : " (" + result.what() + ")")
                    .append('\n');
            for (Checks.Check check : result.checks().all()) {
                if (verbose || !check.passed() || check.what().equals("for the reader")) {
                    text.append("    ").append(check).append('\n');
                }
            }
        }
    }
}
