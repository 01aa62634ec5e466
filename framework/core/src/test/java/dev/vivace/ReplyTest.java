package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A handler returns what its own Response gave it, once. */
class ReplyTest {
    private static TestClient client(Handler handler) {
        return TestClient.of(Vivace.create().get("/", handler).get("/ok", (req, res) -> res.text("ok")));
    }

    private static void assertRefused(TestClient client) {
        assertEquals(500, client.get("/").status());
        assertEquals(1, client.metrics().errors().get("handler-failed"));
        assertEquals("ok", client.get("/ok").body());
    }

    @Test
    void shouldRefuseNull() {
        assertRefused(client((req, res) -> null));
    }

    @Test
    void shouldRefuseNullThoughSomethingWasAnswered() {
        assertRefused(client((req, res) -> {
            assertNotNull(res.text("answered and forgotten"));
            return null;
        }));
    }

    @Test
    void shouldRefuseAForeignReply() {
        AtomicReference<Reply> foreign = new AtomicReference<>();
        TestClient.of(Vivace.create().get("/", (req, res) -> {
                    foreign.set(res.text("elsewhere"));
                    return foreign.get();
                }))
                .get("/");
        assertRefused(client((req, res) -> foreign.get()));
        assertRefused(client((req, res) -> {
            res.text("mine");
            return foreign.get();
        }));
    }

    @Test
    void shouldRefuseTheReplyOfAnEarlierRequestWhenThisOneIsNotAnswered() {
        AtomicReference<Reply> earlier = new AtomicReference<>();
        TestClient client = client((req, res) -> {
            if (earlier.get() == null) {
                earlier.set(res.text("first"));
            }
            return earlier.get();
        });
        assertEquals("first", client.get("/").body());
        assertRefused(client);
    }

    @Test
    void shouldRefuseASecondAnswer() {
        assertRefused(client((req, res) -> {
            res.text("first");
            return res.text("second");
        }));
        assertRefused(client((req, res) -> {
            res.json("first");
            return res.problem(404, "second");
        }));
        assertRefused(client((req, res) -> {
            res.empty();
            return res.redirect("/elsewhere");
        }));
        assertRefused(client((req, res) -> {
            res.text("first");
            res.jsonOut();
            return res.sendJson();
        }));
    }

    @Test
    void shouldSendTheFirstAnswerWhereTheSecondIsCaught() {
        TestResponse response = client((req, res) -> {
                    Reply first = res.text("first");
                    try {
                        return res.send(Canned.text("second"));
                    } catch (IllegalStateException e) {
                        return first;
                    }
                })
                .get("/");
        assertEquals("first", response.body());
    }
}
