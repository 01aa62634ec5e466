package dev.vivace.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of the request with a number. Neighbours differ in Host, Accept and the order of the headers, as in the other
 * loads of the comparison (tfb/compare/load.lua), so that no server profits from seeing the same bytes again. The same
 * number gives the same head in every run. Number 0 is what TechEmpower sends.
 */
record HeadVariant(int number) {
    static final List<String> HOSTS = List.of("tfb-server:8080", "tfb-server-2:8080", "10.0.0.1:8080");

    static final List<String> ACCEPTS = List.of(
            "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7",
            "text/plain,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7",
            "application/json, */*");

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    /** Each order meets more than one Host and Accept. */
    private static final int NUMBERS_PER_ORDER = 7;

    /** The request; headers given replace those of the variant and come after them. */
    byte[] request(String path, Map<String, String> headers, String connection) {
        Map<String, String> all = own(connection);
        headers.forEach((name, value) -> {
            all.keySet().removeIf(name::equalsIgnoreCase);
            all.put(name, value);
        });
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Map<String, String> own(String connection) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Host", HOSTS.get(number % HOSTS.size())));
        headers.add(Map.entry("Accept", ACCEPTS.get(number / HOSTS.size() % ACCEPTS.size())));
        headers.add(Map.entry("Connection", connection));
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int index : ORDERS[number / NUMBERS_PER_ORDER % ORDERS.length]) {
            ordered.put(headers.get(index).getKey(), headers.get(index).getValue());
        }
        return ordered;
    }
}
