package dev.vivace.internal.route;

/**
 * Where a look-up writes what it found: offsets into the path and numbers, no reference, so that filling it costs
 * neither garbage nor a write barrier. Also holds the scratch of a look-up that has to go back. Made by {@link
 * RouteTable#newMatch()}, and good for that table only.
 *
 * <p><b>Threading:</b> one thread at a time; each loop has its own. <b>Lifetime:</b> what it says is good until the
 * next look-up.
 */
public final class RouteMatch {
    final int[] paramStarts;
    final int[] paramEnds;
    final RouteSearch search;
    private int paramCount;
    private int targetIndex = -1;
    private int allowedMethods;

    RouteMatch(int depthMax, int paramCountMax) {
        this.paramStarts = new int[paramCountMax];
        this.paramEnds = new int[paramCountMax];
        this.search = new RouteSearch(depthMax);
    }

    void param(int index, int start, int end) {
        paramStarts[index] = start;
        paramEnds[index] = end;
    }

    int found(int target, int paramCount) {
        this.targetIndex = target - 1;
        this.paramCount = paramCount;
        return RouteTable.FOUND;
    }

    int notFound(int allowedMethods) {
        this.allowedMethods = allowedMethods;
        return allowedMethods == 0 ? RouteTable.NOT_FOUND : RouteTable.METHOD_NOT_ALLOWED;
    }

    /** After FOUND: the number of the target, for {@link RouteTable#target} and {@link RouteTable#pattern}. */
    public int targetIndex() {
        return targetIndex;
    }

    /** After FOUND: the number of parameters, in the order of {@link RoutePattern#paramNames()}. */
    public int paramCount() {
        return paramCount;
    }

    /** After FOUND: where the bytes of a parameter start in the path that was looked up. */
    public int paramStart(int index) {
        return paramStarts[index];
    }

    /** After FOUND: where the bytes of a parameter end. Equal to its start only for an empty {@code {rest...}}. */
    public int paramEnd(int index) {
        return paramEnds[index];
    }

    /**
     * After METHOD_NOT_ALLOWED: bit n is set if method n is served, by itself or by an alias, at any pattern that
     * matches the path. This is what {@code Allow} lists (RFC 9110 section 10.2.1).
     */
    public int allowedMethods() {
        return allowedMethods;
    }
}
