package dev.vivace.internal.net;

/** The counts of one loop's drain; loop thread. */
final class DrainState {
    int atStart;
    int closedIdle;
    int finished;
    int forced;
    /** Called once, when the last connection is gone. */
    Runnable whenEmpty;

    /** What a close is counted as just now. */
    boolean forcing;

    boolean closingIdle;

    void closed() {
        if (closingIdle) {
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
