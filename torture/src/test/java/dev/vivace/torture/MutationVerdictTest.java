package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MutationVerdictTest {
    private static final int NUMBER = 17;
    private static final String GOOD = "{\"sum\":7000000017}";
    private static final Mutation MALFORMED = new Mutation(new byte[] {0}, true);
    private static final Mutation TAMPERED =
            new Mutation("GET /x HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), false);
    private static final Mutation TO_HEAD =
            new Mutation("HEAD / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), false);

    private static String answer(String status, boolean closing, String body) {
        String date = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                .format(ZonedDateTime.now(ZoneOffset.UTC));
        return "HTTP/1.1 " + status + "\r\nDate: " + date + "\r\nContent-Length: " + body.length() + "\r\n"
                + (closing ? "Connection: close\r\n" : "") + "\r\n" + body;
    }

    private static String fault(Mutation mutation, String received, boolean ended) {
        return MutationVerdict.fault(mutation, NUMBER, received.getBytes(StandardCharsets.ISO_8859_1), ended);
    }

    @Test
    void shouldAcceptARefusal() {
        String refusal = answer("400 Bad Request", true, "fault");
        assertNull(fault(MALFORMED, refusal, true));
        assertNull(fault(TAMPERED, refusal, true));
    }

    @Test
    void shouldAcceptWhatTamperingMayLeaveValid() {
        String both = answer("404 Not Found", false, "") + answer("200 OK", false, GOOD);
        assertNull(fault(TAMPERED, both, false));
        assertNull(fault(TAMPERED, "", false));
        assertNull(fault(TAMPERED, answer("200 OK", true, "last"), true));
        String handler = answer("400 Bad Request", false, "The query parameter 'b' is not a number.");
        assertNull(fault(TAMPERED, handler + answer("200 OK", false, GOOD), false));
        String member = answer("400 Bad Request", false, "{\"errors\":[{\"pointer\":\"/email\",\"code\":\"email\"}]}");
        assertNull(fault(TAMPERED, member + answer("200 OK", false, GOOD), false));
    }

    @Test
    void shouldFindAMalformedRequestThatIsNotRefused() {
        assertEquals("malformed, but 0 answers", fault(MALFORMED, "", true));
        assertEquals("malformed, but answered with 200", fault(MALFORMED, answer("200 OK", true, "x"), true));
        String both = answer("404 Not Found", false, "") + answer("200 OK", false, GOOD);
        assertEquals("malformed, but 2 answers", fault(MALFORMED, both, false));
        assertEquals(
                "malformed, and what is behind it was answered", fault(MALFORMED, answer("200 OK", true, GOOD), true));
    }

    @Test
    void shouldFindWhatIsBehindTheEnd() {
        String refusal = answer("400 Bad Request", true, "fault");
        assertEquals(
                "an answer behind the one that says close",
                fault(TAMPERED, refusal + answer("200 OK", false, GOOD), true));
        assertNotNull(fault(TAMPERED, refusal + "x", true));
    }

    @Test
    void shouldFindAnEndThatIsNotSaidOrNotMade() {
        assertEquals("says close, but does not", fault(TAMPERED, answer("400 Bad Request", true, "fault"), false));
        assertNotNull(fault(TAMPERED, answer("431 Too Large", false, "fault"), true));
        assertNotNull(fault(TAMPERED, answer("400 Bad Request", false, "A chunk size is wrong."), true));
    }

    @Test
    void shouldLetAnUnknownMethodKeepTheConnection() {
        String unknown = answer("501 Not Implemented", false, "This method is not implemented here.");
        assertNull(fault(TAMPERED, unknown + answer("200 OK", false, GOOD), false));
    }

    @Test
    void shouldFindFailures() {
        assertEquals("an answer of status 500", fault(TAMPERED, answer("500 Internal Server Error", false, ""), false));
        assertEquals(
                "a cut answer", fault(TAMPERED, answer("200 OK", false, "ab").substring(0, 70), true));
        assertNotNull(fault(TAMPERED, "HTTP/1.1 200 OK\r\n\r\n", true));
    }

    @Test
    void shouldTryBothWhereAHeadMayBeMeant() {
        String bodiless = answer("200 OK", false, "hello").replace("hello", "");
        String good = answer("200 OK", false, GOOD);
        assertNull(fault(TO_HEAD, bodiless + good, false));
        assertNull(fault(TO_HEAD, good + good, false));
        assertNotNull(fault(TAMPERED, bodiless + good.substring(0, 20), false));
    }
}
