package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PersonTest {
    private static final Pattern BODY = Pattern.compile(
            "\\{\"id\":1,\"name\":\"Alice\",\"uuid\":\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"}");

    private final TestClient client = TestClient.of(Person.app());

    @Test
    void shouldGiveANewVersion4UuidEachTime() {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = uuid(client.get("/person"));
            assertEquals(4, uuid.version());
            assertEquals(2, uuid.variant());
            assertTrue(seen.add(uuid), "a UUID came twice");
        }
    }

    private static UUID uuid(TestResponse answer) {
        Matcher matcher = BODY.matcher(answer.body());
        assertTrue(matcher.matches(), answer::toString);
        expectJson(answer, matcher.group());
        return UUID.fromString(matcher.group(1));
    }
}
