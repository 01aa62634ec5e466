package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionParserTest {
    private static final String URL = "http://127.0.0.1:8080/json";

    private static Options parse(String line) throws UsageException {
        return OptionParser.parse(line.split(" "));
    }

    @Test
    void shouldHaveDefaults() throws UsageException {
        Options options = parse(URL + " --rate 1000");
        assertEquals(1000, options.rate);
        assertEquals(List.of("/json"), options.paths);
        assertEquals("127.0.0.1:8080", options.authority());
        assertEquals(64, options.connections);
        assertEquals(new Expectations(200, -1, 5_000_000_000L, 0), options.expectations());
    }

    @Test
    void shouldTakeAllOptions() throws UsageException {
        Options options =
                OptionParser.parse(("--rate 5 --connections 3 --threads 2 --duration 0.5 --warm-up 0 --path /a "
                                + "--path /b?c=d --requests-per-connection 10 --idle 7 --poisson 4 --expect-status 404 "
                                + "--expect-length 27 --timeout 2 --queue 1.5 --json --static-request --histogram h.txt "
                                + "http://127.0.0.1")
                        .split(" "));
        assertEquals(List.of("/a", "/b?c=d"), options.paths);
        assertEquals(80, options.target.getPort());
        assertEquals(500_000_000, options.durationNanos);
        assertEquals(0, options.warmUpNanos);
        assertEquals(new Expectations(404, 27, 2_000_000_000L, 10), options.expectations());
        assertEquals(1_500_000_000, options.queueNanosMax);
        assertEquals(7, options.idle);
        assertTrue(options.poisson && options.json && options.staticRequest);
    }

    @Test
    void shouldTakeHeaders() throws UsageException {
        Options options = OptionParser.parse(URL, "--rate", "1", "--header", "X-A:  b: c ");
        assertEquals(Map.of("X-A", "b: c"), options.headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                URL,
                "--rate 5",
                URL + " --rate",
                URL + " --rate 0",
                URL + " --rate x",
                URL + " --rate 1 --connections 0",
                URL + " --rate 1 --connections 2 --threads 3",
                URL + " --rate 1 --duration 0",
                URL + " --rate 1 --duration NaN",
                URL + " --rate 1 --warm-up -1",
                URL + " --rate 1 --path json",
                URL + " --rate 1 --header x",
                URL + " --rate 1 --no-such-thing 1",
                URL + " " + URL + " --rate 1",
                "https://127.0.0.1/ --rate 1",
                "127.0.0.1:80 --rate 1",
                "http://[ --rate 1"
            })
    void shouldRefuseWhatCannotBeInOneLine(String line) {
        assertThrows(UsageException.class, () -> parse(line));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(2, Load.run(new PrintStream(out), new PrintStream(err), line.split(" ")));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertEquals(0, out.size());
    }

    @Test
    void shouldRefuseATooLongRequest() {
        String[] line = {URL, "--rate", "1", "--header", "X: " + "x".repeat(Requests.REQUEST_BYTES_MAX)};
        assertThrows(UsageException.class, () -> OptionParser.parse(line));
    }

    @Test
    void shouldRefuseARequestOfWhichOneVariantIsTooLong() throws UsageException {
        int length = Requests.bytesMax(List.of("/json"), Map.of("X", ""), true);
        String fitting = "X: " + "x".repeat(Requests.REQUEST_BYTES_MAX - length);
        OptionParser.parse(URL, "--rate", "1", "--static-request", "--header", fitting);
        assertThrows(UsageException.class, () -> OptionParser.parse(URL, "--rate", "1", "--header", fitting));
    }

    @Test
    void shouldExplainItself() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Load.run(new PrintStream(out), System.err, "--help"));
        assertTrue(out.toString().contains("--requests-per-connection N"));
    }
}
