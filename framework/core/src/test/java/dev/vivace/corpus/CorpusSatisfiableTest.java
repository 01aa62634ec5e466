package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every expectation can be met, and is not met by less, by more, or by another fate. */
class CorpusSatisfiableTest {

    static Stream<CorpusCase> cases() {
        return Corpus.all().stream()
                .flatMap(c -> c.canPrecede()
                        ? Stream.of(c, c.behindGoodRequest(), c.beforeGoodRequest())
                        : Stream.of(c, c.behindGoodRequest()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeMetByExactlyWhatItSays(CorpusCase c) {
        for (CorpusExpectation expectation : c.expectations()) {
            boolean closed = expectation.fate().endsClosed();
            byte[] output = render(expectation);
            assertNull(expectation.check(output, closed));
            assertNull(c.check(output, closed));
            assertNotNull(expectation.check(output, !closed));

            ByteArrayOutputStream more = new ByteArrayOutputStream();
            more.writeBytes(output);
            more.writeBytes(answer(new CorpusAnswer(200, false, false, null, List.of())));
            assertNotNull(expectation.check(more.toByteArray(), closed));
            if (expectation.answers().stream().anyMatch(answer -> !answer.optional())) {
                assertNotNull(expectation.check(new byte[0], closed));
            }
        }
    }

    private static byte[] render(CorpusExpectation expectation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (CorpusAnswer answer : expectation.answers()) {
            out.writeBytes(answer(answer));
        }
        return out.toByteArray();
    }

    private static byte[] answer(CorpusAnswer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Reason\r\n");
        if (answer.status() >= 200) {
            head.append("Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n");
        }
        boolean allowSaid = false;
        boolean bodiless = answer.status() < 200 || answer.status() == 204 || answer.status() == 304;
        boolean lengthSaid = bodiless;
        for (CorpusHeader header : answer.headers()) {
            allowSaid |= header.name().equals("Allow");
            lengthSaid |= header.name().equals("Content-Length");
            if (!header.absent()) {
                head.append(header.name()).append(": ").append(header.value() == null ? "x" : header.value());
                head.append("\r\n");
            }
        }
        byte[] body = answer.body() == null ? new byte[] {'x'} : answer.body();
        if (answer.status() == 405 && !allowSaid) {
            head.append("Allow: GET\r\n");
        }
        if (!lengthSaid) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!answer.toHead() && !bodiless) {
            out.writeBytes(body);
        }
        return out.toByteArray();
    }
}
