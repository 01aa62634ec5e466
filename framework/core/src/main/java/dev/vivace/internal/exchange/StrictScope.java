package dev.vivace.internal.exchange;

/** When and where a strict view may be used: until the handler returned, on the thread it was called on. */
final class StrictScope {
    private final String label;
    private final Thread owner = Thread.currentThread();
    private volatile boolean over;

    StrictScope(String label) {
        this.label = label;
    }

    void end() {
        over = true;
    }

    void check(String what) {
        if (over) {
            throw new IllegalStateException("the " + what + " of route " + label
                    + " was used after its handler returned; copy what you keep, or use res.defer(...)");
        }
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("the " + what + " of route " + label + " was used on thread "
                    + Thread.currentThread().getName() + ", but belongs to " + owner.getName()
                    + "; use a blocking route or res.defer(...)");
        }
    }
}
