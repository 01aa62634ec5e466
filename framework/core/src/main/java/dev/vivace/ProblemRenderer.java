package dev.vivace;

/**
 * Writes problem bodies in an app's own form. The fixed ones are written once, at start.
 *
 * <p><b>Threading:</b> called by any loop or worker.
 */
@FunctionalInterface
public interface ProblemRenderer {
    /**
     * Writes one problem.
     *
     * @param problem what is wrong
     * @param out takes one JSON value
     */
    void render(Problem problem, JsonOut out);

    /**
     * The type of what is written.
     *
     * @return the value of Content-Type
     */
    default String contentType() {
        return "application/problem+json";
    }
}
