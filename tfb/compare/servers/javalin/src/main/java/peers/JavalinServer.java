package peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.servlet.DefaultTasks;
import java.io.IOException;
import java.util.UUID;

/** Javalin as in its TechEmpower entry: only the task that runs handlers, and JSON written to the response at once. */
public final class JavalinServer {
    /** The object of {@code /json} and {@code /size/{n}}. */
    public record Message(String message) {}

    /** The object of {@code /person}. */
    public record Person(int id, String name, UUID uuid) {}

    private static final ObjectWriter MESSAGE = new ObjectMapper().writerFor(Message.class);
    private static final ObjectWriter PERSON = new ObjectMapper().writerFor(Person.class);

    private JavalinServer() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) {
        Javalin.create(JavalinServer::configure).start(Settings.PORT);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        // Only handlers: there are no filters before or after them.
        config.requestLifeCycle(DefaultTasks.INSTANCE.getHTTP());
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(true));
        addRoutes(config);
    }

    private static void addRoutes(JavalinConfig config) {
        Handler hello = context -> json(context, MESSAGE, new Message(Texts.HELLO));
        config.routes.get("/json", hello);
        config.routes.get("/plaintext", context -> context.result(Texts.HELLO));
        config.routes.get("/person", context -> json(context, PERSON, new Person(1, Texts.NAME, UUID.randomUUID())));
        config.routes.get("/size/{n}", JavalinServer::size);
        config.routes.post("/typed", context -> order(context, true));
        config.routes.post("/typed-unchecked", context -> order(context, false));
        for (int i = 0; i < Settings.ROUTES; i++) {
            config.routes.get("/r" + i + "/users/{id}", hello);
        }
    }

    private static void size(Context context) throws IOException {
        String text = Texts.ofSize(context.pathParam("n"));
        if (text == null) {
            throw new NotFoundResponse();
        }
        json(context, MESSAGE, new Message(text));
    }

    /** Without {@code Context.json} the object does not become a String on its way, and its length is known. */
    private static void json(Context context, ObjectWriter writer, Object object) throws IOException {
        send(context, writer.writeValueAsBytes(object));
    }

    private static void order(Context context, boolean isChecked) throws IOException {
        byte[] receipt;
        try {
            receipt = Orders.receipt(context.bodyAsBytes(), isChecked);
        } catch (Orders.Refused e) {
            throw new BadRequestResponse(e.getMessage());
        }
        send(context, receipt);
    }

    private static void send(Context context, byte[] body) throws IOException {
        context.contentType(ContentType.APPLICATION_JSON);
        context.res().setContentLength(body.length);
        context.res().getOutputStream().write(body);
    }
}
