package dev.vivace.internal.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Clients that do not wait for each other: requests for one path at a rate, each on a connection that is free. */
final class Traffic {
    private final SimulatedLoop loop;
    private final LoopContext context;
    private final byte[] request;
    private final Random random = new Random(4_711);
    private final ArrayDeque<Client> free = new ArrayDeque<>();
    private final List<Double> served = new ArrayList<>();
    int sent;
    int refused;
    int late;
    int answersWithoutRetryAfter;

    Traffic(SimulatedLoop loop, LoopContext context, String path) {
        this.loop = loop;
        this.context = context;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends at random times, from now on for so many seconds, and lets them pass. */
    Traffic run(double perSecond, double seconds) {
        begin(perSecond, seconds);
        loop.runUntil(loop.seconds() + seconds);
        return this;
    }

    /** The same, without letting time pass. */
    void begin(double perSecond, double seconds) {
        arrive(perSecond, loop.seconds() + seconds);
    }

    private void arrive(double perSecond, double end) {
        double next = -Math.log(1 - random.nextDouble()) / perSecond;
        if (loop.seconds() + next < end) {
            loop.in(next, () -> {
                send();
                arrive(perSecond, end);
            });
        }
    }

    void send() {
        sent++;
        Client client = free.poll();
        if (client == null) {
            client = new Client();
        }
        client.send();
    }

    /** Forgets what was counted; requests on their way are counted when they are answered. */
    Traffic forget() {
        served.clear();
        sent = 0;
        refused = 0;
        late = 0;
        return this;
    }

    int servedCount() {
        return served.size();
    }

    /** How long it took to serve that share of what was served, in seconds. */
    double servedSeconds(double share) {
        Collections.sort(served);
        return served.get((int) Math.min(served.size() - 1, served.size() * share));
    }

    @Override
    public String toString() {
        return sent + " sent, " + servedCount() + " served, " + refused + " refused, " + late + " late"
                + (served.isEmpty() ? "" : ", p99 " + servedSeconds(0.99) + " s, max " + servedSeconds(1) + " s");
    }

    private final class Client implements Wire {
        private final Http1Connection protocol = context.newConnection(this);
        private double sentSeconds;

        void send() {
            sentSeconds = loop.seconds();
            protocol.onBytes(request, 0, request.length);
        }

        @Override
        public int send(byte[] bytes, int start, int length) {
            String answer = new String(bytes, start, length, StandardCharsets.US_ASCII);
            switch (answer.substring(9, 12)) {
                case "200" -> served.add(loop.seconds() - sentSeconds);
                case "503" -> {
                    refused++;
                    answersWithoutRetryAfter += answer.contains("\r\nRetry-After: 1\r\n") ? 0 : 1;
                }
                case "504" -> late++;
                default -> throw new IllegalStateException(answer);
            }
            free.add(this);
            return length;
        }

        @Override
        public void awaitWritable() {
            throw new IllegalStateException("it takes everything");
        }

        @Override
        public void resumeReading() {}

        @Override
        public void shutdownOutput() {}

        @Override
        public void close() {
            throw new IllegalStateException("nobody closes");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }
    }
}
