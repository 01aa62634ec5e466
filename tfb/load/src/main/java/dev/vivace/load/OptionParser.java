package dev.vivace.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The command line. */
final class OptionParser {
    private static final int RATE_MAX = 10_000_000;
    private static final int CONNECTION_COUNT_MAX = 50_000;
    /** Of one client address to one server address. */
    private static final int IDLE_COUNT_MAX = 25_000;

    private static final int THREAD_COUNT_MAX = 256;
    private static final double SECONDS_MAX = 3600;

    private final Options options = new Options();
    private final List<String> paths = new ArrayList<>();

    private OptionParser() {}

    static Options parse(String... args) throws UsageException {
        OptionParser parser = new OptionParser();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            parser.take(rest.next(), rest);
        }
        if (!parser.options.help) {
            parser.finish();
        }
        return parser.options;
    }

    private void take(String name, Iterator<String> rest) throws UsageException {
        switch (name) {
            case "--help", "-h" -> options.help = true;
            case "--json" -> options.json = true;
            case "--static-request" -> options.staticRequest = true;
            default -> {
                if (!name.startsWith("-")) {
                    url(name);
                } else if (!rest.hasNext()) {
                    throw new UsageException("unknown option, or one without its value: " + name);
                } else {
                    take(name, rest.next());
                }
            }
        }
    }

    private void take(String name, String value) throws UsageException {
        switch (name) {
            case "--rate" -> options.rate = number(name, value, 1, RATE_MAX);
            case "--connections" -> options.connections = (int) number(name, value, 1, CONNECTION_COUNT_MAX);
            case "--threads" -> options.threads = (int) number(name, value, 1, THREAD_COUNT_MAX);
            case "--duration" -> options.durationNanos = nanos(name, value, 0.001);
            case "--warm-up" -> options.warmUpNanos = nanos(name, value, 0);
            case "--timeout" -> options.timeoutNanos = nanos(name, value, 0.001);
            case "--queue" -> options.queueNanosMax = nanos(name, value, 0.001);
            case "--requests-per-connection" ->
                options.requestsPerConnection = (int) number(name, value, 1, Integer.MAX_VALUE);
            case "--idle" -> options.idle = (int) number(name, value, 0, IDLE_COUNT_MAX);
            case "--expect-status" -> options.expectedStatus = (int) number(name, value, 200, 999);
            case "--expect-length" -> options.expectedBodyBytes = number(name, value, 0, Integer.MAX_VALUE);
            case "--path" -> paths.add(path(value));
            case "--header" -> header(value);
            case "--histogram" -> options.histogram = Path.of(value);
            case "--poisson" -> {
                options.poisson = true;
                options.seed = number(name, value, 0, Long.MAX_VALUE);
            }
            default -> throw new UsageException("unknown option: " + name);
        }
    }

    private void url(String text) throws UsageException {
        if (options.url != null) {
            throw new UsageException("two URLs: " + options.url + " and " + text);
        }
        try {
            URI uri = new URI(text);
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
                throw new UsageException("not an http:// URL: " + text);
            }
            options.url = text;
            options.target = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            options.paths = List.of(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            throw new UsageException("not a URL: " + text);
        }
        if (options.target.isUnresolved()) {
            throw new UsageException("no such host: " + options.target.getHostString());
        }
    }

    private static String path(String value) throws UsageException {
        if (!value.startsWith("/") || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new UsageException("--path takes a path that begins with / and is printable ASCII, not " + value);
        }
        return value;
    }

    private void header(String value) throws UsageException {
        int colon = value.indexOf(':');
        if (colon < 1 || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new UsageException("--header takes 'NAME: VALUE', not " + value);
        }
        options.headers.put(
                value.substring(0, colon).trim(), value.substring(colon + 1).trim());
    }

    private void finish() throws UsageException {
        if (options.url == null) {
            throw new UsageException("a URL is needed");
        }
        if (options.rate == 0) {
            throw new UsageException("--rate is needed");
        }
        if (options.connections < options.threads) {
            throw new UsageException("--connections must be at least --threads");
        }
        if (!paths.isEmpty()) {
            options.paths = List.copyOf(paths);
        }
        if (Requests.bytesMax(options.paths, options.headers, options.staticRequest) > Requests.REQUEST_BYTES_MAX) {
            throw new UsageException("a request is limited to " + Requests.REQUEST_BYTES_MAX + " bytes");
        }
    }

    private static long number(String name, String value, long min, long max) throws UsageException {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(name + " takes a whole number from " + min + " to " + max + ", not " + value);
    }

    private static long nanos(String name, String value, double secondsMin) throws UsageException {
        try {
            double seconds = Double.parseDouble(value);
            if (seconds >= secondsMin && seconds <= SECONDS_MAX) {
                return Math.round(seconds * 1e9);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(name + " takes seconds from " + secondsMin + " to " + SECONDS_MAX + ", not " + value);
    }
}
