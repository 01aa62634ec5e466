package dev.vivace.tfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The descriptions agree with one another, with the server, and with what the suites accept. */
class EntryFilesTest {
    /** HttpArena refuses an entry that names a profile it does not have. */
    private static final Set<String> PROFILES =
            Set.of("baseline", "pipelined", "limited-conn", "latency-1m", "latency-10k");

    private static final Map<String, Integer> PATH_LENGTH_MIN = Map.of("json", 5, "plaintext", 10);

    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]*)</artifactId>");

    @Test
    void shouldDescribeTheSameTestInBothConfigurations() throws IOException {
        Map<String, String> fromJson = new TreeMap<>();
        EntryFiles.defaultTest().forEach((key, value) -> {
            if (key.endsWith("_url")) {
                fromJson.put("main.urls." + key.substring(0, key.length() - 4), String.valueOf(value));
            } else if (!Set.of("port", "framework", "language", "flavor", "display_name", "notes")
                    .contains(key)) {
                fromJson.put("main." + key, String.valueOf(value));
            }
        });
        fromJson.put("framework.name", (String)
                EntryFiles.json("benchmark_config.json").get("framework"));
        assertEquals(fromJson, EntryFiles.configToml());
    }

    @Test
    void shouldNameAClassificationThatIsTrue() throws IOException {
        Map<String, Object> test = EntryFiles.defaultTest();
        assertEquals("Realistic", test.get("approach"));
        assertEquals("Micro", test.get("classification"));
        assertEquals("None", test.get("database"));
        assertEquals("8080", String.valueOf(test.get("port")));
    }

    @Test
    void shouldServeThePathsItNamesAndTheyAreLongEnough() throws IOException {
        TestClient client = TestClient.of(TfbServer.app());
        Map<String, Object> test = EntryFiles.defaultTest();
        for (Map.Entry<String, Integer> wanted : PATH_LENGTH_MIN.entrySet()) {
            String path = (String) test.get(wanted.getKey() + "_url");
            assertTrue(path.length() >= wanted.getValue(), path);
            assertEquals(200, client.get(path).status(), path);
        }
    }

    @Test
    void shouldSubscribeToProfilesThatHttpArenaHas() throws IOException {
        Map<String, Object> meta = EntryFiles.json("httparena/meta.json");
        assertEquals(PROFILES, Set.copyOf((List<?>) meta.get("tests")));
    }

    /** Both folders get all of {@code src/main} and the pom. */
    @Test
    void shouldHaveOneProgramAndNothingButTheLibrary() throws IOException {
        String pom = EntryFiles.text("pom.xml");
        List<String> needed = new ArrayList<>();
        for (String dependency :
                pom.substring(0, pom.indexOf("</dependencies>")).split("<dependency>")) {
            Matcher artifact = ARTIFACT.matcher(dependency);
            if (dependency.contains("</dependency>") && !dependency.contains("<scope>test</scope>")) {
                assertTrue(artifact.find(), dependency);
                needed.add(artifact.group(1));
            }
        }
        assertEquals(List.of("vivace"), needed);

        List<String> programs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(EntryFiles.HOME.resolve("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains("void main(")) {
                    programs.add(file.getFileName().toString());
                }
            }
        }
        assertEquals(List.of("TfbServer.java"), programs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vivace.dockerfile", "httparena/Dockerfile"})
    void shouldTakeTheFlagsFromTheirOnePlaceAndPinTheImages(String name) throws IOException {
        String dockerfile = EntryFiles.text(name);
        assertTrue(
                dockerfile.contains("CMD [\"java\", \"@jvm.options\", \"@jvm24.options\", \"-jar\", \"tfb.jar\"]"),
                dockerfile);
        assertTrue(dockerfile.contains("EXPOSE 8080"), dockerfile);
        List<String> images = dockerfile
                .lines()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1])
                .toList();
        assertEquals(2, images.size());
        for (String image : images) {
            assertTrue(image.matches("[a-z-]+:.*\\b25\\b.*"), image);
        }
        assertFalse(dockerfile.contains("-XX"), "flags belong into jvm.options and jvm24.options");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm.options", "jvm24.options"})
    void shouldGiveAReasonForEachFlag(String name) throws IOException {
        List<String> without = new ArrayList<>();
        boolean reason = false;
        for (String line : Files.readAllLines(EntryFiles.HOME.resolve(name))) {
            if (line.startsWith("-")) {
                if (!reason) {
                    without.add(line);
                }
                reason = false;
            } else {
                reason = line.startsWith("#");
            }
        }
        assertEquals(List.of(), without);
    }
}
