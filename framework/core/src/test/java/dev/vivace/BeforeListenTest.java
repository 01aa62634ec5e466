package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.test.TestClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeforeListenTest {
    @Test
    void shouldCallWhenTheAppIsCompleteInOrderAndOnce() {
        List<String> calls = new ArrayList<>();
        Vivace app = Vivace.create()
                .beforeListen(
                        complete -> calls.add("first sees " + complete.routes().size()))
                .beforeListen(complete -> calls.add("second"))
                .get("/a", (req, res) -> res.empty());
        assertEquals(List.of(), calls);
        TestClient.of(app);
        TestClient.of(app);
        assertEquals(List.of("first sees 1", "second"), calls);
    }

    @Test
    void shouldServeRoutesThatAreAddedThen() {
        Vivace app = Vivace.create()
                .beforeListen(complete -> complete.get("/late", (req, res) -> res.text("late"))
                        .beforeListen(again -> again.get("/later", (req, res) -> res.text("later"))));
        TestClient client = TestClient.of(app);
        assertEquals("late", client.get("/late").body());
        assertEquals("later", client.get("/later").body());
    }

    @Test
    void shouldFailListeningAndTryAgain() {
        int[] calls = {0};
        Vivace app = Vivace.create().beforeListen(complete -> {
            if (calls[0]++ == 0) {
                throw new IllegalStateException("not yet");
            }
        });
        assertEquals(
                "not yet",
                assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                        .getMessage());
        TestClient.of(app);
        assertEquals(2, calls[0]);
    }

    @Test
    void shouldRefuseOnceTheAppIsServed() {
        Vivace app = Vivace.create();
        TestClient.of(app);
        assertThrows(IllegalStateException.class, () -> app.beforeListen(complete -> {}));
    }
}
