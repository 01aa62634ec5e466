package dev.vivace.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The library pulls in the libraries of the design with their own modules and nothing else. Looks at the class path of
 * this very JVM: it is what a user gets, plus the test framework, and nothing on it may be neither.
 */
class DependenciesTest {
    /** What reaches users. A change here is decided first: CONTRIBUTING.md. */
    private static final Set<String> PULLED_IN = Set.of(
            "netty-transport-classes-epoll",
            "netty-transport-native-epoll-linux-x86_64",
            "netty-transport-native-epoll-linux-aarch_64",
            "netty-codec-http",
            // with them, from Netty itself
            "netty-buffer",
            "netty-codec-base",
            "netty-codec-compression",
            "netty-common",
            "netty-handler",
            "netty-resolver",
            "netty-transport",
            "netty-transport-native-unix-common",
            "dsl-json",
            "jctools-core");

    /** What only the tests see, and what is optional. */
    private static final Pattern TEST_ONLY =
            Pattern.compile("junit-(jupiter|platform)(-[a-z]+)*|opentest4j|apiguardian-api|surefire-[a-z0-9-]+"
                    + "|jazzer(-[a-z]+)?|jackson-core"
                    // optional: a user who annotates with it adds it
                    + "|jakarta.validation-api"
                    + "|netty-tcnative-(classes|boringssl-static-linux-(x86_64|aarch_64))");

    /** Name; version, which a dash and a digit begin; classifier. */
    private static final Pattern JAR = Pattern.compile("(.+?)-\\d[\\w.]*(-[\\w-]+)?\\.jar");

    @Test
    void shouldPullInTheLibrariesOfTheDesignAndNothingElse() throws URISyntaxException {
        assertEquals(new TreeSet<>(PULLED_IN), libraries(System.getProperty("java.class.path")));
    }

    @Test
    void shouldNoticeAnotherLibraryAndAMissingOne() throws URISyntaxException {
        String path = System.getProperty("java.class.path");
        Set<String> more = libraries(path + File.pathSeparator + "/repository/guava-33.0.0-jre.jar");
        assertTrue(more.contains("guava-jre"), more::toString);
        String fewer = String.join(
                File.pathSeparator,
                Arrays.stream(path.split(File.pathSeparator))
                        .filter(entry -> !entry.contains("jctools"))
                        .toList());
        assertFalse(libraries(fewer).contains("jctools-core"));
    }

    @Test
    void shouldRefuseADirectoryOfAnotherModule() {
        String path = System.getProperty("java.class.path")
                + File.pathSeparator
                + Path.of("").toAbsolutePath().getParent();
        assertThrows(AssertionError.class, () -> libraries(path));
    }

    private static Set<String> libraries(String classPath) throws URISyntaxException {
        List<Path> own = new ArrayList<>();
        own.add(location(dev.vivace.Vivace.class));
        own.add(location(DependenciesTest.class));
        Set<String> names = new TreeSet<>();
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (own.contains(path)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                throw new AssertionError("classes of another module on the class path: " + path);
            }
            String name = name(path.getFileName().toString());
            if (!TEST_ONLY.matcher(name).matches()) {
                names.add(name);
            }
        }
        return names;
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toAbsolutePath()
                .normalize();
    }

    private static String name(String file) {
        Matcher matcher = JAR.matcher(file);
        if (!matcher.matches()) {
            throw new AssertionError("neither a jar with a version nor this module: " + file);
        }
        return matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + matcher.group(2);
    }
}
