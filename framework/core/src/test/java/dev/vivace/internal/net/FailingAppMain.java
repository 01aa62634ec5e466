package dev.vivace.internal.net;

import dev.vivace.Launcher;
import dev.vivace.PerLoop;
import dev.vivace.Vivace;
import java.util.Arrays;

/** A program of {@link LauncherTest} whose app cannot be started. The first argument says why not. */
final class FailingAppMain {
    private FailingAppMain() {}

    public static void main(String[] args) throws InterruptedException {
        Vivace app = Vivace.create().get("/a/{x}", (req, res) -> res.text("x"));
        if (args[0].equals("clash")) {
            app.get("/a/{y}", (req, res) -> res.text("y"));
        } else {
            app.perLoop(PerLoop.of(loop -> make(args[0])));
        }
        Launcher.run(app, Arrays.copyOfRange(args, 1, args.length));
    }

    /** As of settings that nobody has made, and of a driver that cannot be loaded. */
    private static Object make(String how) {
        if (how.equals("error")) {
            throw new ExceptionInInitializerError();
        }
        return Integer.parseInt(how);
    }
}
