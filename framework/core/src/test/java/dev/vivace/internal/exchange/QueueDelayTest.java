package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Overload: refused at once are those that would only wait, and nobody where nobody waits. */
class QueueDelayTest {
    /** What requests wait for. */
    enum Kind {
        /** Worker threads with a queue in front of them. */
        POOL,
        /** A semaphore that is not fair, with a virtual thread for each request. */
        SEMAPHORE,
        /** A server that answers later the more it is asked at once, and loses time over it. */
        DEFERRED
    }

    private static final double TARGET_SECONDS =
            ServerOptions.defaults().queueDelayTarget().toNanos() * 1e-9;
    private static final double INTERVAL_SECONDS =
            ServerOptions.defaults().queueDelayInterval().toNanos() * 1e-9;
    private static final double P99_FACTOR = 3;
    private static final int PLACES = 8;
    private static final double WORK_SECONDS = 0.02;
    private static final double CAPACITY = PLACES / WORK_SECONDS;

    private final SimulatedLoop loop = new SimulatedLoop();
    private final Random random = new Random(42);
    private DoubleSupplier workSeconds = () -> WORK_SECONDS * (0.5 + random.nextDouble());
    private SimulatedBackend backend;
    private LoopContext context;

    private Traffic traffic(Kind kind) {
        backend = switch (kind) {
            case POOL -> SimulatedBackend.places(loop, PLACES, 0);
            case SEMAPHORE -> SimulatedBackend.places(loop, PLACES, 0.3);
            case DEFERRED -> SimulatedBackend.shared(loop, PLACES, 0.001);
        };
        return traffic("/" + (kind == Kind.DEFERRED ? "deferred" : "blocking"));
    }

    private Traffic traffic(String path) {
        if (context == null) {
            context = start();
        }
        return new Traffic(loop, context, path);
    }

    private LoopContext start() {
        Vivace app = Vivace.create()
                .get(
                        "/deferred",
                        (req, res) -> res.defer(later ->
                                backend.take(workSeconds.getAsDouble(), () -> later.respond(r -> r.text("deferred")))))
                .blocking(group -> group.get("/blocking", (req, res) -> res.text("blocking"))
                        .get(
                                "/patient",
                                (req, res) -> res.text("patient"),
                                route -> route.queueDelayTarget(
                                        ServerOptions.defaults().workDeadline().plusSeconds(1))));
        // A thread is taken from when it begins to wait to the end of the work
        Executor workers = task -> backend.take(workSeconds.getAsDouble(), task);
        LoopContext started =
                new LoopContext(AppSource.compile(app, ServerOptions.defaults()), loop, 0, workers, new ErrorLog());
        started.start();
        return started;
    }

    /** What the work takes usually, and the target, which is longer here. */
    private static double allowedSeconds() {
        return WORK_SECONDS * 1.1 + TARGET_SECONDS;
    }

    private long refusals() {
        return context.counters().snapshot().errors().getOrDefault("queue-delay-refused", 0L);
    }

