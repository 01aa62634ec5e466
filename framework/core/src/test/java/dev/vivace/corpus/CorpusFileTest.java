package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The corpus files themselves: complete, unique, sourced, and true to the rules of their format. */
class CorpusFileTest {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SOURCE =
            Pattern.compile("(RFC [0-9]{4} ([0-9]+|C)(\\.[0-9]+)*|CVE-[0-9]{4}-[0-9]{4,5})");
    private static final List<CorpusCase> ALL = Corpus.all();

    @Test
    void shouldHoldAtLeastFourHundredCases() {
        assertTrue(ALL.size() >= 400, () -> "only " + ALL.size());
    }

    @Test
    void shouldReadEveryFileOfTheDirectory() throws IOException, URISyntaxException {
        URI directory = CorpusFileTest.class.getResource("/corpus").toURI();
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            Set<String> topics = files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("README.md"))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> expected =
                    Corpus.TOPICS.stream().map(topic -> topic + ".txt").collect(Collectors.toSet());
            assertEquals(new TreeSet<>(expected), topics);
        }
    }

    @Test
    void shouldNameEveryCaseOnce() {
        Set<String> names = new HashSet<>();
        for (CorpusCase c : ALL) {
            assertTrue(NAME.matcher(c.name()).matches(), c::toString);
            assertTrue(names.add(c.name()), () -> "two cases named " + c.name());
        }
    }

    @Test
    void shouldNotRepeatBytes() {
        Map<String, CorpusCase> seen = new HashMap<>();
        for (CorpusCase c : ALL) {
            String key = c.clientHalfCloses() + new String(c.bytes(), StandardCharsets.ISO_8859_1);
            CorpusCase other = seen.put(key, c);
            assertNull(other, () -> c + " has the bytes of " + other);
        }
    }

    @Test
    void shouldCiteOnlySectionsAndAdvisories() {
        for (CorpusCase c : ALL) {
            for (String source : c.source().split("; ")) {
                assertTrue(SOURCE.matcher(source).matches(), () -> c + ": " + source);
            }
        }
    }

    @Test
    void shouldExpectOnlyStatusesOfTheApp() {
        Set<Integer> known = Set.of(100, 200, 204, 304, 400, 404, 405, 408, 412, 413, 414, 417, 431, 501, 505);
        Set<Integer> closing = Set.of(408, 413, 414, 417, 431, 505);
        for (CorpusCase c : ALL) {
            for (CorpusExpectation expectation : c.expectations()) {
                int answerCount = expectation.answers().size();
                for (int i = 0; i < answerCount; i++) {
                    int status = expectation.answers().get(i).status();
                    assertTrue(known.contains(status), () -> c + ": " + status);
                    boolean last = i == answerCount - 1;
                    assertFalse(
                            closing.contains(status)
                                    && !(last && expectation.fate().endsClosed()),
                            () -> c + ": " + status + " ends the connection");
                }
            }
        }
    }

    @Test
    void shouldExpectAnAnswerWhereTheServerCloses() {
        for (CorpusCase c : ALL) {
            for (CorpusExpectation expectation : c.expectations()) {
                boolean finalAnswer = expectation.answers().stream().anyMatch(answer -> answer.status() >= 200);
                assertTrue(finalAnswer || expectation.fate() != CorpusFate.CLOSE, c::toString);
                assertTrue(finalAnswer || expectation.fate() != CorpusFate.OPEN, c::toString);
            }
        }
    }

    @Test
    void shouldAgreeOnTheHalfCloseInEveryPermittedOutcome() {
        for (CorpusCase c : ALL) {
            for (CorpusExpectation expectation : c.expectations()) {
                assertEquals(c.clientHalfCloses(), expectation.fate() == CorpusFate.THEN_EOF, c::toString);
            }
        }
    }

    @Test
    void shouldMakeOptionalOnlyInterimAnswers() {
        for (CorpusCase c : ALL) {
            for (CorpusExpectation expectation : c.expectations()) {
                for (CorpusAnswer answer : expectation.answers()) {
                    assertTrue(!answer.optional() || answer.status() == 100, c::toString);
                }
            }
        }
    }

    @Test
    void shouldMarkFewCasesAsAChoice() {
        long choices = ALL.stream()
                .filter(c -> c.expectations().size() > 1 && !c.clientHalfCloses())
                .count();
        assertTrue(choices <= ALL.size() / 50, () -> choices + " cases leave a choice");
    }

    @Test
    void shouldCoverEveryOutcomeOfEveryRule() {
        Set<Integer> statuses = new TreeSet<>();
        Set<CorpusFate> fates = new HashSet<>();
        for (CorpusCase c : ALL) {
            fates.add(c.expectation().fate());
            c.expectation().answers().forEach(answer -> statuses.add(answer.status()));
        }
        assertEquals(Set.of(100, 200, 204, 304, 400, 404, 405, 412, 413, 414, 417, 431, 501, 505), statuses);
        assertEquals(Set.of(CorpusFate.values()), fates);
    }

    @Test
    void shouldKeepAGoodRequestReadableBehindOpenCases() {
        for (CorpusCase c : ALL) {
            if (c.expectation().fate() == CorpusFate.OPEN && !c.clientHalfCloses()) {
                int answerCount = c.expectation().answers().size();
                assertEquals(
                        answerCount + 1,
                        c.beforeGoodRequest().expectation().answers().size(),
                        c::toString);
            }
        }
    }
}
