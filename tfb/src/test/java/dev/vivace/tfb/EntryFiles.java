package dev.vivace.tfb;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the two entries, as they are in the source tree. */
final class EntryFiles {
    /** Maven's {@code basedir}; another runner has to start in this module's folder. */
    static final Path HOME = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private static final Pattern TOML_TABLE = Pattern.compile("\\[([a-z]+)]");
    private static final Pattern TOML_TEXT = Pattern.compile("([a-z_.]+) = \"([^\"]*)\"");

    private EntryFiles() {}

    static String text(String name) throws IOException {
        return Files.readString(HOME.resolve(name));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String name) throws IOException {
        return (Map<String, Object>) parse(Files.readAllBytes(HOME.resolve(name)));
    }

    static Object parse(byte[] json) throws IOException {
        DslJson<Object> untyped = new DslJson<>(Settings.withRuntime());
        return untyped.deserialize(Object.class, json, json.length);
    }

    /** {@code config.toml} as {@code table.key} to text; that file needs no more of TOML. */
    static Map<String, String> configToml() throws IOException {
        Map<String, String> values = new TreeMap<>();
        String table = "";
        for (String line : text("config.toml").split("\n")) {
            Matcher name = TOML_TABLE.matcher(line);
            Matcher value = TOML_TEXT.matcher(line);
            if (name.matches()) {
                table = name.group(1);
            } else if (value.matches()) {
                values.put(table + "." + value.group(1), value.group(2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException("config.toml: not understood: " + line);
            }
        }
        return values;
    }

    /** The test {@code default} of {@code benchmark_config.json}. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> defaultTest() throws IOException {
        Iterable<Object> tests =
                (Iterable<Object>) json("benchmark_config.json").get("tests");
        Map<String, Object> first = (Map<String, Object>) tests.iterator().next();
        return (Map<String, Object>) first.get("default");
    }
}
