package dev.vivace.torture;

import java.util.List;

/** The phases in their order: what holds much memory before the floods, so that these show whether it was given back. */
final class Phases {
    static final List<String> NAMES = all().stream()
            .map(Phase::name)
            .filter(name -> !name.equals("quiet"))
            .toList();

    private Phases() {}

    /** New ones for each run. */
    static List<Phase> all() {
        return List.of(
                new Quiet(),
                new SlowHeads(),
                new SlowBodies(),
                new HeldUploads(),
                new StalledReaders(),
                new SilentConnections(),
                new ResetFlood(),
                new HalfCloseFlood(),
                new MutatedRequests(1));
    }
}
