package dev.vivace.load;

import org.HdrHistogram.Histogram;

/** The figures of a run as one line of JSON. */
final class JsonReport {
    private static final String[] NAMES = {"p50", "p90", "p99", "p999", "p9999"};

    private JsonReport() {}

    static String of(Options options, Result result) {
        Recorder measured = result.measured();
        StringBuilder json = new StringBuilder(2048).append('{');
        member(json, "url", quoted(options.url));
        member(json, "static_request", options.staticRequest);
        member(json, "rate", options.rate);
        member(json, "poisson", options.poisson);
        member(json, "connections", options.connections);
        member(json, "threads", options.threads);
        member(json, "scheduled", measured.sent() + measured.unsent());
        member(json, "sent", measured.sent());
        member(json, "completed", measured.completed());
        member(json, "unsent", measured.unsent());
        member(json, "overloaded", result.overloaded());
        json.append("\"errors\":{");
        for (int index = 0; index < Failure.count(); index++) {
            Failure failure = Failure.at(index);
            member(json, failure.label(), measured.failures(failure));
        }
        closeObject(json).append(',');
        member(json, "error_count", measured.failures());
        member(json, "warm_up_error_count", result.warmUp().failures());
        String first = result.firstFailure();
        member(json, "first_error", first == null ? "null" : quoted(first));
        member(json, "connects", measured.connects());
        member(json, "idle_connections", options.idle);
        member(json, "idle_closed", result.idleClosedCount());
        member(json, "seconds", Report.fixed(result.seconds()));
        member(json, "requests_per_second", Report.fixed(result.requestsPerSecond()));
        member(json, "bytes", measured.bytes());
        times(json, "latency_micros", measured.latency);
        times(json, "service_micros", measured.service);
        times(json, "send_lag_micros", measured.sendLag);
        times(json, "notice_lag_micros", measured.noticeLag);
        member(json, "run_delay_micros", result.runDelayNanos() < 0 ? "null" : Report.micros(result.runDelayNanos()));
        member(json, "allocated_bytes", result.allocatedBytes());
        member(json, "collections", result.collections());
        return closeObject(json).toString();
    }

    private static void times(StringBuilder json, String name, Histogram histogram) {
        json.append('"').append(name).append("\":{");
        member(json, "mean", Report.micros(histogram.getMean()));
        for (int index = 0; index < Report.PERCENTILES.length; index++) {
            member(json, NAMES[index], Report.micros(histogram.getValueAtPercentile(Report.PERCENTILES[index])));
        }
        member(json, "max", Report.micros(histogram.getMaxValue()));
        closeObject(json).append(',');
    }

    private static void member(StringBuilder json, String name, Object value) {
        json.append('"').append(name).append("\":").append(value).append(',');
    }

    private static StringBuilder closeObject(StringBuilder json) {
        json.setCharAt(json.length() - 1, '}');
        return json;
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char value = text.charAt(index);
            if (value == '"' || value == '\\') {
                json.append('\\').append(value);
            } else if (value < ' ') {
                json.append(String.format("\\u%04x", (int) value));
            } else {
                json.append(value);
            }
        }
        return json.append('"').toString();
    }
}
