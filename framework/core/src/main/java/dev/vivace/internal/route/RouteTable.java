package dev.vivace.internal.route;

import java.util.function.IntFunction;

/**
 * All routes: looked up by method and the bytes of a path.
 *
 * <p><b>Which route wins</b> never depends on the order of registration. Of the patterns that match the path and
 * serve the method, it is the most specific one, segment by segment from the left: static before {@code {param}}
 * before {@code {rest...}}. A more specific pattern that lacks the method hides nothing: {@code GET /users/{id}} is
 * found although only {@code POST /users/me} is more specific.
 *
 * <p><b>Cost.</b> Static paths of several segments are hashed whole ({@link StaticPaths}). For all others the
 * patterns form a trie with one level per segment. A look-up first follows the most specific branch only; that is one
 * pass over the path with one hash probe per static segment, whatever the number of routes. Only when this ends
 * nowhere and something else was passed by does {@link RouteSearch} try the rest. Each node of the trie has one way
 * to it, so it is visited at most once: a look-up is bounded by the number of nodes plus the length of the path,
 * never by their combinations, however hostile the path.
 *
 * <p>The path is decoded and normalised; a byte 0x00 in it is ordinary data. A path that does not start with a slash
 * is not found. Segments that are empty (which a normalised path has at its end only) match no parameter.
 *
 * <p><b>Threading:</b> immutable, shared by all threads; each brings its own {@link RouteMatch}. Looking up allocates
 * nothing.
 *
 * @param <T> what a route leads to
 */
public final class RouteTable<T> {
    /** A route was found: the match names its target and parameters. */
    public static final int FOUND = 0;

    /** No pattern matches the path. */
    public static final int NOT_FOUND = -1;

    /** Patterns match the path but none serves the method: the match has the methods they serve. */
    public static final int METHOD_NOT_ALLOWED = -2;

    /** Methods are numbers below this, so that a set of them is an int. */
    public static final int METHOD_COUNT_MAX = 32;

    private static final int VIA_PARAM = 1 << 16;

    private final RouteNode root;
    private final StaticPaths staticPaths;
    private final Object[] targets;
    private final RoutePattern[] patterns;
    private final int depthMax;
    private final int paramCountMax;
    private final int branchCountMax;

    private RouteTable(RouteTrie<T> trie) {
        // Published through a final field: what the trie wrote to its nodes before this is visible to every thread.
        this.root = trie.finish();
        this.staticPaths = trie.staticPaths();
        this.targets = trie.targets();
        this.patterns = trie.patterns();
        this.depthMax = trie.depthMax();
        this.paramCountMax = trie.paramCountMax();
        this.branchCountMax = trie.branchCount();
    }

    /**
     * Starts a table.
     *
     * @param methodName the name of a method's number, for messages
     */
    public static <T> Builder<T> builder(IntFunction<String> methodName) {
        return new Builder<>(methodName);
    }

    /** Collects routes. Not for use by several threads. */
    public static final class Builder<T> {
        private final RouteTrie<T> trie;

        private Builder(IntFunction<String> methodName) {
            this.trie = new RouteTrie<>(methodName);
        }

        /**
         * Adds a route.
         *
         * @param method 0 to 31
         * @throws IllegalStateException if a route that is already there serves the same method at the same paths;
         *     names both
         */
        public Builder<T> add(int method, RoutePattern pattern, T target) {
            trie.add(method, pattern, target);
            return this;
        }

        /**
         * Has {@code method} served by the route for {@code servedBy} at every pattern that has no route of its own
         * for it, such as HEAD by GET (RFC 9110 section 9.3.2), whatever is added before or after. Aliases are
         * applied in the order given.
         */
        public Builder<T> alias(int method, int servedBy) {
            trie.alias(method, servedBy);
            return this;
        }

        /** The finished table. The builder is used up: a second table needs a second one. */
        public RouteTable<T> build() {
            return new RouteTable<>(trie);
        }
    }

    /** A new answer for look-ups in this table. */
    public RouteMatch newMatch() {
        return new RouteMatch(depthMax, paramCountMax);
    }

    /** The target with the number that a match has. */
    @SuppressWarnings("unchecked")
    public T target(int targetIndex) {
        return (T) targets[targetIndex];
    }

    /** The pattern with which the target of this number was added: it has the names of the parameters. */
    public RoutePattern pattern(int targetIndex) {
        return patterns[targetIndex];
    }

    /**
     * Looks up the path {@code [start, end)}.
     *
     * @param method any number; one that no route has, such as -1, ends in {@link #METHOD_NOT_ALLOWED} or {@link
     *     #NOT_FOUND}
     * @param path best with 8 readable bytes behind {@code end}, whatever they are; without them the look-up is slower
     * @param match made by {@link #newMatch()} of this table
     * @return {@link #FOUND}, {@link #NOT_FOUND} or {@link #METHOD_NOT_ALLOWED}
     */
    public int find(int method, byte[] path, int start, int end, RouteMatch match) {
        if (start >= end || path[start] != '/') {
            return NOT_FOUND;
        }
        if (end > path.length - SegmentWords.MARGIN || (method & -METHOD_COUNT_MAX) != 0) {
            return match.search.run(root, method, path, start, end, match);
        }
        RouteLeaf leaf = staticPaths.leaf(path, start, end);
        if (leaf != null && leaf.targets[method] != 0) {
            return match.found(leaf.targets[method], 0);
        }
        RouteNode node = root;
        int from = start + 1;
        int paramCount = 0;
        boolean passedBy = false;
        while (true) {
            long first = SegmentWords.at(path, from);
            long last = 0;
            long marks = SegmentWords.slashes(first);
            int left = end - from;
            int length;
            if (left < Long.BYTES) {
                marks |= 0x80L << (left << 3);
            }
            if (marks != 0) {
                length = Long.numberOfTrailingZeros(marks) >>> 3;
                first = SegmentWords.clip(first, length);
            } else {
                length = SegmentWords.slashOrEnd(path, from + Long.BYTES, end) - from;
                last = SegmentWords.at(path, from + length - Long.BYTES);
            }
            int to = from + length;
            RouteNode child = node.hasStatics() ? node.child(first, last, path, from, length) : null;
            if (child != null) {
                passedBy |= node.param != null || node.rest != null;
            } else if (node.param != null && length != 0) {
                passedBy |= node.rest != null;
                match.paramStarts[paramCount] = from;
                match.paramEnds[paramCount++] = to;
                child = node.param;
            } else {
                break;
            }
            node = child;
            if (to == end) {
                return ended(node.end, passedBy, method, path, start, end, match, paramCount);
            }
            from = to + 1;
        }
        // The rest at this very node comes before all that was passed by on the way to it.
        if (node.rest != null) {
            match.paramStarts[paramCount] = from;
            match.paramEnds[paramCount++] = end;
        }
        return ended(node.rest, passedBy, method, path, start, end, match, paramCount);
    }

    /** The end of the most specific branch: its target, or all the other branches, if there are any. */
    private int ended(
            RouteLeaf leaf,
            boolean passedBy,
            int method,
            byte[] path,
            int start,
            int end,
            RouteMatch match,
            int paramCount) {
        if (leaf != null) {
            int target = leaf.targets[method];
            if (target != 0) {
                return match.found(target, paramCount);
            }
        }
        return leaf == null && !passedBy ? NOT_FOUND : match.search.run(root, method, path, start, end, match);
    }

    /** The most branches that a look-up can try: each node and each {@code {rest...}} once. */
    int branchCountMax() {
        return branchCountMax;
    }
}
