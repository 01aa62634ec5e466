package dev.vivace.internal.route;

/**
 * Where the patterns of one shape end: their targets by method.
 *
 * <p><b>Threading:</b> written while the table is built, read only afterwards.
 */
final class RouteLeaf {
    /** By method: the number of the target plus 1, or 0. */
    final int[] targets = new int[RouteTable.METHOD_COUNT_MAX];

    /** A bit for each method that has a target. */
    int methods;

    void put(int method, int target) {
        targets[method] = target;
        methods |= 1 << method;
    }
}
