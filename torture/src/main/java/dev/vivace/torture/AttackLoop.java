package dev.vivace.torture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Thousands of attackers on the thread that calls {@link #run}. */
final class AttackLoop implements AutoCloseable {
    private static final int INPUT_BYTES = 65_536;
    /** Connects in a row before anything else is looked at. */
    private static final int GROUP_COUNT_MAX = 16;

    private static final long WAIT_MILLIS_MAX = 10;

    /** An attacker's time. One that has another time by now was woken or asked again: nothing happens. */
    private record Alarm(long nanos, Attacker attacker) {}

    private final InetSocketAddress target;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>((a, b) -> Long.compare(a.nanos - b.nanos, 0));
    private int open;

    AttackLoop(InetSocketAddress target) throws IOException {
        this.target = target;
        this.selector = Selector.open();
    }

    /** How many are not finished. */
    int open() {
        return open;
    }

    /** Begins to connect. */
    void start(Attacker attacker) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            attacker.configure(channel);
            attacker.open(this, channel, channel.register(selector, SelectionKey.OP_CONNECT, attacker));
            open++;
            channel.connect(target);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void closed(Attacker attacker) {
        open--;
        attacker.wakeNanos = 0;
    }

    void wake(Attacker attacker, long nanos) {
        attacker.wakeNanos = nanos;
        alarms.add(new Alarm(nanos, attacker));
    }

    /** Runs until done, or for a time at most. */
    void run(BooleanSupplier done, long nanosMax) throws IOException {
        run(Supply.NONE, done, nanosMax);
    }

    /** Starts attackers as the supply says, and runs them until done, or for a time at most. */
    void run(Supply supply, BooleanSupplier done, long nanosMax) throws IOException {
        long begin = System.nanoTime();
        long now = begin;
        while (now - begin < nanosMax && !done.getAsBoolean()) {
            int started = 0;
            while (started < GROUP_COUNT_MAX && supply.due(now - begin, open)) {
                start(supply.next());
                started++;
            }
            long waitMillis = started == GROUP_COUNT_MAX ? 0 : waitMillis(now, supply.exhausted());
            if (waitMillis == 0) {
                selector.selectNow(this::ready);
            } else {
                selector.select(this::ready, waitMillis);
            }
            now = System.nanoTime();
            ring(now);
        }
    }

    private void ready(SelectionKey key) {
        ((Attacker) key.attachment()).ready(input);
    }

    private long waitMillis(long now, boolean exhausted) {
        long most = exhausted ? WAIT_MILLIS_MAX : 1;
        Alarm next = alarms.peek();
        return next == null
                ? most
                : Math.max(0, Math.min(most, TimeUnit.NANOSECONDS.toMillis(next.nanos - now + 999_999)));
    }

    private void ring(long now) {
        Alarm next;
        while ((next = alarms.peek()) != null && next.nanos - now <= 0) {
            alarms.poll();
            Attacker attacker = next.attacker;
            if (attacker.wakeNanos == next.nanos && !attacker.finished()) {
                attacker.wakeNanos = 0;
                attacker.wake();
            }
        }
    }

    /** Closes all that is left, uncounted. */
    void abandonAll() throws IOException {
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            ((Attacker) key.attachment()).abandon();
        }
        alarms.clear();
        // The selector lets go of closed channels when it is asked the next time
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        abandonAll();
        selector.close();
    }
}
