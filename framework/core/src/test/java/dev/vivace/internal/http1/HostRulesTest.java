package dev.vivace.internal.http1;

import static dev.vivace.internal.http1.HeadParserTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
    private static boolean valid(String host) {
        // What lies around the host must not matter
        boolean inside = HostRules.valid(bytes("a:1" + host + "41]:1"), 3, 3 + host.length());
        assertEquals(inside, HostRules.valid(bytes(host), 0, host.length()), host);
        return inside;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.example",
                "A-1.example.",
                "a_b~c!$&'()*+,;=",
                "a:80",
                "a:",
                "a:0",
                "a:65535",
                "a:00080",
                "127.0.0.1",
                "127.0.0.1:8080",
                "1.2.3.4.5",
                "%41",
                "a%2Eb%c3%a9:1",
                "a%41",
                "[::]",
                "[::1]",
                "[::1]:8080",
                "[::1]:",
                "[1::]",
                "[1:2:3:4:5:6:7:8]",
                "[1:2:3:4:5:6:7::]",
                "[::2:3:4:5:6:7:8]",
                "[1::3:4:5:6:7:8]",
                "[fe80::ABCD:ef01]",
                "[::ffff:1.2.3.4]",
                "[::1.2.3.4]",
                "[1:2:3:4:5:6:255.0.10.99]",
                "[1::5:255.255.255.255]",
            })
    void shouldTakeHosts(String host) {
        assertTrue(valid(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                " a",
                "a ",
                "a b",
                "a\tb",
                "a/",
                "a?b",
                "a#b",
                "a@b",
                "u:p@a",
                "a\\b",
                "a\"b",
                "<a>",
                "a|b",
                "a^b",
                "a`b",
                "{a}",
                "a\u0000",
                "a\u007f",
                "caf\u00e9",
                "a:8a",
                "a:-1",
                "a:+1",
                "a: 1",
                "a:65536",
                "a:4294967376",
                "a:99999999999999999999",
                "a:80:80",
                "a::80",
                "%",
                "%4",
                "%4g",
                "a%",
                "a%zz:80",
                "a%4:80",
                "[",
                "]",
                "[]",
                "[::1",
                "::1",
                "[::1]x",
                "[::1]80",
                "x[::1]",
                "[:]",
                "[:::]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[::1:2:3:4:5:6:7:8]",
                "[1::2::3]",
                "[1:2:3:4:5:6:7:]",
                "[:1:2:3:4:5:6:7]",
                "[::12345]",
                "[::g]",
                "[::1%eth0]",
                "[::1%25eth0]",
                "[v1.a]",
                "[a.example]",
                "[1.2.3.4]",
                "[::1.2.3]",
                "[::1.2.3.4.5]",
                "[::1.2.3.256]",
                "[::1.2.3.04]",
                "[::1.2.3.]",
                "[::1..2.3]",
                "[::1.2.3.4:1]",
                "[::1.2.3.a]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[1:2:3:4:5:1.2.3.4]",
                "[1:2:3:4:5:6::1.2.3.4]",
            })
    void shouldRefuseWhatIsNoHost(String host) {
        assertFalse(valid(host), host);
    }

    @Test
    void shouldJudgeEveryByteOfANameAsRfc3986Does() {
        String allowed = "-._~!$&'()*+,;=";
        for (int c = 0; c < 256; c++) {
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean expected = letterOrDigit || allowed.indexOf(c) >= 0;
            byte[] host = {'a', (byte) c, 'b'};
            assertEquals(expected, HostRules.valid(host, 0, 3), "0x" + Integer.toHexString(c));
        }
    }
}
