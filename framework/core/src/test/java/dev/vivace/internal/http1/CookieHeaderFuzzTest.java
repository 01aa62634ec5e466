package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.FuzzInputs;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Cookies: any bytes are looked through as the obvious way does it, without an exception. */
class CookieHeaderFuzzTest {
    static Stream<byte[]> inputs() {
        Stream<byte[]> cookies = Corpus.topic("cookies-query").stream()
                .map(each -> new String(each.bytes(), StandardCharsets.ISO_8859_1))
                .filter(text -> text.contains("Cookie:"))
                .map(text -> text.substring(text.indexOf("Cookie:") + 7).split("\r\n", 2)[0])
                .map(value -> value.getBytes(StandardCharsets.ISO_8859_1));
        return Stream.concat(cookies, FuzzInputs.of(CookieHeaderFuzzTest.class));
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldFindWhatTheObviousWayFinds(byte[] input) {
        String field = new String(input, StandardCharsets.ISO_8859_1);
        Set<String> names = new LinkedHashSet<>(Set.of("a", "session"));
        for (String pair : field.split(";")) {
            names.add(pair.split("=", 2)[0].strip());
        }
        for (String name : names) {
            String expected = ascii(name) ? CookieHeaderTest.obvious(field, name) : null;
            assertEquals(decoded(expected), CookieHeader.value(input, 0, input.length, name), name);
        }
    }

    private static boolean ascii(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c < 0x80);
    }

    /** Read as UTF-8 where it is, and else one character a byte. */
    private static String decoded(String latin) {
        if (latin == null) {
            return null;
        }
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? text : latin;
    }
}
