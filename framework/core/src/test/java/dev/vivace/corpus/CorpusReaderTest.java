package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusReaderTest {

    @Test
    void shouldReadACase() {
        List<CorpusCase> cases = CorpusReader.read("t", """
                ## about

                # name: one
                # source: RFC 9112 3
                # note: a note
                # expect: 200 "a\\r", 100?, 404 HEAD close
                # header: 1 Allow: GET, HEAD
                # header: 3 X-A absent
                GET / \\
                r

                # name: two
                # source: RFC 9112 3
                # expect: need-more
                """.replace("\\\nr", "\\r\n"));

        assertEquals(2, cases.size());
        CorpusCase one = cases.get(0);
        assertEquals("t/one", one.toString());
        assertEquals("RFC 9112 3", one.source());
        assertEquals("GET / \r", new String(one.bytes(), StandardCharsets.US_ASCII));
        assertEquals(CorpusFate.CLOSE, one.expectation().fate());
        List<CorpusAnswer> answers = one.expectation().answers();
        assertEquals(
                List.of(200, 100, 404),
                answers.stream().map(CorpusAnswer::status).toList());
        assertEquals("a\r", new String(answers.get(0).body(), StandardCharsets.US_ASCII));
        assertNull(answers.get(2).body());
        assertTrue(answers.get(1).optional());
        assertTrue(answers.get(2).toHead());
        assertEquals(
                List.of(new CorpusHeader("Allow", "GET, HEAD", false)),
                answers.get(0).headers());
        assertEquals(
                List.of(new CorpusHeader("X-A", null, true)), answers.get(2).headers());

        assertEquals(0, cases.get(1).bytes().length);
        assertEquals(CorpusFate.NEED_MORE, cases.get(1).expectation().fate());
    }

    @Test
    void shouldKeepEveryPermittedOutcome() {
        String text = "# name: a\n# source: s\n# expect: 400 close\n# expect: 501 close\nx\n";
        CorpusCase read = CorpusReader.read("t", text).get(0);
        assertEquals(2, read.expectations().size());
        assertEquals(501, read.expectations().get(1).answers().get(0).status());
    }

    @Test
    void shouldNameTheLineOfAFault() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> CorpusReader.read("t", "# name: a\n# surce: s\n"));
        assertTrue(e.getMessage().startsWith("t.txt line 2: "), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\n",
                "# source: s\n",
                "# name: a\n# expect: 200 open\n",
                "# name: a\n# source: s\n",
                "# name: a\n# name: b\n",
                "# name: a\n## inside\n",
                "# name: a\n# source: s\n# expect: 200 open\nGET \n",
                "# name: a\n# source: s\n# expect: 200 open\nGET\t/\n",
                "# name: a\n# source: s\n# expect: 200 open\nGET /\r\n",
                "# name: a\n# source: s\n# expect: 200 open\nGET /\n# name: b\n",
                "# name: a\n# source: s\n# expect: 200\n",
                "# name: a\n# source: s\n# expect: 200 \"x open\n",
                "# name: a\n# source: s\n# expect: 20 open\n",
                "# name: a\n# source: s\n# expect: 200 opened\n",
                "# name: a\n# source: s\n# expect: 200 open\n# header: Allow: GET\n",
                "# name: a\n# source: s\n# expect: 200 open\n# header: 2 Allow: GET\n",
                "# name: a\n# source: s\n# expect: 200 open\n\\q\n"
            })
    void shouldRefuseWhatIsMalformed(String text) {
        assertThrows(IllegalArgumentException.class, () -> CorpusReader.read("t", text));
    }

    @Test
    void shouldRefuseAnUnknownTopic() {
        assertThrows(IllegalArgumentException.class, () -> Corpus.topic("no-such-topic"));
    }
}
