package dev.vivace.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests that somebody tampered with, each on a connection of its own with a good request behind it. */
final class MutatedRequests implements Phase {
    private static final int OPEN_MAX = 512;

    private static final int EXAMPLES_MAX = 10;
    /** After so long without a word the request is taken for one that is not complete, and the client ends its side. */
    private static final long SILENCE_NANOS = 200_000_000;

    private static final long END_NANOS_MAX = 10_000_000_000L;
    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";

    private final Tally tally = new Tally();
    private final List<String> examples = new ArrayList<>();
    private final int share;
    private int goodAnswered;

    /** A part of the mutations only, as one out of so many. */
    MutatedRequests(int share) {
        this.share = share;
    }

    @Override
    public String name() {
        return "mutated-requests";
    }

    @Override
    public String what(Scale scale) {
        return count(scale) + " mutated requests, a good one behind each";
    }

    private int count(Scale scale) {
        return scale.mutations() / share;
    }

    @Override
    public void attack(Arena arena) throws IOException {
        Mutator mutator = new Mutator(arena.seed());
        int count = count(arena.scale());
        // Less than the server can take: this is about answers, not about too much work
        int perSecond = 2 * arena.scale().floodRate();
        Supply supply = new Supply(count, perSecond, OPEN_MAX, number -> new Mutant(number, mutator.mutation(number)));
        arena.runOut(supply, END_NANOS_MAX / 1e9 + 5);
    }

    @Override
    public void check(Arena arena, Checks checks) {
        int count = count(arena.scale());
        checks.that(
                "all " + count + " were sent (seed " + arena.seed() + "); the good request behind was answered "
                        + goodAnswered + " times",
                tally.total() == count,
                Long.toString(tally.total()));
        checks.that("all answers are right", tally.of(WRONG).count() == 0, tally + String.join("\n", examples));
    }

    private final class Mutant extends Attacker {
        private final int number;
        private final Mutation mutation;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream(512);
        private boolean halfClosed;
        private boolean waitedForEnd;
        private int receivedBefore;

        Mutant(int number, Mutation mutation) {
            super(MutatedRequests.this.tally);
            this.number = number;
            this.mutation = mutation;
        }

        @Override
        void connected() {
            byte[] good = MutationVerdict.good(number);
            ByteBuffer both = ByteBuffer.allocate(mutation.bytes().length + good.length);
            send(both.put(mutation.bytes()).put(good).flip());
            wakeIn(SILENCE_NANOS);
        }

        @Override
        void received(ByteBuffer in) {
            while (in.hasRemaining()) {
                received.write(in.get());
            }
            if (MutationVerdict.goodAnswered(received.toByteArray(), number)) {
                judge(false);
            } else if (!halfClosed) {
                wakeIn(SILENCE_NANOS);
            }
        }

        @Override
        void wake() {
            if (halfClosed) {
                wrong("the connection is not closed in " + END_NANOS_MAX / 1_000_000 + " ms");
                return;
            }
            if (!waitedForEnd && received.toString(StandardCharsets.ISO_8859_1).contains("Connection: close")) {
                // The end is on its way, or it is the fault that is looked for: more patience with a busy machine
                waitedForEnd = true;
                wakeIn(END_NANOS_MAX);
                return;
            }
            halfClosed = true;
            receivedBefore = received.size();
            shutdownOutput();
            wakeIn(END_NANOS_MAX);
        }

        @Override
        void ended() {
            // An answer that came after our end cannot show whether the server would have ended by itself
            judge(!halfClosed || received.size() > receivedBefore);
        }

        @Override
        void broken(String why) {
            wrong(why);
        }

        private void judge(boolean ended) {
            byte[] bytes = received.toByteArray();
            goodAnswered += MutationVerdict.goodAnswered(bytes, number) ? 1 : 0;
            String fault = MutationVerdict.fault(mutation, number, bytes, ended);
            if (fault == null) {
                finish(RIGHT);
            } else {
                wrong(fault);
            }
        }

        private void wrong(String fault) {
            if (examples.size() < EXAMPLES_MAX) {
                examples.add("\n      " + number + (mutation.refused() ? " (malformed)" : "") + ": " + fault + ": "
                        + mutation + "\n        -> " + new Mutation(received.toByteArray(), false));
            }
            finish(WRONG);
        }
    }
}
