package dev.vivace.torture;

import java.io.IOException;
import java.util.List;

/**
 * More connections than the process may have descriptors, none of which says anything. The client keeps the connections
 * that it has: new ones may be refused meanwhile.
 */
final class SilentConnections implements Phase {
    private static final List<String> ENDS = List.of(Talker.WITHOUT_A_WORD, "503 and close");

    private final Tally tally = new Tally();

    @Override
    public String name() {
        return "silent-connections";
    }

    @Override
    public String what(Scale scale) {
        return scale.silent() + " connections that say nothing (" + scale.descriptorsMax() + " descriptors)";
    }

    @Override
    public void attack(Arena arena) throws IOException {
        int count = arena.scale().silent();
        double seconds = count / (double) arena.scale().floodRate();
        Supply supply = new Supply(count, count / seconds, count, number -> new Silent(tally));
        arena.client().keepConnections(true);
        // Those that wait in the accept queue come in when the first ones are closed, and have their time then
        arena.runOut(supply, 2 * arena.scale().idleTimeout() + 3);
    }

    @Override
    public void check(Arena arena, Checks checks) {
        arena.client().keepConnections(false);
        int timeout = arena.scale().idleTimeout();
        long known = ENDS.stream().mapToLong(how -> tally.of(how).count()).sum();
        checks.that(
                "all are closed without a word after " + timeout + " s of being accepted, or refused with a 503",
                tally.total() == arena.scale().silent() && known == tally.total(),
                tally.toString());
        checks.that(
                "none that was silent is closed before its time",
                tally.of(Talker.WITHOUT_A_WORD).leastSeconds() >= timeout - 0.2,
                Checks.number(tally.of(Talker.WITHOUT_A_WORD).leastSeconds()) + " s");
    }

    private static final class Silent extends Talker {
        Silent(Tally tally) {
            super(tally);
        }

        @Override
        void connected() {
            openedNanos = System.nanoTime();
        }
    }
}
