package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Canned answers that are made for each request, against the advice, however long the process runs. */
class CannedNumberTest {
    private static final Canned FIRST = Canned.json("{}").etag("first");

    @Test
    void shouldNotGetTheHeadOfAnotherWhenAllNumbersAreUsedUp() throws Exception {
        Field field = Canned.class.getDeclaredField("COUNT");
        field.setAccessible(true);
        AtomicInteger count = (AtomicInteger) field.get(null);
        TestClient client = TestClient.of(Vivace.create()
                .get("/first", (req, res) -> res.send(FIRST))
                .get("/new", (req, res) -> res.send(Canned.text("new"))));
        assertEquals("\"first\"", client.get("/first").header("ETag"));
        int before = count.get();
        try {
            for (int used : new int[] {(1 << 30) - 2, Integer.MAX_VALUE - 2}) {
                count.set(used);
                for (int i = 0; i < 5; i++) {
                    TestResponse answer = client.get("/new");
                    assertEquals("new", answer.body());
                    assertTrue(answer.header("Content-Type").startsWith("text/plain"), answer.toString());
                    assertEquals(null, answer.header("ETag"));
                }
                assertTrue(Canned.text("next").index() >= 0);
            }
        } finally {
            count.set(before);
        }
    }
}
