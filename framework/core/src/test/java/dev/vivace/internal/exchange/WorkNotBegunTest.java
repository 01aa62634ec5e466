package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import dev.vivace.internal.json.JsonCodecs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Memory runs out in the midst of handing a request over: nothing of that work stays, and its deadline never comes. */
class WorkNotBegunTest {
    private static final ServerOptions OPTIONS = ServerOptions.defaults().workDeadline(Duration.ofSeconds(1));

    private static final int ROUTES = 3;

    private final FakeLoop loop = new FakeLoop();
    private boolean outOfMemory;

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .post("/later", (req, res) -> res.defer(later -> {}))
                .blocking(group -> group.post("/block", (req, res) -> res.text("done")));
    }

    private LoopContext context() {
        AppPlan plan = AppSource.compile(app(), OPTIONS);
        AppPlan failing = new AppPlan(
                plan.routes(),
                plan.notFound(),
                plan.methodNotAllowed(),
                plan.optionsAnswer(),
                plan.notImplemented(),
                plan.extensionMethods(),
                plan.servedMethods(),
                plan.errorHandlers(),
                plan.perLoops(),
                failing(plan.codecs()),
                plan.problems(),
                plan.decoders(),
                plan.setCookie(),
                plan.limits(),
                plan.options());
        return new LoopContext(failing, loop, 0, Runnable::run, new ErrorLog());
    }

    /** Makes outputs for workers until there is no memory for them. */
    private JsonCodecs failing(JsonCodecs codecs) {
        return (JsonCodecs) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JsonCodecs.class}, (proxy, method, arguments) -> {
                    if (outOfMemory && method.getName().equals("newOutput")) {
                        throw new OutOfMemoryError("a test's");
                    }
                    try {
                        return method.invoke(codecs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void fail(FakeWire wire) {
        assertThrows(OutOfMemoryError.class, () -> wire.receive(post("/block")));
    }

    private static String post(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    }

    private void assertNothingOfIt(LoopContext context, FakeWire wire) {
        wire.close();
        NothingHeld.assertNothingHeld(context);
        loop.advanceMillis(5_000);
        NothingHeld.assertNothingHeld(context);
        assertEquals(0, context.counters().value(LoopCounters.DEADLINE_PASSED));
        for (int target = 0; target < ROUTES; target++) {
            assertEquals(0, context.plan.routes().target(target).admission().inWork());
        }
        assertTrue(new FakeWire(context, loop)
                .receive("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n")
                .text()
                .endsWith("ok"));
    }

    @Test
    void shouldLeaveNothingOfADeferral() {
        LoopContext context = context();
        FakeWire wire = new FakeWire(context, loop);
        loop.scheduleThrows = new OutOfMemoryError("a test's");
        wire.receive(post("/later"));
        assertTrue(wire.text().startsWith("HTTP/1.1 500"), wire.text());
        assertNothingOfIt(context, wire);
    }

    @Test
    void shouldLeaveNothingOfWorkWithoutATimer() {
        LoopContext context = context();
        FakeWire wire = new FakeWire(context, loop);
        loop.scheduleThrows = new OutOfMemoryError("a test's");
        fail(wire);
        assertNothingOfIt(context, wire);
    }

    @Test
    void shouldLeaveNothingOfWorkWithoutAnAnswer() {
        LoopContext context = context();
        FakeWire wire = new FakeWire(context, loop);
        outOfMemory = true;
        fail(wire);
        outOfMemory = false;
        assertNothingOfIt(context, wire);
    }
}
