package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The answers for those who watch the server. */
class HealthTest {
    private final AtomicBoolean warm = new AtomicBoolean(true);
    private final TestClient client = TestClient.of(Vivace.create()
            .get("/live", Health.liveness())
            .get("/ready", Health.readiness())
            .get("/warm", Health.readiness(warm::get))
            .get("/own", (req, res) -> res.text(Boolean.toString(req.draining())))
            .blocking(group -> group.get("/slow", (req, res) -> res.text(Boolean.toString(req.draining())))));

    private void assertUp(String path) {
        TestResponse answer = client.get(path);
        assertEquals(200, answer.status());
        assertEquals("{\"status\":\"UP\",\"checks\":[]}", answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    private void assertDown(String path) {
        TestResponse answer = client.get(path);
        assertEquals(503, answer.status());
        assertEquals("{\"status\":\"DOWN\",\"checks\":[]}", answer.body());
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    void shouldBeUpWhileTheServerRuns() {
        assertUp("/live");
        assertUp("/ready");
        assertUp("/warm");
        assertEquals("false", client.get("/own").body());
    }

    @Test
    void shouldNotBeReadyOnceADrainBegins() {
        client.announceDrain();
        assertDown("/ready");
        assertDown("/warm");
        assertUp("/live");
        assertEquals("true", client.get("/own").body());
        assertEquals("true", client.get("/slow").body());
    }

    @Test
    void shouldAskTheAppsOwnCondition() {
        warm.set(false);
        assertDown("/warm");
        assertUp("/ready");
        warm.set(true);
        assertUp("/warm");
    }

    @Test
    void shouldAnswerHeadWithoutABody() {
        TestResponse answer = client.request("HEAD", "/ready").send();
        assertEquals(200, answer.status());
        assertEquals("", answer.body());
    }
}
