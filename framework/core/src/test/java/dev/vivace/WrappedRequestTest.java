package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Middleware may hand on a request and a response of its own. */
class WrappedRequestTest {
    private final TestClient client = TestClient.of(Vivace.create()
            .use(next -> (req, res) -> next.handle(wrapped(Request.class, req), wrapped(Response.class, res)))
            .get("/a", (req, res) -> res.status(205).text("none of this")));

    private static <T> T wrapped(Class<T> type, T inner) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(inner, arguments);
                        return result == inner && method.getReturnType() == type ? proxy : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    void shouldAnswer404() {
        TestResponse answer = client.get("/nowhere");
        assertEquals(404, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
    }

    @Test
    void shouldAnswer405WithAllow() {
        TestResponse answer = client.request("DELETE", "/a").send();
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD, OPTIONS", answer.header("Allow"));
    }

    @Test
    void shouldAnswerOptionsWithAllow() {
        TestResponse answer = client.request("OPTIONS", "/a").send();
        assertEquals(204, answer.status());
        assertEquals("GET, HEAD, OPTIONS", answer.header("Allow"));
    }

    @Test
    void shouldSendNoContentWithA205() {
        TestResponse answer = client.get("/a");
        assertEquals(205, answer.status());
        assertEquals("0", answer.header("Content-Length"));
        assertEquals("", answer.body());
    }
}
