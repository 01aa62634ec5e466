package dev.vivace;

import java.time.Duration;

/**
 * What came of a drain.
 *
 * @param connectionsAtStart connections that were open when it began
 * @param connectionsClosedIdle of them and of those taken from the accept queue: closed at once, being idle
 * @param connectionsFinished closed after their answer was complete
 * @param connectionsForced cut off because the time was up
 * @param duration how long it took
 */
public record DrainReport(
        int connectionsAtStart,
        int connectionsClosedIdle,
        int connectionsFinished,
        int connectionsForced,
        Duration duration) {
    /**
     * Whether nobody was cut off.
     *
     * @return true when every connection ended by itself
     */
    public boolean clean() {
        return connectionsForced == 0;
    }
}
