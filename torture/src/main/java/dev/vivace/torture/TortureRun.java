package dev.vivace.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One server, all phases. */
final class TortureRun {
    private static final double FACTOR_OF_QUIET = 3;
    /** Where the same work is done for clients that behave, it is that work that takes the time. */
    private static final double P99_MILLIS_MAX = 10;

    private static final double TURN_MILLIS_MAX = 5;
    /** A task waits for the turn that goes on, and for what is before it in its own. */
    private static final double DELAY_PER_TURN = 2;

    /** Code that is compiled, and what malloc keeps. */
    private static final long RESIDENT_BYTES_MORE_MAX = 48L << 20;

    private static final long LIVE_BYTES_MORE_MAX = 4L << 20;
    private static final long SETTLE_MILLIS_MAX = 3_000;
    private static final String LOOP_THREAD = "vivace-loop";
    private static final int WARM_UP_SHARE = 5;

    private final Arena arena;
    private final PrintStream progress;
    private final List<PhaseResult> results = new ArrayList<>();
    private PhaseResult quiet;
    private int ownDescriptors;
    private long wrongBetween;
    private String firstWrongBetween;

    private TortureRun(Arena arena, PrintStream progress) {
        this.arena = arena;
        this.progress = progress;
    }

    /** Runs all phases asked for; the last result is about all of them together. */
    static List<PhaseResult> run(Options options, String transport, Scale scale, PrintStream progress)
            throws IOException, InterruptedException {
        ServerProcess server = ServerProcess.start(options, transport, scale);
        try (server;
                AttackLoop loop = new AttackLoop(server.address());
                GoodClient client = GoodClient.start(server.address())) {
            Arena arena = new Arena(server, client, loop, scale, options.seed());
            TortureRun run = new TortureRun(arena, progress);
            run.warmUp();
            for (Phase phase : Phases.all()) {
                if (Phases.wanted(phase, options.phases())) {
                    run.run(phase);
                }
            }
            run.afterwards();
            return run.results;
        }
    }

    /** The server's code is compiled by what comes later, as far as that takes long; its answers are looked at later. */
    private void warmUp() throws IOException, InterruptedException {
        progress.println("warming up");
        watchTurns();
        long begin = System.nanoTime();
        new MutatedRequests(WARM_UP_SHARE).attack(arena);
        arena.run(Math.max(1, arena.scale().warmUp() - (System.nanoTime() - begin) / 1e9));
        settle();
        arena.server().collect();
        arena.client().record();
    }

    private void watchTurns() throws IOException {
        Tally tally = new Tally();
        arena.loop().start(new Watch(tally));
        arena.run(Supply.NONE, () -> tally.total() > 0, 5);
        if (tally.of("200 and close").count() != 1) {
            throw new IOException("the server's loop cannot be watched: " + tally);
        }
    }

    private static final class Watch extends Talker {
        Watch(Tally tally) {
            super(tally);
        }

