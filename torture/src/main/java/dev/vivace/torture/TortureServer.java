package dev.vivace.torture;

import dev.vivace.Listener;
import dev.vivace.LoopMetrics;
import dev.vivace.LoopTurns;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.examples.Tour;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * The process that is attacked: the tour's app on one loop. It is asked on standard input, a line each, and answers on
 * standard output with one line of {@code name=value} pairs, so that neither descriptors nor the loop are disturbed:
 * {@code state} (counters), {@code collect} (the same after a garbage collection), {@code turns} (the loop's turns and delays since
 * the last such question). It ends when its standard input does, so that it does not outlive who started it.
 */
public final class TortureServer {
    /** Told the loop by its first request: the probe's executor. */
    static final String WATCH_PATH = "/torture/watch";

    private final Server server;
    private final TurnProbe probe;
    private LoopTurns asked = LoopTurns.NONE;

    private TortureServer(Server server, TurnProbe probe) {
        this.server = server;
        this.probe = probe;
    }

    /**
     * Serves until standard input ends.
     *
     * @param args transport, then the time-outs in seconds: idle, header, body, body rate grace, answer
     * @throws IOException when the port or standard input fails
     */
    public static void main(String[] args) throws IOException {
        TurnProbe probe = new TurnProbe();
        Vivace app = Tour.app().get(WATCH_PATH, (req, res) -> {
            probe.watch(req.loop());
            return res.text("watched");
        });
        ServerOptions options = ServerOptions.defaults()
                .listener(Listener.of("127.0.0.1", 0))
                .loops(1)
                .transport(Transport.valueOf(args[0].toUpperCase(Locale.ROOT)))
                .idleTimeout(seconds(args[1]))
                .headerTimeout(seconds(args[2]))
                .bodyTimeout(seconds(args[3]))
                .bodyRateGrace(seconds(args[4]))
                .answerTimeout(seconds(args[5]));
        try (Server server = app.listen(options)) {
            System.out.println("ready port=" + server.port() + " requestBytesHeldMax=" + options.requestBytesHeldMax()
                    + " answerBytesHeldMax=" + options.answerBytesHeldMax() + " bufferRetainedBytesMax="
                    + options.bufferRetainedBytesMax());
            new TortureServer(server, probe).answerQuestions();
        }
        System.exit(0);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private void answerQuestions() throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String question;
        while ((question = questions.readLine()) != null) {
            switch (question) {
                case "state" -> System.out.println(state());
                case "collect" -> {
                    System.gc();
                    System.out.println(state());
                }
                case "turns" -> System.out.println(turns());
                default -> System.out.println("unknown question");
            }
        }
    }

    private String turns() {
        LoopTurns all = server.metrics().total().turns();
        LoopTurns lately = all.since(asked);
        asked = all;
        return probe.take() + " loopCount=" + lately.count() + " loop50=" + lately.p50Nanos() + " loop99="
                + lately.p99Nanos() + " loop999=" + lately.p999Nanos() + " loopMax=" + lately.maxNanos();
    }

    private String state() {
        LoopMetrics all = server.metrics().total();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long collections = 0;
        long collectionMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
            collectionMillis += collector.getCollectionTime();
        }
        StringBuilder line = new StringBuilder("state accepted=")
                .append(all.connectionsAccepted())
                .append(" open=")
                .append(all.connectionsOpen())
                .append(" requests=")
                .append(all.requests())
                .append(" inWork=")
                .append(all.inWork())
                .append(" requestBytesHeld=")
                .append(all.requestBytesHeld())
                .append(" answerBytesHeld=")
                .append(all.answerBytesHeld())
                .append(" heapUsed=")
                .append(heap.getUsed())
                .append(" collections=")
                .append(collections)
                .append(" collectionMillis=")
                .append(collectionMillis);
        all.errors()
                .forEach((kind, count) ->
                        line.append(" error.").append(kind).append('=').append(count));
        return line.toString();
    }
}
