package dev.vivace.internal.net;

import dev.vivace.Launcher;
import dev.vivace.Listener;
import dev.vivace.ServerOptions;
import dev.vivace.corpus.CorpusApp;
import dev.vivace.tls.Certificates;
import java.nio.file.Path;
import java.util.Arrays;

/** A program of {@link LauncherTest} that has a listener with TLS of its own; its first argument is a directory for files. */
final class SecureLauncherMain {
    private SecureLauncherMain() {}

    public static void main(String[] args) throws InterruptedException {
        var issued = Certificates.issue(Certificates.root("root"), "server", "EC");
        var secure = Listener.of(Servers.HOST, 0).tls(Certificates.options(Path.of(args[0]), issued));
        Launcher.run(
                CorpusApp.app(), ServerOptions.defaults().listener(secure), Arrays.copyOfRange(args, 1, args.length));
    }
}
