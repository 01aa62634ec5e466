package dev.vivace.torture;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Clients that ask for 4 MB and take none of it. */
final class StalledReaders implements Phase {
    private static final int END_SECONDS_MAX = 20;
    /** What a connection may hold of a list that it takes nothing of. */
    private static final int PIECE_BYTES = 64 << 10;

    private static final int RECEIVE_BYTES = 4_096;
    private static final long KERNEL_BYTES_MAX = 1 << 20;
    private final Tally tally = new Tally();
    private long bytesHeld;
    private final List<Reader> readers = new ArrayList<>();

    @Override
    public String name() {
        return "stalled-readers";
    }

    @Override
    public String what(Scale scale) {
        return scale.readers() + " readers of /list?n=100000 that take nothing";
    }

    @Override
    public void attack(Arena arena) throws IOException, InterruptedException {
        int count = arena.scale().readers();
        Supply supply = new Supply(count, ReadLists.PER_SECOND, count, this::reader);
        arena.run(supply, supply::exhausted, count / (double) ReadLists.PER_SECOND + 3);
        bytesHeld = arena.server().state().value("answerBytesHeld");
        // They are left alone until their time is up; the last ones may have been answered late
        long deadline = System.nanoTime() + (arena.scale().answerTimeout() + END_SECONDS_MAX) * 1_000_000_000L;
        do {
            arena.run(0.5);
        } while (arena.server().state().value("open") > GoodClient.CONNECTIONS && System.nanoTime() < deadline);
    }

    private Attacker reader(int number) {
        Reader reader = new Reader(tally);
        readers.add(reader);
        return reader;
    }

    @Override
    public void check(Arena arena, Checks checks) throws IOException, InterruptedException {
        long open = arena.server().state().value("open");
        checks.atMost(
                "connections open when answerTimeout (" + arena.scale().answerTimeout() + " s) is over for all",
                GoodClient.CONNECTIONS,
                open,
                "");
        checks.atMost(
                "bytes of answers held, as the loop counts them (answerBytesHeldMax, and one piece)",
                arena.server().option("answerBytesHeldMax") + PIECE_BYTES,
                bytesHeld,
                "");
        checks.atMost(
                "bytes that the kernel keeps for readers that were cut off",
                KERNEL_BYTES_MAX,
                KernelQueues.ownerlessBytes(arena.server().address().getPort()),
                "");
        for (Reader reader : readers) {
            if (!reader.finished()) {
                reader.reading(true);
            }
        }
        arena.run(Supply.NONE, () -> arena.loop().open() == 0, 3);
        long cut = tally.of(Talker.RESET).count()
                + tally.of("cut off in an answer").count();
        checks.that("all readers were cut off", cut == arena.scale().readers(), tally.toString());
    }

    private static final class Reader extends Talker {
        Reader(Tally tally) {
            super(tally);
        }

        @Override
        Clock clock() {
            return null;
        }

        @Override
        void configure(SocketChannel socket) throws IOException {
            super.configure(socket);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        }

        @Override
        void connected() {
            openedNanos = System.nanoTime();
            send(ByteBuffer.wrap(ReadLists.REQUEST));
            reading(false);
        }
    }
}
