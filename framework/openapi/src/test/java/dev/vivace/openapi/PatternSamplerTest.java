package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSamplerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]{2}[0-9]{4,6}$",
                "^(?:a|bc|d+)?x{2}$",
                "^\\d{3}-\\w+\\s\\S\\.$",
                "^[^\\w/]+[a\\-z]*$",
                "^(red|green|blue)(-(dark|light))?$",
                "\\S",
                "^[-+]?(0|[1-9]\\d*)(\\.\\d{1,2}){0,1}$",
                "^.{3,}?$",
                "^[\\d\\sx-]{8}$",
                "^(a(b(c|d)*)+)$",
            })
    void shouldMatch(String pattern) {
        SplittableRandom random = new SplittableRandom(1);
        Set<String> different = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String sample = PatternSampler.sample(pattern, random);
            assertNotNull(sample);
            assertTrue(Pattern.compile(pattern).matcher(sample).find(), sample);
            different.add(sample);
        }
        assertTrue(different.size() > 5, different::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)a", "(a)\\1", "[a-z&&[^b]]", "\\p{Lu}", "(a", "a)", "*", "[a"})
    void shouldLeaveTheRestToOthers(String pattern) {
        assertNull(PatternSampler.sample(pattern, new SplittableRandom(1)));
    }
}
