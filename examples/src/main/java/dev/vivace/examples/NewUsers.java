package dev.vivace.examples;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Json;
import dev.vivace.Launcher;
import dev.vivace.Reply;
import dev.vivace.Response;
import dev.vivace.Vivace;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A body read into a record, checked, and answered with 201 and the place of what was made.
 *
 * <pre>{@code
 * curl -i -H 'Content-Type: application/json' -d '{"name":"Ada","email":"ada@example.org"}' localhost:8080/users
 * }</pre>
 */
public final class NewUsers {
    private static final int BODY_BYTES_MAX = 16_384;
    static final int TEXT_LENGTH_MAX = 200;

    /**
     * What a client sends; what does not hold is answered with a 400 that says where.
     *
     * @param name what to call the user
     * @param email where to reach the user
     */
    @CompiledJson
    public record NewUser(
            @NotBlank @Size(max = TEXT_LENGTH_MAX) String name,
            @NotBlank @Size(max = TEXT_LENGTH_MAX) @Email String email) {}

    /**
     * What the client gets.
     *
     * @param id made here
     * @param name what to call the user
     * @param email where to reach the user
     */
    @CompiledJson
    public record User(long id, String name, String email) {}

    private NewUsers() {}

    static Vivace addTo(Vivace app) {
        AtomicLong lastId = new AtomicLong();
        return app.post(
                "/users",
                Json.of(NewUser.class),
                (req, res, user) -> create(user, lastId, res),
                route -> route.bodyBytesMax(BODY_BYTES_MAX));
    }

    private static Reply create(NewUser user, AtomicLong lastId, Response res) {
        User created = new User(lastId.incrementAndGet(), user.name(), user.email());
        return res.status(201).header("Location", "/users/" + created.id()).json(created);
    }

    static Vivace app() {
        return addTo(Vivace.create());
    }

    /**
     * Serves this recipe alone.
     *
     * @param args see {@link Launcher}
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Launcher.run(app(), args);
    }
}
