package dev.vivace.openapi;

import dev.vivace.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One page in Chromium without a window, driven by its DevTools protocol.
 *
 * <p><b>Threading:</b> used by one thread; what the page did is collected by another.
 */
final class Browser implements AutoCloseable {
    private static final long START_MILLIS_MAX = 30_000;
    private static final long ANSWER_SECONDS_MAX = 20;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonValue.JsonObject>> waiting = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private String session;

    private Browser(Process process, String url) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), new Messages())
                .join();
    }

    /** Starts it with a profile of its own; names are not resolved, so that nothing leaves this machine. */
    static Browser start(String chromium, Path directory) throws IOException, InterruptedException {
        Path profile = directory.resolve("profile");
        Process process = new ProcessBuilder(
                        chromium,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--window-size=1280,2000",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("chromium.log").toFile())
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS_MAX);
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "Chromium did not start: " + Files.readString(directory.resolve("chromium.log")));
            }
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(portFile);
        Browser browser = new Browser(process, "ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        browser.attach();
        return browser;
    }

    private void attach() {
        String target = text(call("Target.createTarget", Map.of("url", "about:blank")), "targetId");
        session = text(call("Target.attachToTarget", Map.of("targetId", target, "flatten", true)), "sessionId");
        for (String domain : List.of("Network", "Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** The value of an expression, as text. */
    String evaluate(String expression) {
        JsonValue.JsonObject result =
                call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")", "returnByValue", true));
        if (result.get("exceptionDetails") != null) {
            throw new IllegalStateException(expression + ": " + result);
        }
        return text((JsonValue.JsonObject) result.get("result"), "value");
    }

    /** Waits until an expression is true. */
    void await(String expression) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS_MAX);
        while (!evaluate(expression).equals("true")) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("not within " + ANSWER_SECONDS_MAX + " s: " + expression
                        + "; the page: " + evaluate("document.body.innerText") + "; complaints: " + complaints);
            }
            Thread.sleep(50);
        }
    }

    void screenshot(Path file) throws IOException {
        JsonValue.JsonObject shot = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, java.util.Base64.getDecoder().decode(text(shot, "data")));
    }

    /** The URLs that were asked for so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Exceptions, and what the browser refused to do. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonValue.JsonObject call(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonValue.JsonObject> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        Map<String, Object> message =
                new java.util.LinkedHashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        socket.sendText(JsonText.line(message), true).join();
        try {
            JsonValue.JsonObject object = answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            if (object.get("error") != null) {
                throw new IllegalStateException(method + ": " + object.get("error"));
            }
            return (JsonValue.JsonObject) object.get("result");
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        }
    }

    static String text(JsonValue.JsonObject object, String name) {
        return ((JsonValue.JsonString) object.get(name)).value();
    }

    private void received(JsonValue.JsonObject message) {
        if (message.get("id") instanceof JsonValue.JsonNumber id) {
            waiting.remove((int) id.longValueExact()).complete(message);
            return;
        }
        String event = text(message, "method");
        JsonValue.JsonObject what = (JsonValue.JsonObject) message.get("params");
        if (event.equals("Network.requestWillBeSent")) {
            requests.add(text((JsonValue.JsonObject) what.get("request"), "url"));
        } else if (event.equals("Runtime.exceptionThrown") || event.equals("Log.entryAdded")) {
            complaints.add(JsonText.line(what));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }

    /** Puts the parts of messages together. */
    private final class Messages implements WebSocket.Listener {
        private final Examples reader = new Examples();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonValue message = reader.json(text.toString());
                text.setLength(0);
                received((JsonValue.JsonObject) message);
            }
            webSocket.request(1);
            return null;
        }
    }
}
