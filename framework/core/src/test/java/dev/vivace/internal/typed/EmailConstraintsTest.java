package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.validation.constraints.Email;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @Email}: the documented rule, and no other. */
class EmailConstraintsTest {
    record Addresses(
            @Email String any,
            @Email(regexp = ".*@example\\.org") String ours,
            @Email CharSequence sequence) {}

    private static final String LABEL = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b", "ada@example.org", "ada.lovelace+tag@mail.example.org", "root@localhost", "o'hara@x-y.org",
                "!#$%&'*+-/=?^_`{|}~@a.b", "1@2.3", "jörg@müller.de", "用户@例子.广告", "a@1-2"
            })
    void shouldTakeAddresses(String text) {
        assertEquals(true, Places.only(Addresses.class, "any").holds(text));
        assertEquals(true, Places.only(Addresses.class, "sequence").holds(new StringBuilder(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@b",
                "a@b@c",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@.b",
                "a@b.",
                "a@b..c",
                "a@-b",
                "a@b-",
                "a@b-.c",
                "a b@c",
                "a@b c",
                "a@b\n",
                "\u00a0@b",
                "a@\u2003",
                "\"a\"@b",
                "a@[127.0.0.1]",
                "a,b@c",
                "a@b_c",
                "a\u0000@b",
                "<a@b>",
                "a(c)@b",
                "a@b/c"
            })
    void shouldRefuseTheRest(String text) {
        assertEquals(false, Places.only(Addresses.class, "any").holds(text));
    }

    @Test
    void shouldKnowTheLengths() {
        Constraint email = Places.only(Addresses.class, "any");
        assertEquals(true, email.holds("a".repeat(64) + "@b"));
        assertEquals(false, email.holds("a".repeat(65) + "@b"));
        assertEquals(true, email.holds("a@" + LABEL + ".org"));
        assertEquals(false, email.holds("a@" + LABEL + "b.org"));
        String longest = "a".repeat(62) + "@" + LABEL + "." + LABEL + "." + LABEL;
        assertEquals(254, longest.length());
        assertEquals(true, email.holds(longest));
        assertEquals(false, email.holds("a" + longest));
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertEquals(false, email.holds("@a.".repeat(1_000_000))));
    }

    @Test
    void shouldTakeAPatternAsWell() {
        assertEquals(true, Places.allHold(Addresses.class, "ours", "a@example.org"));
        assertEquals(false, Places.allHold(Addresses.class, "ours", "a@example.com"));
        assertEquals(false, Places.allHold(Addresses.class, "ours", "a b@example.org"));
        Places.constraints(Addresses.class, "ours").forEach(constraint -> assertEquals("email", constraint.code()));
    }

    @Test
    void shouldSayWhatItIs() {
        Constraint email = Places.only(Addresses.class, "any");
        assertEquals("The text must be an e-mail address.", email.sentence());
        assertEquals("{format=email}", email.schemaKeywords().toString());
    }
}
