package dev.vivace.internal.route;

/**
 * The whole look-up, with going back: depth-first over the trie, the most specific branch first, on a stack of what
 * was passed by. For paths whose most specific branch leads nowhere, and for finding out which methods a path allows.
 *
 * <p>A trie has one way to each node, so each is visited at most once; and each segment is cut once. Both together
 * bound the work by the size of the table plus the length of the path.
 *
 * <p><b>Threading:</b> one thread at a time; belongs to a {@link RouteMatch}. Allocates nothing after it was made.
 */
final class RouteSearch {
    private static final int DEPTH_SHIFT = 16;
    private static final int VIA_PARAM = 1 << 15;
    private static final int PARAM_COUNT = VIA_PARAM - 1;

    private final SegmentScan scan;
    /**
     * What is yet to be tried: nodes, or, where the node is null, rests; with depth and number of parameters in an
     * int.
     */
    private final RouteNode[] pendingNodes;

    private final RouteLeaf[] pendingRests;
    private final int[] pendingPositions;
    private int pendingCount;

    /** Branches tried by the last run: what the test of the bound counts. */
    int branchCount;

    RouteSearch(int depthMax) {
        // Each level leaves at most two branches behind besides the one that is being followed.
        int pendingMax = 2 * depthMax + 3;
        this.scan = new SegmentScan(depthMax);
        this.pendingNodes = new RouteNode[pendingMax];
        this.pendingRests = new RouteLeaf[pendingMax];
        this.pendingPositions = new int[pendingMax];
    }

    /** As {@link RouteTable#find}; the path starts with a slash. */
    int run(RouteNode root, int method, byte[] path, int start, int end, RouteMatch match) {
        SegmentScan scan = this.scan;
        scan.reset();
        branchCount = 0;
        pendingCount = 0;
        push(root, null, 0);
        int allowed = 0;
        while (pendingCount > 0) {
            branchCount++;
            int top = --pendingCount;
            RouteNode node = pendingNodes[top];
            RouteLeaf leaf = pendingRests[top];
            int position = pendingPositions[top];
            int depth = position >>> DEPTH_SHIFT;
            int paramCount = position & PARAM_COUNT;
            if (node == null) {
                match.param(paramCount++, scan.starts[depth], end);
            } else {
                if ((position & VIA_PARAM) != 0) {
                    match.param(paramCount - 1, scan.starts[depth - 1], scan.ends[depth - 1]);
                }
                if (depth == 0 || scan.ends[depth - 1] != end) {
                    scan.cut(path, start, end, depth);
                    expand(node, path, depth, paramCount);
                    continue;
                }
                leaf = node.end;
            }
            if (leaf != null) {
                if (method >= 0 && method < RouteTable.METHOD_COUNT_MAX && leaf.targets[method] != 0) {
                    return match.found(leaf.targets[method], paramCount);
                }
                allowed |= leaf.methods;
            }
        }
        return match.notFound(allowed);
    }

    /** Puts the branches of a node on the stack, the most specific one on top. */
    private void expand(RouteNode node, byte[] path, int depth, int paramCount) {
        SegmentScan scan = this.scan;
        int from = scan.starts[depth];
        int length = scan.ends[depth] - from;
        int next = depth + 1 << DEPTH_SHIFT;
        if (node.rest != null) {
            push(null, node.rest, depth << DEPTH_SHIFT | paramCount);
        }
        if (node.param != null && length != 0) {
            push(node.param, null, next | VIA_PARAM | paramCount + 1);
        }
        if (node.hasStatics()) {
            RouteNode child = node.child(scan.firsts[depth], scan.lasts[depth], path, from, length);
            if (child != null) {
                push(child, null, next | paramCount);
            }
        }
    }

    private void push(RouteNode node, RouteLeaf rest, int position) {
        int top = pendingCount++;
        pendingNodes[top] = node;
        pendingRests[top] = rest;
        pendingPositions[top] = position;
    }
}
