package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Headers that change from request to request. */
class RequestVariantsTest {
    private static final int COUNT = 256;

    private static List<String> taken(Map<String, String> headers, boolean closing) {
        Requests requests = Requests.of(List.of("/json"), headers, false);
        List<String> texts = new ArrayList<>();
        for (int count = 0; count < COUNT; count++) {
            texts.add(requests.text(requests.take(closing)));
        }
        return texts;
    }

    private static String value(String request, String name) {
        Matcher line = Pattern.compile("\r\n" + name + ": (.*)\r\n").matcher(request);
        assertTrue(line.find(), request);
        String value = line.group(1);
        assertTrue(!line.find(), request);
        return value;
    }

    private static String order(String request) {
        return request.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.joining(" "));
    }

    @Test
    void shouldSendAllHostsAcceptsAndOrders() {
        Set<String> hosts = new HashSet<>();
        Set<String> accepts = new HashSet<>();
        Set<String> orders = new HashSet<>();
        for (String request : taken(Map.of(), false)) {
            assertTrue(request.startsWith("GET /json HTTP/1.1\r\n") && request.endsWith("\r\n\r\n"), request);
            assertEquals("keep-alive", value(request, "Connection"));
            hosts.add(value(request, "Host"));
            accepts.add(value(request, "Accept"));
            orders.add(order(request));
        }
        assertEquals(Set.copyOf(HeadVariant.HOSTS), hosts);
        assertEquals(Set.copyOf(HeadVariant.ACCEPTS), accepts);
        assertEquals(6, orders.size(), orders::toString);
    }

    @Test
    void shouldDifferFromTheRequestBefore() {
        List<String> taken = taken(Map.of(), false);
        for (int index = 1; index < COUNT; index++) {
            assertNotEquals(taken.get(index - 1), taken.get(index));
        }
        assertTrue(new HashSet<>(taken).size() > 40, () -> "only " + new HashSet<>(taken).size());
    }

    @Test
    void shouldSendTheSameInEveryRun() {
        assertEquals(taken(Map.of(), false), taken(Map.of(), false));
    }

    @Test
    void shouldDifferInTheWishForCloseAlone() {
        List<String> kept = taken(Map.of(), false);
        List<String> closing = taken(Map.of(), true);
        for (int index = 0; index < COUNT; index++) {
            assertEquals(
                    kept.get(index),
                    closing.get(index).replace("\r\nConnection: close\r\n", "\r\nConnection: keep-alive\r\n"));
            assertNotEquals(kept.get(index), closing.get(index));
        }
    }

    @Test
    void shouldKeepAHeaderThatIsGiven() {
        for (String request : taken(Map.of("Accept", "a/b"), false)) {
            assertEquals("a/b", value(request, "Accept"));
        }
    }

    @Test
    void shouldSendTheValuesOfTheLoadsOfTheComparison() throws IOException {
        String script = Files.readString(Path.of("..", "compare", "load.lua"));
        assertEquals(HeadVariant.HOSTS, listed(script, "HOSTS"));
        assertEquals(HeadVariant.ACCEPTS, listed(script, "ACCEPTS"));
    }

    private static List<String> listed(String script, String name) {
        Matcher list = Pattern.compile("local " + name + " = \\{(.*?)\\}", Pattern.DOTALL)
                .matcher(script);
        assertTrue(list.find(), name);
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(list.group(1))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
