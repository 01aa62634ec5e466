package dev.vivace.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The figures of a run for people. */
final class Report {
    static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private Report() {}

    static String of(Options options, Result result) {
        Recorder measured = result.measured();
        StringBuilder text = new StringBuilder(1024);
        line(
                text,
                "%s at %d requests/s%s, %d connections, %d thread(s)",
                options.url,
                options.rate,
                options.poisson ? " (Poisson)" : "",
                options.connections,
                options.threads);
        line(
                text,
                "  scheduled %d, sent %d, completed %d in %.3f s: %.0f requests/s, %.1f MB/s",
                measured.sent() + measured.unsent(),
                measured.sent(),
                measured.completed(),
                result.seconds(),
                result.requestsPerSecond(),
                measured.bytes() / result.seconds() / 1e6);
        line(
                text,
                "  %-26s %10s %10s %10s %10s %10s %10s %10s",
                "microseconds",
                "mean",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "p99.99",
                "max");
        times(text, "latency (from when due)", measured.latency);
        times(text, "service (from the send)", measured.service);
        times(text, "this tool: sent late by", measured.sendLag);
        times(text, "this tool: saw late by <=", measured.noticeLag);
        line(
                text,
                "  this tool: %s without a CPU, %d bytes allocated, %d collections",
                result.runDelayNanos() < 0 ? "unknown time" : micros(result.runDelayNanos()) + " us",
                result.allocatedBytes(),
                result.collections());
        if (options.idle > 0) {
            line(text, "  idle connections: %d, closed by the server: %d", options.idle, result.idleClosedCount());
        }
        if (result.overloaded()) {
            line(
                    text,
                    "  OVERLOAD: a request was not sent within %.3f s; %d of the scheduled requests never were",
                    options.queueNanosMax / NANOS_PER_SECOND,
                    measured.unsent());
        }
        errors(text, result);
        return text.toString();
    }

    private static void times(StringBuilder text, String name, Histogram histogram) {
        text.append(String.format(Locale.ROOT, "  %-26s %10.1f", name, histogram.getMean() / NANOS_PER_MICRO));
        for (double percentile : PERCENTILES) {
            double value = histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
            text.append(String.format(Locale.ROOT, " %10.1f", value));
        }
        line(text, " %10.1f", histogram.getMaxValue() / NANOS_PER_MICRO);
    }

    private static void errors(StringBuilder text, Result result) {
        Recorder measured = result.measured();
        if (result.firstFailure() == null) {
            return;
        }
        text.append("  ERRORS:");
        for (int index = 0; index < Failure.count(); index++) {
            Failure failure = Failure.at(index);
            if (measured.failures(failure) > 0) {
                text.append(' ').append(failure.label()).append(' ').append(measured.failures(failure));
            }
        }
        line(text, "; while warming up %d; the first: %s", result.warmUp().failures(), result.firstFailure());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    static String micros(double nanos) {
        return fixed(nanos / NANOS_PER_MICRO);
    }

    static String fixed(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
