import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits for the README's server to listen, asks once for /json and checks the answer. Exit status 1: it is wrong. */
public final class CheckHello {
    private static final String BODY = "{\"message\":\"Hello, World!\"}";
    private static final long START_NANOS_MAX = 20_000_000_000L;

    public static void main(String[] args) throws Exception {
        HttpResponse<String> answer = ask(URI.create(args[0]));
        System.out.printf(
                "GET %s -> %d %s %s%n", args[0], answer.statusCode(), answer.headers().map(), answer.body());
        List<String> faults = new ArrayList<>();
        expect(faults, "status", "200", Integer.toString(answer.statusCode()));
        expect(faults, "version", "HTTP_1_1", answer.version().name());
        expect(faults, "body", BODY, answer.body());
        expect(faults, "Content-Type", "application/json", header(answer, "Content-Type").replaceAll(";.*", ""));
        expect(faults, "Content-Length", Integer.toString(BODY.length()), header(answer, "Content-Length"));
        if (!header(answer, "Date").matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT")) {
            faults.add("Date is " + header(answer, "Date"));
        }
        if (header(answer, "Server").isEmpty()) {
            faults.add("no Server");
        }
        faults.forEach(System.err::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private static HttpResponse<String> ask(URI uri) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        long begin = System.nanoTime();
        while (true) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (ConnectException e) {
                if (System.nanoTime() - begin > START_NANOS_MAX) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(" and ", answer.headers().allValues(name));
    }

    private static void expect(List<String> faults, String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            faults.add(what + " is " + actual + ", not " + expected);
        }
    }
}
