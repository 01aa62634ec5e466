package dev.vivace.openapi;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestRequest;
import dev.vivace.test.TestResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request of a contract test, before it is sent. */
final class ContractRequest {
    private static final String UNRESERVED = "-._~";

    private final Operation operation;
    private final Map<String, String> headers;
    private final Map<Parameter, List<String>> parameters = new LinkedHashMap<>();
    private String rawQuery;
    private String body;

    ContractRequest(Operation operation, Map<String, String> headers) {
        this.operation = operation;
        this.headers = headers;
    }

    /** Sets the values of a parameter, in place of those before; none for one that is left out. */
    void set(Parameter parameter, List<String> values) {
        parameters.put(parameter, values);
    }

    List<String> values(Parameter parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    /** More of the query, as it is sent. */
    void rawQuery(String text) {
        rawQuery = text;
    }

    void body(String text) {
        body = text;
    }

    /** How values are spelled in a request. */
    static List<String> spelled(Object value) {
        if (value instanceof List<?> list) {
            List<String> all = new ArrayList<>();
            list.forEach(element -> all.addAll(spelled(element)));
            return all;
        }
        return List.of(value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
    }

    TestResponse send(TestClient client) {
        TestRequest request = client.request(operation.method(), target());
        fields().forEach(request::header);
        if (body != null) {
            request.body(body.getBytes(StandardCharsets.UTF_8));
        }
        return request.send();
    }

    private String target() {
        String path = operation.path().text();
        StringBuilder query = new StringBuilder();
        for (Map.Entry<Parameter, List<String>> entry : parameters.entrySet()) {
            String name = entry.getKey().name();
            for (String value : entry.getValue()) {
                if (entry.getKey().in().equals("path")) {
                    path = path.replace('{' + name + '}', encoded(value));
                } else if (entry.getKey().in().equals("query")) {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(encoded(name))
                            .append('=')
                            .append(encoded(value));
                }
            }
        }
        if (rawQuery != null) {
            query.append(query.isEmpty() ? '?' : '&').append(rawQuery);
        }
        return encodedPath(path) + query;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(headers);
        StringBuilder cookies = new StringBuilder();
        parameters.forEach((parameter, values) -> {
            if (parameter.in().equals("header") && !values.isEmpty()) {
                fields.put(parameter.name(), String.join(", ", values));
            } else if (parameter.in().equals("cookie")) {
                values.forEach(value -> cookies.append(cookies.isEmpty() ? "" : "; ")
                        .append(parameter.name())
                        .append('=')
                        .append(value));
            }
        });
        if (!cookies.isEmpty()) {
            fields.put("Cookie", cookies.toString());
        }
        if (body != null) {
            fields.put("Content-Type", "application/json");
        }
        return fields;
    }

    static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }

    /** What is not ASCII in a pattern. */
    private static String encodedPath(String path) {
        StringBuilder out = new StringBuilder();
        path.codePoints().forEach(c -> out.append(c < 0x80 ? Character.toString(c) : encoded(Character.toString(c))));
        return out.toString();
    }

    /** As a command for a shell. */
    String curl() {
        StringBuilder out = new StringBuilder("curl -i -X ").append(operation.method());
        fields().forEach((name, value) -> out.append(" -H ").append(quoted(name + ": " + value)));
        if (body != null) {
            out.append(" --data-binary ").append(quoted(body));
        }
        return out.append(' ')
                .append(quoted("http://localhost:8080" + target()))
                .toString();
    }

    private static String quoted(String text) {
        return '\'' + text.replace("'", "'\\''") + '\'';
    }
}
