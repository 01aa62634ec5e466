package dev.vivace;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Serves an app from a {@code main} with the usual options, and says so in one line.
 *
 * <pre>{@code
 * public static void main(String[] args) throws InterruptedException {
 *     Launcher.run(app(), args);
 * }
 * }</pre>
 *
 * <p>Options: {@code --port N} (0: any free one; default 8080), {@code --host NAME} (default: all addresses), {@code --loops
 * N} (default: one per core), {@code --transport epoll|nio}, {@code --take-over PATH} (see {@link ServerOptions#takeOver}),
 * {@code --help}. A bad option, a taken port or a transport that
 * cannot be had is one line on standard error and exit status 2; so are routes that clash, a codec that is missing and what
 * else this library refuses at start. What the app itself throws meanwhile, a {@link PerLoop} maker for instance, is thrown on.
 */
public final class Launcher {
    private static final String USAGE = "options: --port N (0: any free port; default 8080), --host NAME,"
            + " --loops N (default: one per core), --transport epoll|nio,"
            + " --take-over PATH (take the port of the server that serves PATH), --help";
    private static final int PORT_DEFAULT = 8_080;
    private static final int PORT_MAX = 65_535;
    private static final int STATUS_MISUSE = 2;

    private Launcher() {}

    /**
     * Serves until SIGTERM or SIGINT; see {@link Server#awaitShutdown} for how it ends.
     *
     * @param app what to serve
     * @param args the program's arguments
     * @throws InterruptedException when the thread is interrupted
     */
    public static void run(Vivace app, String[] args) throws InterruptedException {
        run(app, ServerOptions.defaults(), args);
    }

    /**
     * Serves until SIGTERM or SIGINT, with other defaults than the usual.
     *
     * @param app what to serve
     * @param defaults options that the command line does not set; listeners among them, with TLS for instance, are listened on
     *     beside that of the command line, and named before it
     * @param args the program's arguments
     * @throws InterruptedException when the thread is interrupted
     */
    public static void run(Vivace app, ServerOptions defaults, String[] args) throws InterruptedException {
        try (Server server = start(app, defaults, args, System.out)) {
            if (server != null) {
                server.awaitShutdown();
            }
        } catch (Misuse e) {
            System.err.println(e.getMessage());
            System.exit(STATUS_MISUSE);
        }
    }

    /** Null after {@code --help}. */
    private static Server start(Vivace app, ServerOptions defaults, String[] args, PrintStream out) {
        String host = null;
        int port = PORT_DEFAULT;
        ServerOptions options = defaults;
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            if (option.equals("--help")) {
                out.println(USAGE);
                return null;
            }
            switch (option) {
                case "--port" -> port = number(option, value(args, ++i), 0, PORT_MAX);
                case "--host" -> host = value(args, ++i);
                case "--loops" -> options = options.loops(number(option, value(args, ++i), 1, 1_024));
                case "--transport" -> options = options.transport(transport(value(args, ++i)));
                case "--take-over" -> options = takeOver(options, value(args, ++i));
                default -> throw new Misuse("unknown option '" + option + "'; " + USAGE);
            }
        }
        return listen(app, options.listener(listener(host, port)), out);
    }

    private static Listener listener(String host, int port) {
        try {
            return host == null ? Listener.port(port) : Listener.of(host, port);
        } catch (IllegalArgumentException e) {
            throw new Misuse(e.getMessage());
        }
    }

    private static ServerOptions takeOver(ServerOptions options, String path) {
        try {
            return options.takeOver(Path.of(path));
        } catch (IllegalArgumentException e) {
            throw new Misuse("option --take-over: " + e.getMessage());
        }
    }

    private static Server listen(Vivace app, ServerOptions options, PrintStream out) {
        Server server;
        try {
            server = app.listen(options);
        } catch (IOException e) {
            throw new Misuse(String.valueOf(e.getMessage()));
        } catch (IllegalStateException | IllegalArgumentException e) {
            if (!saysItAll(e)) {
                throw e;
            }
            throw new Misuse(e.getMessage());
        }
        out.println("Vivace listening on " + urls(options.listeners(), server.addresses()) + " (" + server.loops()
                + (server.loops() == 1 ? " loop, " : " loops, ")
                + server.transport().name().toLowerCase(Locale.ROOT) + ", " + sinceStartMillis() + " ms)");
        out.flush();
        return server;
    }

    /** The sentences of this library do; what else threw while the app was started is found by its stack trace only. */
    private static boolean saysItAll(RuntimeException error) {
        StackTraceElement[] trace = error.getStackTrace();
        return error.getMessage() != null
                && trace.length > 0
                && trace[0].getClassName().startsWith("dev.vivace.");
    }

    /**
     * What to open in a browser.
     *
     * @param bound where each of the listeners listens
     */
    private static String urls(List<Listener> listeners, List<InetSocketAddress> bound) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < bound.size(); i++) {
            InetAddress address = bound.get(i).getAddress();
            String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
            all.append(i == 0 ? "" : ", ")
                    .append(listeners.get(i).tls() == null ? "http://" : "https://")
                    .append(host.indexOf(':') >= 0 ? "[" + host + "]" : host)
                    .append(':')
                    .append(bound.get(i).getPort());
        }
        return all.toString();
    }

    /** Asked for when the server listens already, because loading the management classes takes a while itself. */
    private static long sinceStartMillis() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new Misuse("option " + args[index - 1] + " needs a value; " + USAGE);
        }
        return args[index];
    }

    private static int number(String option, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Misuse("option " + option + " is a number from " + min + " to " + max + ", but was '" + text + "'");
    }

    private static Transport transport(String text) {
        return switch (text) {
            case "epoll" -> Transport.EPOLL;
            case "nio" -> Transport.NIO;
            default -> throw new Misuse("option --transport is 'epoll' or 'nio', but was '" + text + "'");
        };
    }

    /** What the one line on standard error says. */
    private static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message, null, false, false);
        }
    }
}
