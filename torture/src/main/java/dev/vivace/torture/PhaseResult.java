package dev.vivace.torture;

/**
 * What came of a phase.
 *
 * @param name the phase's
 * @param what was done
 * @param seconds that it took
 * @param answers the client's
 * @param p50Millis the client's
 * @param p99Millis the client's
 * @param lateMillis how late the client itself was at its p99
 * @param wrong answers of the client that were not right
 * @param turnMillis the loop's turns at p99.9, as it counts them
 * @param delayMillis the delay at p99.9 of a task handed to the loop
 * @param noCpuMillis how long the loop was runnable and had no CPU
 * @param residentBytesMax of the server's process, meanwhile
 * @param liveBytes of its heap, after a collection when the attackers were gone
 * @param checks what had to hold
 */
record PhaseResult(
        String name,
        String what,
        double seconds,
        long answers,
        double p50Millis,
        double p99Millis,
        double lateMillis,
        long wrong,
        double turnMillis,
        double delayMillis,
        double noCpuMillis,
        long residentBytesMax,
        long liveBytes,
        Checks checks) {
    /** Of the time of a phase, how much the loop may wait for a CPU before its figures are the machine's. */
    private static final double NO_CPU_SHARE_MAX = 0.05;

    private static final double LATE_MILLIS_MAX = 5;

    /** Whether other processes took so much of the CPUs that the figures say little about the server. */
    boolean disturbed() {
        return noCpuMillis > NO_CPU_SHARE_MAX * 1_000 * seconds || lateMillis > LATE_MILLIS_MAX;
    }
}
