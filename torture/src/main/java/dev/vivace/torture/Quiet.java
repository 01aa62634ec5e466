package dev.vivace.torture;

import java.io.IOException;

/** The client alone: what its latencies are compared with. */
final class Quiet implements Phase {
    @Override
    public String name() {
        return "quiet";
    }

    @Override
    public String what(Scale scale) {
        return "nothing";
    }

    @Override
    public void attack(Arena arena) throws IOException {
        arena.run(arena.scale().quiet());
    }

    @Override
    public void check(Arena arena, Checks checks) {
        // What holds in every phase is enough
    }
}
