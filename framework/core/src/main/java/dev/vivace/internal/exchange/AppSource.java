package dev.vivace.internal.exchange;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.function.BiFunction;

/** Lets the transport and the test client compile an app, whose registrations only its own package can see. */
public final class AppSource {
    private static volatile BiFunction<Vivace, ServerOptions, AppPlan> compiler;

    private AppSource() {}

    /** Called once, by the bootstrap. */
    public static void install(BiFunction<Vivace, ServerOptions, AppPlan> newCompiler) {
        compiler = newCompiler;
    }

    /** Compiles and freezes an app. */
    public static AppPlan compile(Vivace app, ServerOptions options) {
        return compiler.apply(app, options);
    }
}
