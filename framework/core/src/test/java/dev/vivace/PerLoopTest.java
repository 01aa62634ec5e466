package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Values that each loop has its own of. */
class PerLoopTest {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final PerLoop<StringBuilder> BUILDER =
            PerLoop.of(loop -> new StringBuilder("loop " + loop + " made " + MADE.incrementAndGet()));
    private static final PerLoop<Object> FAILING = PerLoop.of(loop -> {
        throw new IllegalStateException("no database");
    });
    private static final PerLoop<Object> MISSING = PerLoop.of(loop -> null);

    private static Vivace app() {
        return Vivace.create()
                .get(
                        "/",
                        (req, res) -> res.text(req.perLoop(BUILDER).append('.').toString()))
                .blocking(group -> group.get("/blocking", (req, res) -> {
                    try {
                        return res.text(req.perLoop(BUILDER).toString());
                    } catch (IllegalStateException e) {
                        return res.text("refused: " + e.getMessage());
                    }
                }));
    }

    @Test
    void shouldMakeOneAtFirstUseAndKeepIt() {
        TestClient client = TestClient.of(app());
        int before = MADE.get();
        assertEquals("loop 0 made " + (before + 1) + ".", client.get("/").body());
        assertEquals("loop 0 made " + (before + 1) + "..", client.get("/").body());
        assertEquals(before + 1, MADE.get());
    }

    @Test
    void shouldMakeOneForEachLoop() {
        TestClient first = TestClient.of(app());
        TestClient second = TestClient.of(app());
        first.get("/");
        String other = second.get("/").body();
        assertTrue(other.endsWith(".") && !other.endsWith(".."), other);
    }

    @Test
    void shouldMakeItAtStartWhereItIsRegistered() {
        int before = MADE.get();
        TestClient client = TestClient.of(app().perLoop(BUILDER));
        assertEquals(before + 1, MADE.get());
        client.get("/");
        assertEquals(before + 1, MADE.get());
    }

    @Test
    void shouldFailTheStartWhereItCannotBeMade() {
        IllegalStateException failed =
                assertThrows(IllegalStateException.class, () -> TestClient.of(app().perLoop(FAILING)));
        assertEquals("no database", failed.getMessage());
    }

    @Test
    void shouldFailTheStartWhereTheMakerReturnsNull() {
        IllegalStateException failed =
                assertThrows(IllegalStateException.class, () -> TestClient.of(app().perLoop(MISSING)));
        assertTrue(
                failed.getMessage().contains("PerLoop") && failed.getMessage().contains("null"), failed.getMessage());
    }

    @Test
    void shouldFailTheRequestWhereTheMakerReturnsNullLater() {
        TestClient client =
                TestClient.of(Vivace.create().get("/", (req, res) -> res.text("got " + req.perLoop(MISSING))));
        assertEquals(500, client.get("/").status());
    }

    @Test
    void shouldFailTheRequestWhereItCannotBeMadeLater() {
        TestClient client = TestClient.of(Vivace.create().get("/", (req, res) -> res.json(req.perLoop(FAILING))));
        assertEquals(500, client.get("/").status());
        assertEquals(500, client.get("/").status());
    }

    @Test
    void shouldBeRefusedOnAWorker() {
        TestClient client = TestClient.of(app());
        client.get("/");
        String refused = client.get("/blocking").body();
        assertTrue(refused.startsWith("refused: ") && refused.contains("loop"), refused);
    }

    @Test
    void shouldRefuseMissingParts() {
        assertThrows(NullPointerException.class, () -> PerLoop.of(null));
        assertThrows(NullPointerException.class, () -> PerLoop.of(loop -> 1, null));
    }
}
