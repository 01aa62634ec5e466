package dev.vivace.internal.net;

import dev.vivace.Launcher;
import dev.vivace.corpus.CorpusApp;

/** The program of {@link LauncherTest}: what a user's main looks like. */
final class LauncherMain {
    private LauncherMain() {}

    public static void main(String[] args) throws InterruptedException {
        Launcher.run(CorpusApp.app(), args);
    }
}
