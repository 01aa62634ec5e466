package dev.vivace.load;

/**
 * What all threads of a run found out together.
 *
 * @param measured requests that were due in the measurement
 * @param warmUp those before it
 * @param overloaded whether the run was given up
 * @param elapsedNanos from the beginning of the measurement to its end, or to the last answer where that came later or
 *     the run was given up
 * @param idleClosedCount idle connections that the server has closed
 * @param runDelayNanos how long the threads had no CPU, -1: unknown
 * @param allocatedBytes by the threads while measuring
 * @param collections of garbage while measuring
 */
record Result(
        Recorder measured,
        Recorder warmUp,
        boolean overloaded,
        long elapsedNanos,
        int idleClosedCount,
        long runDelayNanos,
        long allocatedBytes,
        long collections) {

    /** Kind and reason of an error, or null where there was none. */
    String firstFailure() {
        return measured.firstFailure() != null ? measured.firstFailure() : warmUp.firstFailure();
    }

    double seconds() {
        return elapsedNanos / 1e9;
    }

    double requestsPerSecond() {
        return measured.completed() / seconds();
    }

    boolean clean() {
        return !overloaded && firstFailure() == null;
    }
}
