package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictJsonGrammarTest {
    private final StrictJson strict = new StrictJson();

    @Test
    void shouldAcceptEveryValidDocument() {
        for (byte[] document : JsonCases.valid()) {
            assertAccepted(document);
        }
    }

    @Test
    void shouldAcceptEveryValidDocumentInsideAnother() {
        for (byte[] document : JsonCases.validNested()) {
            assertAccepted(document);
        }
    }

    @Test
    void shouldRefuseEveryInvalidDocumentAlsoInsideArraysAndProperties() {
        assertTrue(JsonCases.invalidCount() >= 150, "the table is meant to be large: " + JsonCases.invalidCount());
        for (byte[] document : JsonCases.invalid()) {
            assertEquals(false, ReferenceJson.accepts(document), () -> "reference: " + JsonCases.show(document));
            assertRefused(document);
        }
    }

    @Test
    void shouldJudgeEveryTruncationAsTheReferenceDoes() {
        List<byte[]> documents = JsonCases.validNested();
        documents.addAll(JsonCases.valid());
        for (byte[] document : documents) {
            for (int length = 0; length < document.length; length++) {
                byte[] cut = Arrays.copyOf(document, length);
                if (ReferenceJson.accepts(cut)) {
                    assertAccepted(cut);
                } else {
                    assertRefused(cut);
                }
            }
        }
    }

    @Test
    void shouldNotLookOutsideTheRange() {
        for (byte[] document : JsonCases.valid()) {
            byte[] surrounded = new byte[document.length + 20];
            Arrays.fill(surrounded, (byte) '"');
            System.arraycopy(document, 0, surrounded, 7, document.length);
            assertEquals(JsonFault.OK, validate(surrounded, 7, 7 + document.length), () -> JsonCases.show(document));
        }
        byte[] number = JsonCases.bytes("12345");
        assertEquals(JsonFault.OK, validate(number, 1, 3));
        byte[] cutString = JsonCases.bytes("[\"abc\"]");
        assertEquals(JsonFault.TRUNCATED, validate(cutString, 0, 5));
        assertEquals(JsonFault.TRUNCATED, validate(cutString, 0, 6));
    }

    @Test
    void shouldFindStringEndsAtEveryAlignment() {
        for (int before = 0; before < 9; before++) {
            for (int length = 0; length < 40; length++) {
                for (int special = -1; special < length; special++) {
                    byte[] document = new byte[before + length + 2];
                    Arrays.fill(document, (byte) 'x');
                    Arrays.fill(document, 0, before, (byte) ' ');
                    document[before] = '"';
                    document[before + 1 + length] = '"';
                    assertAccepted(document);
                    if (special >= 0) {
                        document[before + 1 + special] = 0x1F;
                        assertEquals(JsonFault.CONTROL_CHARACTER, validate(document, 0, document.length));
                        assertEquals(before + 1 + special, strict.faultOffset());
                        document[before + 1 + special] = '"';
                        assertEquals(JsonFault.TRAILING_BYTES, validate(document, 0, document.length));
                        assertEquals(before + 2 + special, strict.faultOffset());
                    }
                }
            }
        }
    }

    @Test
    void shouldNameFaultAndPlace() {
        assertFault("", JsonFault.EMPTY, 0);
        assertFault(" \n ", JsonFault.EMPTY, 3);
        assertFault("[1", JsonFault.TRUNCATED, 2);
        assertFault("\357\273\2771", JsonFault.BYTE_ORDER_MARK, 0);
        assertFault("[x]", JsonFault.VALUE_EXPECTED, 1);
        assertFault("{1:2}", JsonFault.NAME_EXPECTED, 1);
        assertFault("{\"a\" 1}", JsonFault.COLON_EXPECTED, 5);
        assertFault("{\"a\":1 \"b\"}", JsonFault.OBJECT_CONTINUATION_EXPECTED, 7);
        assertFault("[1 2]", JsonFault.ARRAY_CONTINUATION_EXPECTED, 3);
        assertFault("1 2", JsonFault.TRAILING_BYTES, 2);
        assertFault("[fals]", JsonFault.LITERAL, 1);
        assertFault("[nul", JsonFault.TRUNCATED, 4);
        assertFault("[-01]", JsonFault.NUMBER, 2);
        assertFault("[1.]", JsonFault.NUMBER, 3);
        assertFault("\"a\nb\"", JsonFault.CONTROL_CHARACTER, 2);
        assertFault("\"a\\xb\"", JsonFault.ESCAPE, 2);
        assertFault("\"a\\ud800b\"", JsonFault.LONE_SURROGATE, 2);
        assertFault("\"a\377b\"", JsonFault.UTF8, 2);
        assertFault("{\"a\":1,\"a\":2}", JsonFault.DUPLICATE_NAME, 7);
    }

    @Test
    void shouldCountTheOffsetFromTheDocumentsStart() {
        assertEquals(JsonFault.VALUE_EXPECTED, validate(JsonCases.bytes("##[x]"), 2, 5));
        assertEquals(1, strict.faultOffset());
        assertEquals("A value is expected here", strict.faultText());
    }

    @Test
    void shouldForgetTheFaultOfTheDocumentBefore() {
        assertFault("[x]", JsonFault.VALUE_EXPECTED, 1);
        assertAccepted(JsonCases.bytes("[]"));
        assertEquals(0, strict.faultOffset());
        assertEquals("The document is well-formed", strict.faultText());
    }

    private void assertFault(String document, int code, int offset) {
        assertEquals(code, validate(JsonCases.bytes(document), 0, document.length()), document);
        assertEquals(offset, strict.faultOffset(), document);
        assertEquals(JsonFault.text(code), strict.faultText(), document);
    }

    private void assertAccepted(byte[] document) {
        assertEquals(JsonFault.OK, validate(document, 0, document.length), () -> JsonCases.show(document));
    }

    private void assertRefused(byte[] document) {
        int code = validate(document, 0, document.length);
        assertTrue(code < 0, () -> "accepted: " + JsonCases.show(document));
        assertTrue(
                strict.faultOffset() >= 0 && strict.faultOffset() <= document.length, () -> JsonCases.show(document));
    }

    private int validate(byte[] in, int start, int end) {
        return strict.validate(in, start, end, JsonShape.ANY);
    }
}
