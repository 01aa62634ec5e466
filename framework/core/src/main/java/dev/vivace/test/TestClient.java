package dev.vivace.test;

import dev.vivace.LoopMetrics;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.AppSource;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.work.Workers;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;

/**
 * Tests an app without a socket: the real parser, router, exchange and encoder on byte arrays.
 *
 * <pre>{@code
 * TestClient client = TestClient.of(Hello.app());
 * TestResponse answer = client.get("/json");
 * assertEquals(200, answer.status());
 * }</pre>
 *
 * <p>Deferred and blocking routes work: the client waits for their answers. Deadlines can be brought about with {@link
 * #advance}.
 *
 * <p><b>Threading:</b> the thread that makes the client is the app's loop; use it from there only.
 */
public final class TestClient implements AutoCloseable {
    private final LoopContext context;
    private final TestLoop loop;
    private final int pieceLength;
    private final int copies;

    private TestClient(LoopContext context, TestLoop loop, int pieceLength, int copies) {
        this.context = context;
        this.loop = loop;
        this.pieceLength = pieceLength;
        this.copies = copies;
    }

    /**
     * A client of an app, with default options. The app is frozen.
     *
     * @param app the app
     * @return the client
     */
    public static TestClient of(Vivace app) {
        return of(app, ServerOptions.defaults());
    }

    /**
     * A client of an app. The app is frozen.
     *
     * @param app the app
     * @param options limits; listeners, loops and transport have no effect
     * @return the client
     */
    public static TestClient of(Vivace app, ServerOptions options) {
        TestLoop loop = new TestLoop();
        LoopContext context =
                new LoopContext(AppSource.compile(app, options), loop, 0, Workers.create(), new ErrorLog());
        context.start();
        return new TestClient(context, loop, Integer.MAX_VALUE, 1);
    }

    /**
     * The same app, with every request sent byte by byte.
     *
     * @return another client
     */
    public TestClient fragmented() {
        return new TestClient(context, loop, 1, copies);
    }

    /**
     * The same app, with every request sent that many times at once; the answers must be alike, the Date apart, and the
     * last is returned. Meant for requests whose answers are the same each time.
     *
     * @param count how many
     * @return another client
     */
    public TestClient pipelined(int count) {
        return new TestClient(context, loop, pieceLength, count);
    }

    /**
     * Sends GET.
     *
     * @param target path and query, percent-encoded
     * @return the answer
     */
    public TestResponse get(String target) {
        return request("GET", target).send();
    }

    /**
     * Sends POST with a JSON body.
     *
     * @param target path and query, percent-encoded
     * @param json the body
     * @return the answer
     */
    public TestResponse postJson(String target, String json) {
        return request("POST", target).json(json).send();
    }

    /**
     * Begins a request.
     *
     * @param method for instance {@code "PUT"}
     * @param target path and query, percent-encoded; written as they are, one byte a character
     * @return to be completed and sent
     * @throws IllegalArgumentException when there is a character above U+00FF
     */
    public TestRequest request(String method, String target) {
        return new TestRequest(this, method, target);
    }

    /**
     * Sends any bytes on a new connection, all at once or byte by byte if {@link #fragmented}.
     *
     * @param bytes requests, parts of them, or nonsense
     * @return the connection, with what came back so far
     */
    public TestConnection raw(byte[] bytes) {
        return connect().send(bytes, pieceLength);
    }

    /**
     * Opens a connection.
     *
     * @return a new one
     */
    public TestConnection connect() {
        return new TestConnection(context, loop);
    }

    /**
     * Moves the app's clock forward: deadlines pass.
     *
     * @param time how far
     */
    public void advance(Duration time) {
        loop.advance(time.toNanos());
    }

    /**
     * Tells the app that the server is about to stop, as the beginning of a drain does; requests are still answered.
     */
    public void announceDrain() {
        context.announceDrain(true);
    }

    /**
     * The app's counters.
     *
     * @return a snapshot
     */
    public LoopMetrics metrics() {
        return context.counters().snapshot();
    }

    /** Closes the per-loop values. Only needed by apps that have some which are to be closed. */
    @Override
    public void close() {
        context.stop();
    }

    TestResponse exchange(byte[] request, boolean head) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < copies; i++) {
            all.writeBytes(request);
        }
        TestConnection connection = raw(all.toByteArray());
        List<TestResponse> responses = connection.awaitResponses(copies, head);
        if (responses.isEmpty()) {
            throw new IllegalStateException(
                    connection.cutOff()
                            ? "the connection was cut off, without a whole answer"
                            : "the connection was closed without an answer");
        }
        if (responses.size() < copies) {
            throw new IllegalStateException("the connection was closed after " + responses.size() + " of " + copies
                    + " answers; the last is " + responses.get(responses.size() - 1));
        }
        TestResponse last = responses.get(copies - 1);
        for (TestResponse response : responses) {
            if (!response.isLike(last)) {
                throw new IllegalStateException(
                        "pipelined copies were answered differently: " + response + " and " + last);
            }
        }
        return last;
    }
}
