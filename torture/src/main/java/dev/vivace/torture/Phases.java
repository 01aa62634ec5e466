package dev.vivace.torture;

import java.util.List;

/** The phases in their order: what holds much memory before the floods, so that these show whether it was given back. */
final class Phases {
    static final List<String> NAMES = all().stream()
            .map(Phase::name)
            .filter(name -> !name.equals("quiet"))
            .toList();

    private Phases() {}

    /** Whether a phase is to run where these were asked for: none means all. */
    static boolean wanted(Phase phase, List<String> asked) {
        return phase instanceof Quiet || asked.isEmpty() || asked.contains(phase.name());
    }

    /** New ones for each run. */
    static List<Phase> all() {
        return List.of(
                new Quiet(),
                new SlowHeads(),
                new SlowBodies(),
                new HeldUploads(),
                new ReadLists(),
                new StalledReaders(),
                new SilentConnections(),
                new ResetFlood(),
                new HalfCloseFlood(),
                new MutatedRequests(1));
    }
}
