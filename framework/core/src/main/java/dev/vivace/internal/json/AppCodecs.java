package dev.vivace.internal.json;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * The codecs of apps, one set for each: whoever describes an app reads the model that its requests are decoded by, and it is built
 * once.
 *
 * <p><b>Threading:</b> any thread. <b>Lifetime:</b> as long as the app.
 */
public final class AppCodecs {
    private static final Map<Object, AppCodecs> KNOWN = new WeakHashMap<>();

    private final ClassLoader loader;
    private final boolean unknownRefused;
    private final JsonCodecs codecs;

    private AppCodecs(ClassLoader loader, boolean unknownRefused) {
        this.loader = loader;
        this.unknownRefused = unknownRefused;
        this.codecs = new DslJsonCodecs(loader, unknownRefused);
    }

    /**
     * The codecs of an app: the same as before, unless what they depend on has changed. They look for generated classes with the
     * thread's context class loader.
     *
     * @param app identifies them, and is not looked into
     * @param unknownRefused whether members that a type does not know are refused, unless the type says otherwise
     */
    public static JsonCodecs of(Object app, boolean unknownRefused) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        synchronized (KNOWN) {
            AppCodecs known = KNOWN.get(app);
            if (known == null || known.unknownRefused != unknownRefused || known.loader != loader) {
                known = new AppCodecs(loader, unknownRefused);
                KNOWN.put(app, known);
            }
            return known.codecs;
        }
    }
}
