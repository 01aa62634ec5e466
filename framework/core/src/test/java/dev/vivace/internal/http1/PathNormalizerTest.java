package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathNormalizerTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a, /a",
        "/a/, /a/",
        "//, /",
        "///a///b///, /a/b/",
        "/a//../b, /b",
        "/., /",
        "/./, /",
        "/a/., /a/",
        "/a/./b, /a/b",
        "/a/.., /",
        "/a/../, /",
        "/a/b/.., /a/",
        "/a/b/../c, /a/c",
        "/a/b/../../c/, /c/",
        "/a/b/c/./../../g, /a/g",
        "/..., /...",
        "/.a/..b/c./d.., /.a/..b/c./d..",
        "/%61, /a",
        "/a%2e, /a.",
        "/%2e, /",
        "/a/%2e%2e/b, /b",
        "/a/.%2E/b, /b",
        "/a/%2e./b, /b",
        "/%252e%252e/a, /%2e%2e/a",
        "/%2500, /%00",
        "/a%20b%3Fc%23d, /a b?c#d",
        "/%25, /%",
        "/a+b, /a+b",
        "/a%2Fb, /a%2Fb",
        "/a%2fb/../c, /c",
        "/a/%2F/c, /a/%2F/c",
        "/%2F%2f, /%2F%2F",
        "/a%5C..%5Cb, /a\\..\\b",
        "/a;x=1/..;/b, /a;x=1/..;/b",
        "/caf%C3%A9/%F0%9F%98%80, /caf\u00e9/\ud83d\ude00",
    })
    void shouldNormalize(String raw, String expected) {
        byte[] source = ("%%" + raw + "%%").getBytes(StandardCharsets.US_ASCII);
        byte[] target = new byte[raw.length()];
        int length = PathNormalizer.normalize(source, 2, source.length - 2, target);
        assertTrue(length > 0, () -> raw + ": " + length);
        assertEquals(expected, PathNormalizer.pathText(target, 0, length));
        assertEquals(length, PathNormalizer.normalize(source, 2, source.length - 2, source), "in place");
        assertEquals(expected, PathNormalizer.pathText(source, 0, length), "in place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/a%/b", "/%4/1", "/%zz", "/%4g", "/%g4", "/%%41", "/%u0041", "/% 41", "/%+1"})
    void shouldRefuseMalformedEscapes(String raw) {
        assertFault(PathNormalizer.MALFORMED_ESCAPE, raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%00",
                "/a%0d%0ab",
                "/%1f",
                "/%7F",
                "/a\u0001",
                "/a\u007f",
                "/\0",
                "/%09",
                "/%00/..",
                "/x/%0a/../y"
            })
    void shouldRefuseControlBytes(String raw) {
        assertFault(PathNormalizer.CONTROL_BYTE, raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%ff",
                "/%C3",
                "/%C3/%A9",
                "/%C3%2F%A9",
                "/%80",
                "/%c0%af",
                "/%c0%ae%c0%ae/",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%c1%9c",
                "/%ed%a0%80",
                "/%f4%90%80%80",
                "/%ff/../a",
            })
    void shouldRefuseWhatIsNotUtf8(String raw) {
        assertFault(PathNormalizer.INVALID_UTF8, raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/..", "/../", "/../a", "/a/../..", "/%2e%2e/a", "/a/../../b", "//..", "/./..", "/a/..//.%2e/"})
    void shouldRefuseToClimbAboveTheRoot(String raw) {
        assertFault(PathNormalizer.ABOVE_ROOT, raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..%2f",
                "/%2e%2e%2f",
                "/%2e%2e%2Fetc",
                "/..%2F..%2Fetc",
                "/a%2F..",
                "/a%2F..%2Fb",
                "/a%2F.",
                "/.%2Fa",
                "/%2F..",
                "/a%2F%2e%2E/b",
                "/a%2F../.."
            })
    void shouldRefuseDotSegmentsBetweenEncodedSlashes(String raw) {
        assertFault(PathNormalizer.ENCODED_DOT_SEGMENT, raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*", "%2Fa", "http://h/"})
    void shouldRefuseWhatDoesNotStartWithASlash(String raw) {
        assertFault(PathNormalizer.NOT_ABSOLUTE, raw);
    }

    @Test
    void shouldReadAnEncodedSlashAsDataInAParameterAndAsAnEscapeInAPath() {
        byte[] path = "/a\0b/c".getBytes(StandardCharsets.US_ASCII);
        assertEquals("a/b", PathNormalizer.text(path, 1, 4));
        assertEquals("/a%2Fb/c", PathNormalizer.pathText(path, 0, path.length));
        assertEquals("c", PathNormalizer.text(path, 5, 6));
        assertEquals("", PathNormalizer.text(path, 6, 6));
        byte[] text = "\u00e9\0\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
        assertEquals("\u00e9/\ud83d\ude00", PathNormalizer.text(text, 0, text.length));
    }

    @Test
    void shouldAgreeWithTheObviousWay() {
        Random random = new Random(19);
        String[] pieces = {
            "/", "/", ".", "..", "a", "%2e", "%2F", "%2f", "%41", "%C3%A9", "%C3", "%00", "%25", "%4", "%", "b", "2F",
            "%c0%af"
        };
        int normalized = 0;
        for (int round = 0; round < 150_000; round++) {
            StringBuilder raw = new StringBuilder(random.nextInt(50) == 0 ? "" : "/");
            for (int i = random.nextInt(9); i > 0; i--) {
                raw.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = raw.toString();
            byte[] source = text.getBytes(StandardCharsets.US_ASCII);
            byte[] target = new byte[source.length];
            int length = PathNormalizer.normalize(source, 0, source.length, target);
            String expected = PathNormalizerReference.normalize(text);
            assertEquals(expected, length < 0 ? "fault" : new String(target, 0, length, StandardCharsets.UTF_8), text);
            normalized += length > 0 ? 1 : 0;
        }
        assertTrue(normalized > 20_000 && normalized < 130_000, "both outcomes must be common: " + normalized);
    }

    private static void assertFault(int fault, String raw) {
        byte[] source = raw.getBytes(StandardCharsets.UTF_8);
        assertEquals(fault, PathNormalizer.normalize(source, 0, source.length, new byte[source.length]), raw);
    }
}
