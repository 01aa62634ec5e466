package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void shouldSendTheHeadersOfTheOtherLoads() {
        Requests requests = Requests.of(List.of("/json"), Map.of(), true);
        assertEquals(
                "GET /json HTTP/1.1\r\nHost: tfb-server:8080\r\nAccept: application/json,text/html;q=0.9,"
                        + "application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7\r\n"
                        + "Connection: keep-alive\r\n\r\n",
                requests.text(requests.take(false)));
    }

    @Test
    void shouldAskForCloseWhenTold() {
        Requests requests = Requests.of(List.of("/"), Map.of(), true);
        assertTrue(requests.text(requests.take(true)).endsWith("\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void shouldTakePathsInTurn() {
        Requests requests = Requests.of(List.of("/a", "/b", "/c"), Map.of(), true);
        StringBuilder taken = new StringBuilder();
        for (int count = 0; count < 7; count++) {
            taken.append(requests.text(requests.take(count % 2 == 0)), 4, 6);
        }
        assertEquals("/a/b/c/a/b/c/a", taken.toString());
    }

    @Test
    void shouldReplaceAndAddHeaders() {
        Requests requests = Requests.of(List.of("/"), Map.of("host", "example", "X-Test", "1"), true);
        String text = requests.text(requests.take(false));
        assertTrue(text.contains("\r\nhost: example\r\n") && text.contains("\r\nX-Test: 1\r\n"), text);
        assertFalse(text.contains(HeadVariant.HOSTS.get(0)));
    }

    @Test
    void shouldVaryNumbersInPaths() {
        Requests requests = Requests.of(List.of("/users/{id}", "/r1/{id}/x"), Map.of(), true);
        Set<String> lines = new HashSet<>();
        for (int count = 0; count < 256; count++) {
            String line =
                    requests.text(requests.take(false)).lines().findFirst().orElseThrow();
            assertTrue(
                    line.matches(count % 2 == 0 ? "GET /users/\\d{1,7} HTTP/1.1" : "GET /r1/\\d{1,7}/x HTTP/1.1"),
                    line);
            lines.add(line);
        }
        assertTrue(lines.size() > 200, () -> "only " + lines.size());
    }
}
