package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vivace.corpus.FuzzInputs;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The validator's opinion of any bytes beside that of the reference and that of Jackson, and what is read beside it. */
class StrictJsonFuzzTest {
    private static final DslJsonCodecs CODECS = new DslJsonCodecs();

    /** What this library refuses and Jackson takes, by fault, with the reason; nothing the other way round. */
    private static final Map<Integer, String> STRICTER = Map.of(
            JsonFault.LONE_SURROGATE,
                    "RFC 8259 section 8.2: half a pair is no character; what it becomes is unpredictable",
            JsonFault.UTF8,
                    "RFC 3629 section 3: overlong forms and surrogates are not UTF-8; RFC 8259 section 8.1 asks for it",
            JsonFault.BYTE_ORDER_MARK, "RFC 8259 section 8.1: it must not be sent, and a parser may refuse it",
            JsonFault.TOO_DEEP, "RFC 8259 section 9: a parser may limit the depth of nesting",
            JsonFault.NUMBER_TOO_LONG, "RFC 8259 section 9: a parser may limit the range and precision of numbers");

    private final StrictJson strict = new StrictJson();
    private final JsonInput input = CODECS.newInput();

    static Stream<byte[]> inputs() {
        Stream<byte[]> cases = Stream.of(JsonCases.valid(), JsonCases.validNested(), JsonCases.invalid())
                .flatMap(documents -> documents.stream().filter(document -> document.length < 100));
        return Stream.concat(cases, FuzzInputs.of(StrictJsonFuzzTest.class));
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldAgreeWithTheReferenceAndWithJackson(byte[] document) {
        byte[] before = document.clone();
        int code = strict.validate(document, 0, document.length, JsonShape.ANY);
        assertArrayEquals(before, document, "the validator only reads");
        assertTrue(strict.faultOffset() >= 0 && strict.faultOffset() <= document.length);
        assertEquals(ReferenceJson.accepts(document), code == JsonFault.OK, () -> JsonFault.text(code));

        String other = JacksonReader.read(document);
        if (code == JsonFault.OK) {
            String own = JacksonReader.canonical(input.decodeValue(document, 0, document.length));
            assertEquals(other, own);
        } else if (!STRICTER.containsKey(code)) {
            assertEquals(JacksonReader.REFUSED, other, () -> JsonFault.text(code));
        }
    }
}
