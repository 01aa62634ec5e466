package dev.vivace.internal.net;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Drains on SIGTERM and SIGINT; registered by awaitShutdown only. */
final class ShutdownHook {
    private static final long GRACE_MILLIS = 2_000;

    /** Of this process, those that drain because of a signal: the one handler there is for the next one speaks to all. */
    private static final List<NettyServer> DRAINING = new CopyOnWriteArrayList<>();

    private final NettyServer server;
    private Thread thread;

    ShutdownHook(NettyServer server) {
        this.server = server;
    }

    synchronized void register() {
        if (thread != null) {
            return;
        }
        thread = new Thread(this::run, "vivace-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is shutting down already: whoever closes the server drains it
            thread = null;
        }
    }

    /** Takes the hook back when the server went down without a signal. */
    synchronized void remove() {
        if (thread == null || Thread.currentThread() == thread) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is shutting down: the hook finds the drain done
        }
        thread = null;
    }

    private void run() {
        DRAINING.add(server);
        forceOnSecondSignal();
        // In a thread of its own: a loop thread that called System.exit waits for this hook, and is not to be waited
        // for
        Thread drainer = new Thread(server::close, "vivace-drain");
        drainer.setDaemon(true);
        drainer.start();
        try {
            server.awaitDown(server.drainMillisMax() + GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The JVM takes no notice of a second signal while it shuts down, so it is handled here. By reflection, because the
     * only API for it, {@code sun.misc.Signal}, is in a module that a runtime image may lack.
     */
    private static void forceOnSecondSignal() {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            DRAINING.forEach(NettyServer::hurry);
                        }
                        return null;
                    });
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            for (String name : new String[] {"TERM", "INT"}) {
                handle.invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger("dev.vivace").log(System.Logger.Level.DEBUG, "a second signal cannot be noticed here", e);
        }
    }
}
