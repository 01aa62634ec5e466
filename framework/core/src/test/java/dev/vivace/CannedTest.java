package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import org.junit.jupiter.api.Test;

/** Answers made beforehand: their heads fit into what a loop sends at once, whatever is staged beside. */
class CannedTest {
    private static final int LENGTH_MAX = 16_384;
    private static final String TYPE = "a/" + "b".repeat(LENGTH_MAX - 2);
    private static final String TAG = "e".repeat(LENGTH_MAX - 2);

    @Test
    void shouldSendTheLargestHead() {
        Canned canned = Canned.of(TYPE, new byte[] {'x'}).etag(TAG);
        String value = "v".repeat(LENGTH_MAX - 10);
        TestResponse answer = TestClient.of(Vivace.create()
                        .get("/", (req, res) -> res.header("X-Long", value).send(canned)))
                .get("/");
        assertEquals(TYPE, answer.header("Content-Type"));
        assertEquals('"' + TAG + '"', answer.header("ETag"));
        assertEquals(value, answer.header("X-Long"));
        assertEquals("x", answer.body());
    }

    @Test
    void shouldRefuseALargerOne() {
        String sentence = "a header value has at most 16384 characters, and not 16385";
        byte[] body = new byte[1];
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> Canned.of(TYPE + "b", body))
                        .getMessage());
        Canned canned = Canned.text("x");
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> canned.etag(TAG + "e"))
                        .getMessage());
    }
}
