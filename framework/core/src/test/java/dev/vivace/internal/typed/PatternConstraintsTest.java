package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @Pattern}: the same texts as the JDK's, in time that a client cannot stretch. */
class PatternConstraintsTest {
    private static final int SEED = 20_251;

    private static LinearPattern linear(String pattern, int flags) {
        PatternReader.Result read = PatternReader.read(pattern, flags);
        return read == null ? null : LinearPattern.of(read.node());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "abc",
                "a|b",
                "a|",
                "|",
                "(a|b)*c",
                "a*",
                "a+b?",
                "a{2}",
                "a{2,}",
                "a{1,3}b",
                "a{0}",
                "(ab){2}",
                "[abc]+",
                "[^abc]+",
                "[a-c]",
                "[a-cx-z_]*",
                "[-a]",
                "[a-]",
                "[a^]",
                "[\\w-]+",
                "[\\]]",
                "\\d{3}-\\d{2}",
                "\\w+",
                "\\W",
                "\\s",
                "\\S+",
                "[\\d\\s]+",
                "[^\\d]",
                ".",
                ".*",
                "a.c",
                "\\.",
                "\\\\",
                "\\x41",
                "\\u0041",
                "\\t",
                "[\\t-\\r]",
                "^a$",
                "^a|b$",
                "^(a|b)$",
                "(?:a)b",
                "(?<name>a)b",
                "(a+)+",
                "(a*)*",
                "(a|a)*",
                "(a?){3}",
                "(a?b??)*",
                "a*?b",
                "a+?",
                "a??",
                "\\p{L}+",
                "\\p{Lu}\\p{Ll}*",
                "\\p{Alpha}*",
                "[\\p{Alnum}_]+",
                "é+",
                "[à-ü]",
                "\ud83d\ude00+",
                "[\ud83d\ude00-\ud83d\ude4f]",
                "}",
                "]",
                "a{2}?",
                "()",
                "(|a)b",
                "((a|b)(c|d))*",
                "-",
                "\\-",
                "[+*?.()]",
                "[\\[\\]]",
                "[a-z&]?|x",
                "#",
                "[$]",
                "a b",
                "\\/"
            })
    void shouldMatchWhatTheJdkMatches(String pattern) {
        for (int flags : new int[] {
            0,
            java.util.regex.Pattern.CASE_INSENSITIVE,
            java.util.regex.Pattern.DOTALL,
            java.util.regex.Pattern.UNIX_LINES
        }) {
            LinearPattern linear = linear(pattern, flags);
            if (linear == null) {
                boolean notKnown = flags == java.util.regex.Pattern.CASE_INSENSITIVE && pattern.contains("\\p")
                        || pattern.contains("&");
                assertTrue(notKnown, pattern);
                continue;
            }
            assertSameTexts(pattern, flags, linear, new Random(SEED), 2_000);
        }
    }

    @Test
    void shouldMatchWhatTheJdkMatchesForGeneratedPatterns() {
        Random random = new Random(SEED);
        int known = 0;
        for (int i = 0; i < 3_000; i++) {
            String pattern = pattern(random, 4);
            java.util.regex.Pattern.compile(pattern);
            LinearPattern linear = linear(pattern, 0);
            if (linear != null) {
                known++;
                assertSameTexts(pattern, 0, linear, random, 40);
            }
        }
        assertTrue(known > 2_500, known + " were known");
    }

    private static void assertSameTexts(String pattern, int flags, LinearPattern linear, Random random, int count) {
        java.util.regex.Pattern jdk = java.util.regex.Pattern.compile(pattern, flags);
        for (int i = 0; i < count; i++) {
            String text = text(random);
            assertEquals(
                    jdk.matcher(text).matches(),
                    linear.matches(text),
                    () -> "'" + pattern + "' flags " + flags + " on '" + text + "'");
        }
    }

    private static final String[] PIECES = {
        "a",
        "b",
        "c",
        "d",
        "A",
        "B",
        "x",
        "z",
        "_",
        "-",
        "0",
        "7",
        ".",
        " ",
        "\n",
        "\r",
        "\t",
        "\u0085",
        "\u2028",
        "é",
        "É",
        "ü",
        "ß",
        "\u00a0",
        "\ud83d\ude00",
        "\ud83d\ude10",
        "\ud83d",
        "\ude00",
        "\\",
        "]",
        "}",
        "$",
        "+",
        "K",
        "\u212a",
        "/"
    };

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int few = random.nextBoolean() ? 3 : PIECES.length;
        for (int length = random.nextInt(7); length > 0; length--) {
            text.append(PIECES[random.nextInt(few)]);
        }
        return text.toString();
    }

    private static String pattern(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(3) : random.nextInt(8);
        return switch (kind) {
            case 0 -> "a";
            case 1 -> "b";
            case 2 -> new String[] {"[ab]", "[^a]", ".", "\\w", "\\S", "c", "[b-d]"}[random.nextInt(7)];
            case 3, 4 -> pattern(random, depth - 1) + pattern(random, depth - 1);
            case 5 -> "(" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
            default ->
                "(?:" + pattern(random, depth - 1) + ")"
                        + new String[] {"*", "+", "?", "{2}", "{1,2}", "*?", "{0,}"}[random.nextInt(7)];
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)a",
                "(?!a)b",
                "(?<=a)b",
                "(?<!a)b",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "(?>a)b",
                "a++",
                "a*+",
                "a?+",
                "a{2}+",
                "(?i)a",
                "\\bab\\b",
                "\\Aa\\z",
                "\\Qa\\E",
                "[a[bc]]",
                "[a-z&&[^b]]",
                "a^b",
                "(a$|b)c",
                "\\p{IsGreek}",
                "\\h",
                "\\R",
                "\\0101",
                "\\cA",
                "\\x{41}",
                "\\N{LATIN SMALL LETTER A}",
                "[]a]",
                "\\p{javaLowerCase}",
                "\\G",
                "\\pL"
            })
    void shouldLeaveTheRestToTheJdk(String pattern) {
        java.util.regex.Pattern.compile(pattern);
        assertNull(linear(pattern, 0), pattern);
        Rule rule = PatternRules.rule(pattern, 0, Integer.MAX_VALUE, String.class);
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            String text = text(random);
            assertEquals(text.matches(pattern), rule.holds(text), pattern + " on " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(a+)+b", "(a|aa)+b", "(a|a)*b", "(.*a){12}b", "([a-z]+)*[0-9]", "(x+x+)+y", "(a?){30}a{30}"})
    void shouldMatchHarmfulPatternsInOnePass(String pattern) {
        LinearPattern linear = linear(pattern, 0);
        assertNotNull(linear);
        String text = "a".repeat(LinearPattern.LENGTH_MAX);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 16; i++) {
                assertEquals(false, linear.matches(text));
            }
        });
    }

    /** In code points, as every other length. */
    @Test
    void shouldNotMatchTextsBeyondTheBound() {
        Rule rule = PatternRules.rule("(?:a|\uD83D\uDE00)*", 0, Integer.MAX_VALUE, String.class);
        assertEquals(65_536, LinearPattern.LENGTH_MAX);
        assertEquals(true, rule.holds("a".repeat(65_536)));
        assertEquals(false, rule.holds("a".repeat(65_537)));
        assertEquals(true, rule.holds("\uD83D\uDE00".repeat(65_536)));
        assertEquals(false, rule.holds("a" + "\uD83D\uDE00".repeat(65_536)));
        assertEquals("pattern", rule.code());
        assertEquals(false, rule.schemaKeywords().containsKey("maxLength"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?!x)(a+)+b", "(?=a)(a|aa)+b", "(a*)*\\1b", "\\b(a|b|ab)*c", "(?>a)(.*a){12}b", "(?!z)(a|b)*c"})
    void shouldEndWhereTheJdkWouldNot(String pattern) {
        assertNull(linear(pattern, 0));
        Rule rule = PatternRules.rule(pattern, 0, Integer.MAX_VALUE, String.class);
        String longest = "a".repeat(BacktrackingPattern.LENGTH_MAX);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 100; i++) {
                assertEquals(false, rule.holds(longest));
                assertEquals(false, rule.holds("a".repeat(40)));
            }
        });
    }

    record Bounded(
            @Pattern(regexp = "(?!b).*") String any,
            @Pattern(regexp = "(?!b).*") @Size(max = 10) String small,
            @Pattern(regexp = "[a-z]+") String linear,

            @Pattern(regexp = "ab", flags = Pattern.Flag.CASE_INSENSITIVE)
            String anyCase,

            @Pattern(
                    regexp = "a.b",
                    flags = {Pattern.Flag.DOTALL, Pattern.Flag.COMMENTS})
            String other,

            @Pattern(regexp = "a") @Pattern(regexp = "[ab]") String both) {}

    @Test
    void shouldBoundTheLengthOfWhatIsTriedOutMore() {
        Constraint any = Places.only(Bounded.class, "any");
        assertEquals(true, any.holds("a".repeat(4_096)));
        assertEquals(false, any.holds("a".repeat(4_097)));
        assertEquals(4_096, any.schemaKeywords().get("maxLength"));
        Constraint small = Places.constraints(Bounded.class, "small").get(0);
        assertEquals(true, small.holds("a".repeat(10)));
        assertEquals(false, small.holds("a".repeat(11)));
        assertEquals(true, Places.only(Bounded.class, "linear").holds("a".repeat(65_536)));
        assertEquals(false, Places.only(Bounded.class, "linear").holds("a".repeat(65_537)));
    }

    @Test
    void shouldTakeFlagsAndSeveralPatterns() {
        assertEquals(true, Places.only(Bounded.class, "anyCase").holds("aB"));
        assertEquals(true, Places.only(Bounded.class, "other").holds("a\nb"));
        assertEquals(true, Places.allHold(Bounded.class, "both", "a"));
        assertEquals(false, Places.allHold(Bounded.class, "both", "b"));
        assertEquals(
                "The text must match the pattern [a-z]+.",
                Places.only(Bounded.class, "linear").sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[a-z]+ ~ ^[a-z]+$",
                "^[A-Z]{3}$ ~ ^[A-Z]{3}$",
                "a|b ~ ^(?:a|b)$",
                "(a|b)c ~ ^(?:a|b)c$",
                "\\d{2}-\\w* ~ ^\\d{2}-\\w*$",
                "\\s ~ ^[\\t-\\r ]$",
                "[\\s-] ~ ^[\\t-\\r \\-]$",
                "[\\p{Alpha}_] ~ ^[A-Za-z_]$",
                "\\p{L}+ ~ ^\\p{L}+$",
                "a*?\\-@} ~ ^a*-@\\}$",
                "(?<year>\\d) ~ ^(?:\\d)$",
                "a/b\\. ~ ^a/b\\.$",
                "\\u00e9 ~ ^\\u00e9$",
            })
    void shouldSpellThePatternForDocuments(String pattern, String ecmaScript) {
        assertEquals(
                ecmaScript,
                PatternRules.rule(pattern, 0, Integer.MAX_VALUE, String.class)
                        .schemaKeywords()
                        .get("pattern"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)a", "[\\S]", "(a)\\1", "a++"})
    void shouldSpellNothingThatMayMeanSomethingElse(String pattern) {
        assertNull(PatternRules.rule(pattern, 0, Integer.MAX_VALUE, String.class)
                .schemaKeywords()
                .get("pattern"));
    }

    @Test
    void shouldGiveUpOnLargeAutomata() {
        assertNull(linear("(a|b)*a(a|b){12}", 0));
        assertNull(linear("((a{1,50}){1,50}){1,50}", 0));
        assertNotNull(linear("[a-z0-9]{1,255}", 0));
        assertThrows(
                java.util.regex.PatternSyntaxException.class,
                () -> PatternRules.rule("(", 0, Integer.MAX_VALUE, String.class));
        assertEquals(
                List.of(true, false),
                List.of(
                        PatternRules.rule("(a|b)*a(a|b){12}", 0, 100, String.class)
                                .holds("a".repeat(13)),
                        PatternRules.rule("(a|b)*a(a|b){12}", 0, 100, String.class)
                                .holds("b".repeat(13))));
    }
}
