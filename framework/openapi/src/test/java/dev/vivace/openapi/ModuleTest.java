package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this module may use. */
class ModuleTest {
    @Test
    void shouldUseTheModelAndTheCodecsOfTheLibraryAndNothingElseInside() throws IOException {
        Set<String> used = new TreeSet<>();
        int files = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    (Iterable<Path>) sources.filter(path -> path.toString().endsWith(".java"))::iterator) {
                // Comments may name what they like
                String code = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "");
                Pattern.compile("dev\\.vivace\\.internal\\.(\\w+)")
                        .matcher(code)
                        .results()
                        .map(found -> found.group(1))
                        .forEach(used::add);
                files++;
            }
        }
        assertTrue(files > 20, files + " files");
        assertEquals(Set.of("json", "typed"), used);
    }

    @Test
    void shouldPullInTheLibraryAlone() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> dependencies = Pattern.compile("(?s)<dependency>(.*?)</dependency>")
                .matcher(pom)
                .results()
                .map(MatchResult::group)
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .toList();
        assertEquals(2, dependencies.size(), dependencies::toString);
        assertTrue(dependencies.get(0).contains("<artifactId>vivace</artifactId>"));
        assertTrue(dependencies.get(1).contains("<artifactId>swagger-ui</artifactId>")
                && dependencies.get(1).contains("<optional>true</optional>"));
    }
}
