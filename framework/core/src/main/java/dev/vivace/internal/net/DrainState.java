package dev.vivace.internal.net;

/** The counts of one loop's drain; loop thread. */
final class DrainState {
    int atStart;
    int closedIdle;
    int finished;
    int forced;
    /** Called when the last connection is gone. */
    Runnable whenEmpty;
    /** What a close is counted as just now. */
    boolean forcing;
    boolean closingIdle;

    void closed() {
        if (forcing) {
            forced++;
        } else if (closingIdle) {
            closedIdle++;
        } else {
            finished++;
        }
    }
}
