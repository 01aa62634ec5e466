package dev.vivace.torture;

import java.io.IOException;

/** One kind of attack. Attackers that it leaves open are closed when it is over. */
interface Phase {
    /** For the table and {@code --phases}. */
    String name();

    /** What is done, with counts. */
    String what(Scale scale);

    /** Attacks; the client is measured meanwhile. */
    void attack(Arena arena) throws IOException, InterruptedException;

    /** What this attack has to come to; the client is not measured any more, the attackers are still there. */
    void check(Arena arena, Checks checks) throws IOException, InterruptedException;
}
