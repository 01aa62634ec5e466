package dev.vivace.internal.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** What work waits for: takes a piece of work of some length, and says when it is done. */
interface SimulatedBackend {
    void take(double seconds, Runnable done);

    /**
     * Places that work occupies from its beginning to its end; the rest waits. A share of those who go next are not the
     * ones that have waited longest, as with a semaphore that is not fair.
     */
    static SimulatedBackend places(SimulatedLoop loop, int count, double unfairShare) {
        return new Places(loop, count, unfairShare);
    }

    /** All work goes on at once, the more slowly the more there is, and loses time to being so many. */
    static SimulatedBackend shared(SimulatedLoop loop, int atFullSpeed, double lossEach) {
        return new Shared(loop, atFullSpeed, lossEach);
    }

    /** One that is never busy. */
    static SimulatedBackend endless(SimulatedLoop loop) {
        return loop::in;
    }

    final class Places implements SimulatedBackend {
        private record Waiting(double seconds, Runnable done) {}

        private final SimulatedLoop loop;
        private final double unfairShare;
        private final Random random = new Random(17);
        private final List<Waiting> waiting = new ArrayList<>();
        private int free;

        Places(SimulatedLoop loop, int count, double unfairShare) {
            this.loop = loop;
            this.free = count;
            this.unfairShare = unfairShare;
        }

        @Override
        public void take(double seconds, Runnable done) {
            waiting.add(new Waiting(seconds, done));
            next();
        }

        private void next() {
            if (free == 0 || waiting.isEmpty()) {
                return;
            }
            free--;
            int index = random.nextDouble() < unfairShare ? random.nextInt(waiting.size()) : 0;
            Waiting one = waiting.remove(index);
            loop.in(one.seconds, () -> {
                free++;
                one.done.run();
                next();
            });
        }
    }

    final class Shared implements SimulatedBackend {
        private record Running(double until, Runnable done) {}

        private final SimulatedLoop loop;
        private final int atFullSpeed;
        private final double lossEach;
        private final PriorityQueue<Running> running =
                new PriorityQueue<>((a, b) -> Double.compare(a.until(), b.until()));
        /** How far each piece of work has come, and when that was so. */
        private double progress;

        private double progressSeconds;
        private long planned;

        Shared(SimulatedLoop loop, int atFullSpeed, double lossEach) {
            this.loop = loop;
            this.atFullSpeed = atFullSpeed;
            this.lossEach = lossEach;
        }

        @Override
        public void take(double seconds, Runnable done) {
            goOn();
            running.add(new Running(progress + seconds, done));
            plan();
        }

        private double speed() {
            int over = Math.max(0, running.size() - atFullSpeed);
            return Math.min(1, (double) atFullSpeed / running.size()) / (1 + lossEach * over);
        }

        private void goOn() {
            double now = loop.seconds();
            if (!running.isEmpty()) {
                progress += (now - progressSeconds) * speed();
            }
            progressSeconds = now;
        }

        private void plan() {
            long plan = ++planned;
            if (!running.isEmpty()) {
                loop.in(Math.max(0, running.peek().until() - progress) / speed(), () -> end(plan));
            }
        }

        private void end(long plan) {
            if (plan != planned) {
                return;
            }
            goOn();
            Running first = running.remove();
            plan();
            first.done().run();
        }
    }
}