        @Override
        void connected() {
            String request =
                    "GET " + TortureServer.WATCH_PATH + " HTTP/1.1\r\nHost: torture\r\nConnection: close\r\n\r\n";
            send(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void run(Phase phase) throws IOException, InterruptedException {
        progress.println(phase.name() + ": " + phase.what(arena.scale()));
        ServerProcess server = arena.server();
        Figures before = server.state();
        server.turns();
        server.files().forgetPeak();
        long waited = server.files().waitedForCpuNanos(LOOP_THREAD);
        between(arena.client().record());
        long begin = System.nanoTime();
        phase.attack(arena);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Recording recording = arena.client().record();
        Figures turns = server.turns();
        double noCpuMillis = (server.files().waitedForCpuNanos(LOOP_THREAD) - waited) / 1e6;
        Checks checks = new Checks();
        Figures during = server.state();
        Figures held = server.collect();
        phase.check(arena, checks);
        arena.loop().abandonAll();
        settle();
        Figures after = server.collect();
        PhaseResult result = new PhaseResult(
                phase.name(),
                phase.what(arena.scale()),
                seconds,
                recording.answers(),
                recording.millis(50),
                recording.millis(99),
                recording.lateMillis(99),
                recording.wrongCount(),
                turns.value("loop999") / 1e6,
                turns.value("p999") / 1e6,
                noCpuMillis,
                server.files().residentBytesPeak(),
                after.value("heapUsed"),
                checks);
        if (phase instanceof Quiet) {
            quiet = result;
            ownDescriptors = server.files().descriptorCount() - (int) after.value("open");
        }
        client(result, recording);
        memory(result, held);
        ends(checks, after);
        if (!checks.passed()) {
            checks.that(
                    "for the reader",
                    true,
                    "connections accepted: " + (during.value("accepted") - before.value("accepted"))
                            + ", open at the end: "
                            + during.value("open") + "; errors counted: " + during.errorsSince(before)
                            + "; collections: "
                            + (during.value("collections") - before.value("collections")) + " in "
                            + (during.value("collectionMillis") - before.value("collectionMillis"))
                            + " ms; turns: " + turns.values() + "; client late at p99.9: "
                            + Checks.number(recording.lateMillis(99.9)) + " ms");
        }
        results.add(result);
    }

    private void between(Recording recording) {
        wrongBetween += recording.wrongCount();
        if (firstWrongBetween == null) {
            firstWrongBetween = recording.firstWrong();
        }
    }

    private void client(PhaseResult result, Recording recording) {
        Checks checks = result.checks();
        checks.that(
                "all answers of the client are right",
                recording.wrongCount() == 0,
                recording.wrongCount() + " of " + recording.answers() + " wrong"
                        + (recording.firstWrong() == null ? "" : ", the first: " + recording.firstWrong()));
        checks.that(
                "the client got 9 of 10 answers in the time",
                recording.answers() >= 0.9 * 1_000 * result.seconds(),
                recording.answers() + " in " + Checks.number(result.seconds()) + " s");
        double clientLimit = Math.max(P99_MILLIS_MAX, FACTOR_OF_QUIET * quiet.p99Millis());
        checks.atMost("the client's p99", clientLimit, result.p99Millis(), "ms");
        checks.atMost("the loop's turns at p99.9, as it counts them", TURN_MILLIS_MAX, result.turnMillis(), "ms");
        if (result != quiet && !result.disturbed()) {
            // Without an attack, or while others have the CPU, it is the scheduler that is measured
            checks.atMost(
                    "the delay of a task handed to the loop at p99.9",
                    Math.max(DELAY_PER_TURN * TURN_MILLIS_MAX, FACTOR_OF_QUIET * quiet.delayMillis()),
                    result.delayMillis(),
                    "ms");
        }
    }

    private void memory(PhaseResult result, Figures held) {
        Checks checks = result.checks();
        checks.atMost(
                "resident memory",
                megabytes(quiet.residentBytesMax() + RESIDENT_BYTES_MORE_MAX),
                megabytes(result.residentBytesMax()),
                "MB");
        checks.atMost(
                "heap in use while attacked, after a collection",
                megabytes(quiet.liveBytes() + arena.heldBytesMax() + LIVE_BYTES_MORE_MAX),
                megabytes(held.value("heapUsed")),
                "MB");
    }

    private void ends(Checks checks, Figures after) throws IOException {
        checks.atMost("connections open when the attackers are gone", GoodClient.CONNECTIONS, after.value("open"), "");
        int descriptors = descriptorsWhenQuiet();
        checks.atMost("descriptors then", ownDescriptors + GoodClient.CONNECTIONS, descriptors, "");
        checks.atMost("requests in work then", 0, after.value("inWork"), "");
    }

    /** The client renews connections now and then, so that an old and a new one may be there at a moment. */
    private int descriptorsWhenQuiet() throws IOException {
        long deadline = System.nanoTime() + SETTLE_MILLIS_MAX * 1_000_000;
        int descriptors = arena.server().files().descriptorCount();
        while (descriptors > ownDescriptors + GoodClient.CONNECTIONS && System.nanoTime() < deadline) {
            arena.run(0.05);
            descriptors = arena.server().files().descriptorCount();
        }
        return descriptors;
    }

    /** What was kept for large ones is given back; nothing went wrong unseen. */
    private void afterwards() throws IOException, InterruptedException {
        progress.println("afterwards");
        Checks checks = new Checks();
        between(arena.client().record());
        Figures state = arena.server().collect();
        long live = state.value("heapUsed");
        checks.atMost(
                "heap in use at the end, after a collection",
                megabytes(quiet.liveBytes() + LIVE_BYTES_MORE_MAX + retained()),
                megabytes(live),
                "MB");
        checks.that(
                "all answers of the client between the phases are right",
                wrongBetween == 0,
                wrongBetween + " wrong" + (wrongBetween == 0 ? "" : ", the first: " + firstWrongBetween));
        for (String kind : List.of("connection-failed", "handler-failed", "loop-stalled", "loop-replaced")) {
            checks.atMost("counter " + kind, 0, state.value("error." + kind), "");
        }
        for (String trouble : List.of("OutOfMemoryError", "StackOverflowError", "NullPointer", "IndexOutOfBounds")) {
            checks.atMost(
                    "lines in the server's log with " + trouble,
                    0,
                    arena.server().logged(trouble),
                    "");
        }
        long resident = arena.server().files().residentBytes();
        results.add(new PhaseResult("afterwards", "", 0, 0, 0, 0, 0, wrongBetween, 0, 0, 0, resident, live, checks));
    }

    /** Where the phases at the end are left out, or short, what was kept for large ones is there still. */
    private long retained() {
        return arena.scale() == Scale.FULL && results.size() == Phases.NAMES.size() + 1 ? 0 : arena.heldBytesMax();
    }

    private static double megabytes(long bytes) {
        return Math.round(bytes / 1e5) / 10.0;
    }

    /** Waits until only the client's connections are open and it has caught up, or for a time. */
    private void settle() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLE_MILLIS_MAX * 1_000_000;
        Figures state;
        do {
            arena.run(0.05);
            state = arena.server().state();
        } while ((state.value("open") > GoodClient.CONNECTIONS
                        || state.value("inWork") > 0
                        || arena.client().behind())
                && System.nanoTime() < deadline);
    }
}
