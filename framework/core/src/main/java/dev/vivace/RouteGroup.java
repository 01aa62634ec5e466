package dev.vivace;

/** Routes that share a prefix, middleware or the worker threads; see {@link Routes#group} and {@link Routes#blocking}. */
public final class RouteGroup extends Routes<RouteGroup> {
    private final Routes<?> owner;

    RouteGroup(Routes<?> parent, String prefix, boolean blocking) {
        super(parent, prefix, blocking);
        this.owner = parent;
    }

    @Override
    RouteGroup self() {
        return this;
    }

    @Override
    void requireOpen() {
        owner.requireOpen();
    }
}
