package dev.vivace.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GeneratedClassesTest {
    private static final String NAME = Samples.Numbers.class.getName().replace("Samples$", "_Samples$");
    private static final String CONVERTER = NAME + "_DslJsonConverter";

    private final ClassLoader loader = getClass().getClassLoader();

    @Test
    void shouldDefineGeneratedClassesOnceMore() throws ReflectiveOperationException {
        Class<?> exact = new GeneratedClasses(loader).loadClass(CONVERTER);

        assertNotSame(loader.loadClass(CONVERTER), exact);
        assertSame(loader, exact.getClassLoader());
        assertSame(exact, new GeneratedClasses(loader).loadClass(CONVERTER));
        assertSame(loader.loadClass(CONVERTER), GeneratedClasses.original(exact));
        assertSame(Samples.class, new GeneratedClasses(loader).loadClass(Samples.class.getName()));
        assertThrows(
                ClassNotFoundException.class,
                () -> new GeneratedClasses(loader).loadClass("dev.vivace._X_DslJsonConverter"));
    }

    @Test
    void shouldShareThemWithTheLibraryInAnotherClassLoader() throws ReflectiveOperationException {
        Class<?> exact = new GeneratedClasses(loader).loadClass(CONVERTER);
        var constructor =
                new Copy(loader).loadClass(GeneratedClasses.class.getName()).getDeclaredConstructor(ClassLoader.class);
        constructor.setAccessible(true);

        assertNotSame(GeneratedClasses.class, constructor.getDeclaringClass());
        assertSame(exact, ((ClassLoader) constructor.newInstance(loader)).loadClass(CONVERTER));
    }

    @Test
    void shouldReadNamesThatAreNotAscii() throws IOException {
        String name = "Gr\u00f6\u00dfe\u20ac";
        assertEquals(name, ClassFile.text(new String(name.getBytes(UTF_8), ISO_8859_1)));
        assertEquals("", ClassFile.text(""));
    }

    @Test
    void shouldUseThemAsTheyAreWhereThatCannotBe() throws ReflectiveOperationException {
        Closed closed = new Closed(loader);
        DslJsonCodecs codecs = new DslJsonCodecs(closed);
        JsonOutput output = codecs.newOutput(1 << 20);
        var numbers = closed.loadClass(Samples.Numbers.class.getName())
                .getConstructor(int.class, long.class, double.class, Double.class, boolean.class);

        output.value(numbers.newInstance(1, 2, 1.5, 2.5, true));
        assertEquals(
                "{\"i\":1,\"l\":2,\"d\":1.5,\"boxed\":2.5,\"b\":true}",
                new String(output.bytes(), 0, output.length(), UTF_8));
        output.reset();
        Object bad = numbers.newInstance(1, 2, Double.NaN, 2.5, true);
        assertThrows(IllegalArgumentException.class, () -> output.value(bad));
        GeneratedClasses classes = new GeneratedClasses(closed);
        assertSame(closed.loadClass(CONVERTER), classes.loadClass(CONVERTER));
        assertFalse(classes.isExact(numbers.getDeclaringClass()));
        assertTrue(classes.isExact(Samples.Message.class));
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldLeaveTheConvertersOfTheApp() {
        JsonReader.ReadObject<LocalDate> dates = reader -> LocalDate.EPOCH;
        JsonReader.ReadObject<Instant> instants = reader -> Instant.EPOCH;
        DslJson<Object> dslJson = new DslJson<>(new DslJson.Settings<>()
                .with(json -> {
                    json.registerReader(LocalDate.class, dates);
                    json.registerReader(Instant.class, instants);
                })
                .with(new StandardTypes()));

        assertSame(dates, dslJson.tryFindReader(LocalDate.class));
        assertSame(instants, dslJson.tryFindReader(Instant.class));
    }

    @Test
    void shouldBeAServiceForTheAnnotationProcessor() {
        DslJson<Object> dslJson = new DslJson<>(new DslJson.Settings<>().includeServiceLoader(loader));

        assertTrue(dslJson.canSerialize(Instant.class));
        assertTrue(dslJson.canDeserialize(Instant.class));
    }

    /** Makes the sample classes of their files, but does not give the files of generated classes away. */
    private static final class Closed extends ClassLoader {
        Closed(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.contains("Samples$Numbers")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.contains("_DslJsonConverter")
                    ? new ByteArrayInputStream(new byte[0])
                    : super.getResourceAsStream(name);
        }
    }

    /** Has classes of its own of what defines generated ones. */
    private static final class Copy extends ClassLoader {
        Copy(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(GeneratedClasses.class.getName()) && !name.equals(ClassFile.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
