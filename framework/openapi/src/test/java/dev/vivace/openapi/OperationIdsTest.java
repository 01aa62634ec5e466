package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.Handler;
import dev.vivace.Vivace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationIdsTest {
    private static final Handler ANSWERS = (req, res) -> res.empty();

    private static List<String> ids(Vivace app) {
        return List.of(OperationIds.of(app.routes()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, getRoot",
        "GET, /books, getBooks",
        "GET, /books/, getBooks",
        "GET, /books/{id}, getBooksById",
        "PATCH, /shops/{shop}/items/{item_number}, patchShopsByShopItemsByItemNumber",
        "GET, /files/{rest...}, getFilesByRest",
        "POST, /v1.2/sign-in, postV12SignIn",
        "GET, /größe, getGrE",
    })
    void shouldBeMadeOfMethodAndPattern(String method, String pattern, String id) {
        assertEquals(List.of(id), ids(Vivace.create().route(method, pattern, ANSWERS)));
    }

    @Test
    void shouldBeUnique() {
        assertEquals(
                List.of("getAB", "getAB2", "getAB3"),
                ids(Vivace.create().get("/a-b", ANSWERS).get("/a/b", ANSWERS).get("/a_b", ANSWERS)));
    }

    @Test
    void shouldLeaveGivenOnesAlone() {
        assertEquals(
                List.of("getA2", "getA"),
                ids(Vivace.create().get("/a", ANSWERS).get("/b", ANSWERS, route -> route.operationId("getA"))));
    }

    @Test
    void shouldRefuseOneGivenTwice() {
        Vivace app = Vivace.create()
                .get("/a", ANSWERS, route -> route.operationId("same"))
                .post("/b", ANSWERS, route -> route.operationId("same"));
        assertEquals(
                "the operationId same is that of two routes: GET /a and POST /b",
                assertThrows(IllegalStateException.class, () -> ids(app)).getMessage());
    }
}
