package dev.vivace.differential;

import dev.vivace.Request;
import dev.vivace.Vivace;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The server itself, whole but for the socket, with an app that takes every request, notes it, and answers 204.
 *
 * <p><b>Threading:</b> belongs to the thread that made it.
 */
final class OwnReader {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)\r\n");

    private final TestClient client;
    private final List<WireRequest> requests = new ArrayList<>();
    private Map<String, Long> errorsBefore = Map.of();

    OwnReader(Limits limits) {
        Vivace app = Vivace.create()
                .use(next -> (req, res) -> {
                    requests.add(noted(req));
                    return next.handle(req, res);
                })
                .fallback((req, res) -> {
                    int last = requests.size() - 1;
                    String body = new String(req.bodyBytes(), StandardCharsets.ISO_8859_1);
                    requests.set(last, requests.get(last).withBody(body));
                    return res.empty(204);
                });
        client = TestClient.of(app, limits.options());
    }

    private static WireRequest noted(Request req) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < req.headerCount(); i++) {
            fields.add(req.headerName(i) + ": " + req.headerValue(i));
        }
        return new WireRequest(req.method(), req.rawTarget(), fields, null);
    }

    /** Sends all of it at once. */
    Outcome read(String input) {
        return read(input, Integer.MAX_VALUE);
    }

    /** Sends it in pieces of at most so many bytes. */
    Outcome read(String input, int pieceLength) {
        requests.clear();
        byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        TestConnection connection = client.connect().send(bytes, Math.max(1, Math.min(pieceLength, bytes.length)));
        String output = new String(connection.received(), StandardCharsets.ISO_8859_1);
        Outcome outcome = outcome(output, connection.closed());
        connection.reset();
        return outcome;
    }

    private Outcome outcome(String output, boolean closed) {
        List<Integer> statuses = new ArrayList<>();
        int at = 0;
        while (at < output.length()) {
            int headEnd = output.indexOf("\r\n\r\n", at) + 4;
            String head = output.substring(at, headEnd);
            int status = Integer.parseInt(head.substring(9, 12));
            if (status >= 200) {
                statuses.add(status);
            }
            Matcher length = LENGTH.matcher(head);
            // The last answer may be to a HEAD, and lack the body that its length speaks of
            at = length.find() ? Math.min(output.length(), headEnd + Integer.parseInt(length.group(1))) : headEnd;
        }
        String fault = statuses.size() > requests.size() ? faultCounted() : null;
        return new Outcome(statuses, List.copyOf(requests), fault, closed);
    }

    /** The kind of fault that has occurred since the call before; an answer to a HEAD does not say. */
    private String faultCounted() {
        Map<String, Long> errors = client.metrics().errors();
        String counted = errors.keySet().stream()
                .filter(kind -> !errors.get(kind).equals(errorsBefore.get(kind)))
                .collect(Collectors.joining(","));
        errorsBefore = errors;
        return counted;
    }
}