    private static double goodput(Traffic traffic, double seconds) {
        return traffic.servedCount() / seconds;
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeAsMuchUnderOverloadAsAtThePeakAndAsQuickly(Kind kind) {
        double peak = 0;
        double atTwice = 0;
        for (double load : new double[] {0.5, 1, 2, 4}) {
            context = null;
            Traffic traffic = traffic(kind);
            traffic.run(CAPACITY * 0.5, 5);
            assertEquals(0, refusals(), traffic::toString);
            traffic.forget().run(CAPACITY * load, 10);
            String name = kind + " at " + load + " times the capacity: " + traffic;
            // Until it is noticed the queue grows; work that all goes on at once takes those in with it who come later
            double noticed = Math.max(0, load - 1) * (2 * INTERVAL_SECONDS + TARGET_SECONDS);
            if (kind != Kind.DEFERRED) {
                assertTrue(traffic.servedSeconds(1) < P99_FACTOR * allowedSeconds() + noticed, name);
            }
            traffic.forget().run(CAPACITY * load, 15);
            name = kind + " at " + load + " times the capacity: " + traffic;
            assertTrue(traffic.servedSeconds(0.99) < P99_FACTOR * allowedSeconds(), name);
            assertEquals(0, traffic.late, name);
            peak = Math.max(peak, goodput(traffic, 15));
            if (load == 0.5) {
                assertEquals(0, refusals(), name);
                assertEquals(0, traffic.refused, name);
            } else if (load == 2) {
                atTwice = goodput(traffic, 15);
                assertTrue(traffic.refused > 0.4 * traffic.sent, name);
            }
            assertEquals(0, traffic.answersWithoutRetryAfter);
        }
        assertTrue(peak > 0.9 * CAPACITY, "the peak is " + peak);
        assertTrue(atTwice >= 0.9 * peak, atTwice + " of " + peak);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseNobodySoonAfterAnOverload(Kind kind) {
        Traffic traffic = traffic(kind);
        traffic.run(CAPACITY * 0.5, 5);
        double quiet = traffic.servedSeconds(0.99);
        traffic.run(CAPACITY * 4, 5).run(CAPACITY * 0.5, 2);
        assertTrue(refusals() > 0);
        long before = refusals();
        traffic.forget().run(CAPACITY * 0.5, 10);
        assertEquals(before, refusals(), traffic::toString);
        assertTrue(traffic.servedSeconds(0.99) < quiet * 1.5, traffic::toString);
        loop.runUntil(loop.seconds() + 1);
        assertEquals(0, context.counters().snapshot().inWork());
    }

    /** From the first request on: nothing was learned before. */
    @ParameterizedTest
    @EnumSource
    void shouldServeAsMuchWhenItStartsUnderOverload(Kind kind) {
        Traffic traffic = traffic(kind).run(CAPACITY * 2, 5);
        traffic.forget().run(CAPACITY * 2, 15);
        assertTrue(goodput(traffic, 15) > 0.9 * CAPACITY * 0.95, traffic::toString);
        // What it learns from waited already
        assertTrue(traffic.servedSeconds(0.99) < 2 * P99_FACTOR * allowedSeconds(), traffic::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeABurstWholly(Kind kind) {
        Traffic traffic = traffic(kind);
        for (int burst = 0; burst < 5; burst++) {
            for (int i = 0; i < 1_000; i++) {
                traffic.send();
            }
            loop.runUntil(loop.seconds() + 20);
        }
        assertEquals(5_000, traffic.servedCount(), traffic::toString);
    }

    @Test
    void shouldNeverRefuseWhatIsSlowAndDoesNotWait() {
        backend = SimulatedBackend.endless(loop);
        for (String path : new String[] {"/blocking", "/deferred"}) {
            workSeconds = () -> 2;
            Traffic traffic = traffic(path).run(1, 60).run(20, 60).run(2, 60).run(100, 60);
            workSeconds = () -> 0.5 + 3 * random.nextDouble();
            traffic.run(3, 60).run(60, 60);
            loop.runUntil(loop.seconds() + 10);
            assertEquals(traffic.sent, traffic.servedCount(), traffic::toString);
        }
    }

    /** Hits of a cache between much longer misses. */
    @Test
    void shouldNeverRefuseWhatTakesVeryDifferentTimes() {
        backend = SimulatedBackend.endless(loop);
        workSeconds = () -> random.nextDouble() < 0.8 ? 0.002 : 0.5;
        Traffic traffic = traffic("/blocking").run(5, 60).run(100, 60).run(400, 60);
        loop.runUntil(loop.seconds() + 10);
        assertEquals(traffic.sent, traffic.servedCount(), traffic::toString);
    }

    /** The first to end are the shortest: what is learned from them is too little. */
    @Test
    void shouldNotRefuseAtHalfTheCapacityWhatDiffersMuchFromTheStart() {
        backend = SimulatedBackend.places(loop, 64, 0);
        for (long seed = 1; seed <= 20; seed++) {
            context = null;
            random.setSeed(seed);
            workSeconds = () -> -0.2 * Math.log(1 - random.nextDouble());
            Traffic traffic = traffic("/blocking").run(160, 30);
            loop.runUntil(loop.seconds() + 10);
            assertEquals(0, traffic.refused, "seed " + seed + ": " + traffic);
        }
    }

    @Test
    void shouldLearnThatTheWorkItselfBecameSlower() {
        backend = SimulatedBackend.endless(loop);
        workSeconds = () -> 0.02;
        Traffic traffic = traffic("/blocking").run(200, 20);
        assertEquals(0, traffic.refused);
        workSeconds = () -> 0.6;
        traffic.forget().run(200, 5);
        assertTrue(traffic.refused < 0.5 * traffic.sent, traffic::toString);
        traffic.forget().run(200, 30);
        assertEquals(0, traffic.refused, traffic::toString);
        // And it is not forgotten that it can be quicker
        workSeconds = () -> 0.02;
        traffic.run(200, 60);
        backend = SimulatedBackend.places(loop, PLACES, 0);
        traffic.run(2 * CAPACITY, 5).forget().run(2 * CAPACITY, 15);
        assertTrue(traffic.servedSeconds(0.99) < P99_FACTOR * allowedSeconds(), traffic::toString);
    }

    /** They wait for the same places; the one that has few requests is not to blame. */
    @Test
    void shouldNotRefuseARouteForAnothersOverload() {
        backend = SimulatedBackend.places(loop, PLACES, 0);
        Traffic heavy = traffic("/blocking");
        Traffic light = traffic("/deferred");
        heavy.begin(CAPACITY * 2, 60);
        light.run(10, 5).forget().run(10, 55);
        assertTrue(heavy.refused > 0.4 * heavy.sent, heavy::toString);
        assertTrue(light.refused < 0.02 * light.sent, light::toString);
    }

    /** The work hangs: its requests end at the deadline, and others are not made to wait for that. */
    @Test
    void shouldRefuseAtOnceWhereEverythingIsLate() {
        backend = SimulatedBackend.endless(loop);
        workSeconds = () -> 0.02;
        Traffic traffic = traffic("/deferred").run(100, 5);
        workSeconds = () -> 3_600;
        traffic.run(100, 70).forget().run(100, 30);
        assertTrue(traffic.refused > 0.95 * traffic.sent, traffic::toString);
        workSeconds = () -> 0.02;
        traffic.run(100, 60).forget().run(100, 30);
        assertEquals(0, traffic.refused, traffic::toString);
        assertEquals(traffic.sent, traffic.servedCount(), 10, traffic::toString);
    }

    /** One longer than the deadline switches it off for a route. */
    @Test
    void shouldTakeTheTargetOfTheRoute() {
        backend = SimulatedBackend.places(loop, PLACES, 0);
        Traffic patient = traffic("/patient");
        patient.run(CAPACITY * 1.5, 4);
        loop.runUntil(loop.seconds() + 30);
        assertEquals(patient.sent, patient.servedCount(), patient::toString);
        Traffic other = traffic("/blocking").run(CAPACITY * 1.5, 10);
        assertTrue(other.refused > 0, other::toString);
    }
}
