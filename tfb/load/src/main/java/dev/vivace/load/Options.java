package dev.vivace.load;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command line asks for; {@link OptionParser} sets it and nothing changes it afterwards. */
final class Options {
    static final String HELP = """
            Sends requests at a fixed rate, whatever the server does (open loop), and reports latencies counted from
            when each request was meant to be sent, so stalls are not hidden (no coordinated omission).

            usage: java -jar load.jar URL --rate N [options]

              URL                          http://HOST[:PORT][/PATH]
              --rate N                     requests per second in total
              --connections N              connections, one request under way on each (64)
              --duration SECONDS           length of the measurement (10)
              --warm-up SECONDS            the same load before it, not reported but for its errors (5)
              --threads N                  threads, each polling without pause: give each a CPU of its own (1)
              --path PATH                  instead of the URL's path; repeated: in turn. {id} becomes a changing number
              --header 'NAME: VALUE'       adds a header or replaces one; repeated
              --static-request             the same headers in every request; otherwise their order, Host and
                                           Accept change from request to request, the same way in every run
              --requests-per-connection N  the Nth request asks for close, then a new connection is opened
              --idle N                     so many more connections that are only held open
              --poisson SEED               random gaps (exponential, with this seed) and not even ones
              --expect-status N            any other status is an error (200)
              --expect-length BYTES        any other length of a body is an error
              --timeout SECONDS            limit for an answer and for a connect (5)
              --queue SECONDS              a request not sent this long after it was due is overload: the run
                                           ends early (5)
              --json                       prints one line of JSON
              --histogram FILE             writes the latencies' whole distribution, in microseconds
              --help                       prints this

            Exit code: 0 all requests answered as expected; 1 errors or overload; 2 wrong options or could not run.
            """;

    InetSocketAddress target;
    String url;
    List<String> paths;
    final Map<String, String> headers = new LinkedHashMap<>();
    boolean staticRequest;
    long rate;
    int connections = 64;
    int threads = 1;
    long durationNanos = 10_000_000_000L;
    long warmUpNanos = 5_000_000_000L;
    int requestsPerConnection;
    int idle;
    boolean poisson;
    long seed;
    int expectedStatus = 200;
    long expectedBodyBytes = -1;
    long timeoutNanos = 5_000_000_000L;
    long queueNanosMax = 5_000_000_000L;
    boolean json;
    Path histogram;
    boolean help;

    String authority() {
        return target.getHostString() + ":" + target.getPort();
    }

    Expectations expectations() {
        return new Expectations(expectedStatus, expectedBodyBytes, timeoutNanos, requestsPerConnection);
    }

    /** The part of the load that one thread sends. */
    Schedule schedule(long startNanos, int threadIndex) {
        long totalNanos = warmUpNanos + durationNanos;
        return poisson
                ? Schedule.poisson(startNanos, totalNanos, rate, threads, seed + threadIndex)
                : Schedule.even(startNanos, totalNanos, rate, threadIndex, threads);
    }
}
