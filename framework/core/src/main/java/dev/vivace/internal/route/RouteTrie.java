package dev.vivace.internal.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Builds the trie of a {@link RouteTable}. Used by one thread, at start only. */
final class RouteTrie<T> {
    private final IntFunction<String> methodName;
    private final RouteNode root = new RouteNode(new byte[0]);
    private final List<T> targets = new ArrayList<>();
    private final List<RoutePattern> patterns = new ArrayList<>();
    private final List<int[]> aliases = new ArrayList<>();
    private final List<StaticPaths.Entry> staticPaths = new ArrayList<>();
    private int depthMax = 1;
    private int paramCountMax;
    private int branchCount;
    private boolean finished;

    RouteTrie(IntFunction<String> methodName) {
        this.methodName = methodName;
    }

    void add(int method, RoutePattern pattern, T target) {
        checkUnfinished();
        checkMethod(method);
        RouteLeaf leaf = leaf(pattern);
        int taken = leaf.targets[method];
        if (taken != 0) {
            String name = methodName.apply(method);
            throw new IllegalStateException("The routes " + name + " \"" + patterns.get(taken - 1) + "\" and " + name
                    + " \"" + pattern + "\" match the same paths: take one away, or make them differ in a static"
                    + " segment.");
        }
        targets.add(target);
        patterns.add(pattern);
        leaf.put(method, targets.size());
        depthMax = Math.max(depthMax, pattern.segments().size());
        paramCountMax = Math.max(paramCountMax, pattern.paramCount());
    }

    void alias(int method, int servedBy) {
        checkUnfinished();
        checkMethod(method);
        checkMethod(servedBy);
        aliases.add(new int[] {method, servedBy});
    }

    private void checkUnfinished() {
        if (finished) {
            throw new IllegalStateException("The route table is built already: it is immutable, start a new one.");
        }
    }

    private static void checkMethod(int method) {
        if (method < 0 || method >= RouteTable.METHOD_COUNT_MAX) {
            throw new IllegalArgumentException("The method number " + method + " is not between 0 and 31.");
        }
    }

    private RouteLeaf leaf(RoutePattern pattern) {
        RouteNode node = root;
        for (RoutePattern.Segment segment : pattern.segments()) {
            switch (segment.kind) {
                case STATIC:
                    node = node.staticChild(segment);
                    break;
                case PARAM:
                    if (node.param == null) {
                        node.param = new RouteNode(new byte[0]);
                    }
                    node = node.param;
                    break;
                default:
                    if (node.rest == null) {
                        node.rest = new RouteLeaf();
                    }
                    return node.rest;
            }
        }
        if (node.end == null) {
            node.end = new RouteLeaf();
            // A path of one segment is one probe of the trie as well.
            if (pattern.paramCount() == 0 && pattern.segments().size() > 1) {
                byte[] path = pattern.text().getBytes(StandardCharsets.UTF_8);
                staticPaths.add(new StaticPaths.Entry(path, node.end));
            }
        }
        return node.end;
    }

    /** Ends building: fills the aliases in and makes the hash tables. */
    RouteNode finish() {
        checkUnfinished();
        finished = true;
        finish(root);
        return root;
    }

    private void finish(RouteNode node) {
        branchCount += node.rest == null ? 1 : 2;
        fillAliases(node.rest);
        fillAliases(node.end);
        node.freeze();
        for (RouteNode child : node.statics()) {
            finish(child);
        }
        if (node.param != null) {
            finish(node.param);
        }
    }

    private void fillAliases(RouteLeaf leaf) {
        for (int[] alias : aliases) {
            if (leaf != null && leaf.targets[alias[0]] == 0 && leaf.targets[alias[1]] != 0) {
                leaf.put(alias[0], leaf.targets[alias[1]]);
            }
        }
    }

    StaticPaths staticPaths() {
        return new StaticPaths(staticPaths);
    }

    Object[] targets() {
        return targets.toArray();
    }

    RoutePattern[] patterns() {
        return patterns.toArray(new RoutePattern[0]);
    }

    int depthMax() {
        return depthMax;
    }

    int paramCountMax() {
        return paramCountMax;
    }

    /** After {@link #finish()}: the nodes and the rests. */
    int branchCount() {
        return branchCount;
    }
}
