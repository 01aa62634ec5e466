package dev.vivace.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.http1.Faults;
import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/limits.md names every bound and every counter that there is, and none that there is not. */
class LimitsPageTest {
    /** Options that bound nothing a client does; the README has them. */
    private static final Set<String> NO_BOUNDS = Set.of(
            "listener",
            "loops",
            "transport",
            "pinLoops",
            "sharePort",
            "deferAccept",
            "takeOver",
            "drainNotice",
            "watchdogThreshold",
            "serverName");

    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("../../docs/limits.md"));
    }

    private static Set<String> setters(Class<?> options) {
        Set<String> names = new TreeSet<>();
        for (Method method : options.getMethods()) {
            if (method.getReturnType() == options && method.getParameterCount() == 1) {
                names.add(method.getName());
            }
        }
        return names;
    }

    private static Set<String> named(Set<String> names) {
        Set<String> named = new TreeSet<>(names);
        named.removeIf(name -> !page.contains("`" + name + "`"));
        return named;
    }

    @Test
    void shouldNameEveryBound() {
        Set<String> bounds = setters(ServerOptions.class);
        assertTrue(bounds.removeAll(NO_BOUNDS));
        assertEquals(bounds, named(bounds));
        assertTrue(bounds.size() > 20, bounds::toString);
    }

    /** Of rows that begin with one number; other defaults depend on the machine and are explained. */
    @Test
    void shouldSayTheDefaults() throws ReflectiveOperationException {
        ServerOptions defaults = ServerOptions.defaults();
        Set<String> compared = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `(\\w+)`[^|]*\\| ([0-9][0-9,]*)(?: (s|ms)\\b)?")
                .matcher(page);
        while (row.find()) {
            String name = row.group(1);
            if (name.equals("connectionCountMax")
                    || !setters(ServerOptions.class).contains(name)) {
                continue;
            }
            Object value = ServerOptions.class.getMethod(name).invoke(defaults);
            long number = Long.parseLong(row.group(2).replace(",", ""));
            boolean seconds = "s".equals(row.group(3));
            long expected = value instanceof Duration time
                    ? seconds ? time.toSeconds() : time.toMillis()
                    : ((Number) value).longValue();
            assertEquals(expected, number, name);
            assertEquals(value instanceof Duration, row.group(3) != null, name);
            compared.add(name);
        }
        assertTrue(compared.size() >= 18, compared::toString);
    }

    @Test
    void shouldNameEveryCounterAndNoOther() {
        Set<String> kinds = new TreeSet<>(LoopCounters.errorKinds());
        for (int code = Faults.BAD_METHOD; code > -Faults.LIMIT; code--) {
            kinds.add(Faults.kind(code));
        }
        assertEquals(kinds, named(kinds));
        Set<String> onPage = new TreeSet<>();
        Pattern.compile("`([a-z0-9.]+(-[a-z0-9.]+)+)`").matcher(page).results().forEach(m -> onPage.add(m.group(1)));
        onPage.remove("100-continue");
        kinds.removeIf(kind -> !kind.contains("-"));
        assertEquals(kinds, onPage);
    }

    @Test
    void shouldNameOptionsOfTlsThatThereAre() {
        assertTrue(setters(TlsOptions.class).containsAll(List.of("handshakesInFlightMax", "handshakeTimeout")));
    }
}
