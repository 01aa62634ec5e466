package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class AppCodecsTest {
    private final Object app = new Object();

    @Test
    void shouldBeOneSetForAnApp() {
        assertSame(AppCodecs.of(app, false), AppCodecs.of(app, false));
        assertNotSame(AppCodecs.of(app, false), AppCodecs.of(new Object(), false));
    }

    @Test
    void shouldBeOthersWhenTheyWouldReadOtherwise() {
        JsonCodecs lenient = AppCodecs.of(app, false);
        assertNotSame(lenient, AppCodecs.of(app, true));
    }

    @Test
    void shouldBeOthersWhereOtherClassesAreSeen() {
        JsonCodecs before = AppCodecs.of(app, false);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(new URLClassLoader(new URL[0], own));
        try {
            assertNotSame(before, AppCodecs.of(app, false));
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
