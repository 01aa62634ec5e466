package dev.vivace.load;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.Buffer;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * One thread of load: it sends what is due, asks epoll without waiting, reads what there is, and starts over. It never
 * sleeps, because waking up would cost more than the times it is to measure; it needs a CPU of its own.
 */
final class Loop implements Runnable {
    static final int INPUT_BYTES = 64 * 1024;

    /** Sends, or connects, in a row before answers are looked for again. */
    private static final int GROUP_COUNT_MAX = 16;
    /** Of one poll. Left to itself, the handler makes a larger array whenever one was too short. */
    private static final int EVENT_COUNT_MAX = 512;
    /** How often time-outs and failed connects are looked at. */
    private static final long CHECK_NANOS = 1_000_000;

    private static final IoHandlerContext NO_WAIT = new IoHandlerContext() {
        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return -1;
        }
    };

    final Clock clock = System::nanoTime;
    final Expectations expectations;
    final Dispatcher dispatcher;
    final Requests requests;
    final InetSocketAddress target;
    final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    final long inputAddress = Buffer.memoryAddress(input);

    private final Options options;
    private final int index;
    private final Start start;
    private final Connection[] connections;
    private final ArrayDeque<Connection> toOpen;
    private final OwnUse ownUse = new OwnUse();
    private IoHandler handler;
    private Throwable fault;

    Loop(Options options, int index, Start start) {
        this.options = options;
        this.index = index;
        this.start = start;
        int connectionCount = share(options.connections, options.threads, index);
        expectations = options.expectations();
        dispatcher = new Dispatcher(clock, options.queueNanosMax, connectionCount);
        requests = Requests.of(options.paths, options.headers, options.staticRequest);
        target = options.target;
        connections = new Connection[connectionCount];
        toOpen = new ArrayDeque<>(connectionCount + 1);
    }

    private static int share(int count, int parts, int index) {
        return count / parts + (index < count % parts ? 1 : 0);
    }

    @Override
    public void run() {
        try {
            Thread thread = Thread.currentThread();
            handler = EpollIoHandler.newFactory(EVENT_COUNT_MAX, DefaultSelectStrategyFactory.INSTANCE)
                    .newHandler(new ThreadAwareExecutor() {
                        @Override
                        public boolean isExecutorThread(Thread other) {
                            return other == thread;
                        }

                        @Override
                        public void execute(Runnable command) {
                            throw new UnsupportedOperationException("nothing comes from other threads");
                        }
                    });
            handler.initialize();
            openAll();
            load(start.await());
        } catch (Throwable e) {
            stop(e);
        } finally {
            start.abort();
            if (handler != null) {
                handler.prepareToDestroy();
                handler.destroy();
            }
        }
    }

    private void openAll() throws IOException {
        for (int number = 0; number < connections.length; number++) {
            connections[number] = new EpollConnection(this);
            openLater(connections[number]);
        }
        long deadline = clock.nanos() + options.timeoutNanos;
        while (dispatcher.freeCount() < connections.length) {
            openSome();
            handler.run(NO_WAIT);
            if (dispatcher.warmUp().failures() > 0) {
                throw new IOException("cannot connect to " + options.authority() + " ("
                        + dispatcher.warmUp().firstFailure() + ")");
            }
            if (clock.nanos() > deadline) {
                throw new IOException(
                        "cannot open " + options.connections + " connections to " + options.authority() + " in time");
            }
        }
    }

    private void load(long startNanos) {
        long measureNanos = startNanos + options.warmUpNanos;
        dispatcher.begin(options.schedule(startNanos, index), measureNanos);
        // Before it counts: asking the system takes a while.
        long ownUseNanos = measureNanos - 5 * CHECK_NANOS;
        boolean watching = false;
        long checkNanos = startNanos;
        do {
            long now = clock.nanos();
            dispatcher.turn(now);
            dispatcher.dispatch(now, GROUP_COUNT_MAX);
            handler.run(NO_WAIT);
            openSome();
            if (now >= checkNanos) {
                checkNanos = now + CHECK_NANOS;
                for (Connection connection : connections) {
                    connection.check(now);
                }
                if (!watching && now >= ownUseNanos) {
                    watching = true;
                    ownUse.begin();
                }
            }
        } while (!dispatcher.done() && fault == null);
        if (watching) {
            ownUse.end();
        }
    }

    private void openSome() {
        for (int count = 0; count < GROUP_COUNT_MAX; count++) {
            Connection connection = toOpen.poll();
            if (connection == null) {
                return;
            }
            if (connection.closed()) {
                connection.open();
            }
        }
    }

    /**
     * Opens a connection in the next turn. Not at once: the new descriptor may have the number of the one just closed,
     * and an event for that one may be in the batch at hand.
     */
    void openLater(Connection connection) {
        toOpen.add(connection);
    }

    IoRegistration register(EpollConnection connection) throws Exception {
        return handler.register(connection);
    }

    /** Something that must not happen has happened: ends the run. */
    void stop(Throwable reason) {
        if (fault == null) {
            fault = reason;
        }
    }

    /** Why the run is worth nothing, or null; to be asked when the thread has ended. */
    Throwable fault() {
        return fault;
    }

    OwnUse ownUse() {
        return ownUse;
    }
}
