package dev.vivace.internal.net;

/** The counts of one loop's drain; loop thread. */
final class DrainState {
    int atStart;
    int closedIdle;
    int finished;
    int forced;
    /** Called once, when the last connection is gone. */
    Runnable whenEmpty;

    /** What a close is counted as just now, unless the connection was idle. */
    boolean forcing;

    /** Idle connections are not ended yet: their next answer ends them. */
    boolean keepsIdle;

    void closed(boolean idle) {
        if (idle) {
            closedIdle++;
        } else if (forcing) {
            forced++;
        } else {
            finished++;
        }
    }

    /** No connection is left; more may follow that were dealt to this loop before the acceptor knew of the drain. */
    void emptied() {
        Runnable tell = whenEmpty;
        if (tell != null) {
            whenEmpty = null;
            tell.run();
        }
    }
}
