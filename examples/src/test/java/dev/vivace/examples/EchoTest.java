package dev.vivace.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoTest {
    private final TestClient client = TestClient.of(Echo.app());

    @Test
    void shouldSendBackAnyBytesWithTheirContentType() {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        TestResponse answer = client.request("POST", "/echo")
                .header("Content-Type", "image/png")
                .body(body)
                .send();
        expect(answer, "image/png", body);
    }

    @Test
    void shouldSendBackABodyThatCameInChunks() {
        String request =
                "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3\r\na,b\r\n1;note=x\r\n\n\r\n3\r\n1,2\r\n0\r\n\r\n";
        for (TestClient sender : List.of(client, client.fragmented())) {
            List<TestResponse> answers =
                    sender.raw(request.getBytes(StandardCharsets.US_ASCII)).awaitResponses(1);
            assertEquals(1, answers.size());
            expect(answers.get(0), "text/csv", "a,b\n1,2".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void shouldTakeBytesWithoutAContentTypeForOctets() {
        byte[] body = {1, 2, 3};
        expect(client.request("POST", "/echo").body(body).send(), "application/octet-stream", body);
        expect(
                client.request("POST", "/echo")
                        .header("Content-Type", "")
                        .body(body)
                        .send(),
                "application/octet-stream",
                body);
    }

    @Test
    void shouldSendBackNothingForNothing() {
        expect(client.request("POST", "/echo").send(), "application/octet-stream", new byte[0]);
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        TestResponse answer =
                client.request("POST", "/echo").body(new byte[1_048_577]).send();
        assertEquals(413, answer.status());
        assertEquals("close", answer.header("Connection"));
    }

    private static void expect(TestResponse answer, String contentType, byte[] body) {
        assertEquals(200, answer.status(), answer::toString);
        assertEquals(List.of(contentType), answer.headers("Content-Type"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertArrayEquals(body, answer.bodyBytes());
    }
}
