package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectBroken;
import static dev.vivace.examples.Answers.expectJson;
import static dev.vivace.examples.Answers.expectProblem;

import dev.vivace.test.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEchoTest {
    private final TestClient client = TestClient.of(JsonEcho.app());

    @Test
    void shouldKeepNumbersOrderAndStructure() {
        String document = "{\"z\":3.1400,\"a\":[1e400,-0.0,12345678901234567890,[],{}],\"t\":true,\"n\":null}";
        expectJson(client.postJson("/json/echo", document), document);
    }

    @Test
    void shouldSpellCanonically() {
        expectJson(
                client.postJson("/json/echo", " { \"\\u0061\" : \"\\u00e4\\/\\u0022\\u000A\\ud83d\\ude00\" } \n"),
                "{\"a\":\"ä/\\\"\\n😀\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,} | 7 | `` | A property name in quotes is expected here",
                "[1 2] | 3 | `` | A comma or a closing bracket is expected here",
                "[01] | 1 | /0 | This is not a JSON number",
                "{\"a\":1}x | 7 | `` | Nothing may follow the document",
                "[tru] | 1 | /0 | This is neither true, false nor null"
            })
    void shouldSayWhereADocumentIsBroken(String document, int offset, String pointer, String sentence) {
        expectBroken(client.postJson("/json/echo", document), offset, pointer, sentence + ".");
    }

    @Test
    void shouldRefuseAnotherContentType() {
        expectProblem(
                client.request("POST", "/json/echo")
                        .header("Content-Type", "text/plain")
                        .body(new byte[] {'1'})
                        .send(),
                415,
                "Unsupported Media Type",
                "The body is to be application/json.");
    }
}
