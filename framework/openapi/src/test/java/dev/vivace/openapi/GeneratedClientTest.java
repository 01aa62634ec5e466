package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client in Java that OpenAPI Generator made of the document: it compiles together with what someone would write with it, and talks
 * to the running server. The build copies the generator to where it is looked for.
 */
class GeneratedClientTest {
    private static final Path GENERATOR = Path.of("target/openapi-generator/openapi-generator-cli.jar");
    private static final long GENERATOR_SECONDS_MAX = 60;

    @Test
    void shouldCompileAndRoundTrip(@TempDir Path directory) throws Exception {
        Path document = directory.resolve("openapi.json");
        Bookshop.api().write(Bookshop.app(), document);
        Path sources = directory.resolve("client");
        generate(document, sources);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        compile(sources.resolve("src/main/java"), classes);
        ServerOptions options = ServerOptions.defaults().loops(1).listener(Listener.of("127.0.0.1", 0));
        try (Server server = Bookshop.app().listen(options);
                URLClassLoader loader = new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("client.RoundTrip")
                    .getMethod("run", String.class)
                    .invoke(null, "http://127.0.0.1:" + server.port());
        }
    }

    private static void generate(Path document, Path target) throws IOException, InterruptedException {
        assertTrue(Files.exists(GENERATOR), "the build has not copied " + GENERATOR);
        Path log = document.resolveSibling("generator.log");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "--input-spec=" + document,
                        "--generator-name=java",
                        "--library=native",
                        "--output=" + target,
                        "--invoker-package=client",
                        "--api-package=client.api",
                        "--model-package=client.model",
                        "--additional-properties=openApiNullable=false,useJakartaEe=true,"
                                + "useOneOfDiscriminatorLookup=true",
                        "--global-property=models,apis,supportingFiles,modelDocs=false,apiDocs=false,modelTests=false,"
                                + "apiTests=false")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = generator.waitFor(GENERATOR_SECONDS_MAX, TimeUnit.SECONDS);
        generator.destroyForcibly();
        assertTrue(ended, () -> "the generator did not end within " + GENERATOR_SECONDS_MAX + " s");
        assertEquals(0, generator.exitValue(), Files.readString(log));
        List<String> warnings = Files.readAllLines(log).stream()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                // It cannot use an example, and says of itself what it is
                .filter(line -> !line.contains("Ignoring complex example") && !line.contains("3.1 support is still in"))
                .toList();
        assertEquals(List.of(), warnings);
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<File> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(sources)) {
            found.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::toFile)
                    .forEach(files::add);
        }
        assertTrue(files.size() > 15, files::toString);
        files.add(new File("src/test/resources/dev/vivace/openapi/RoundTrip.java"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-nowarn");
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromFiles(files))
                    .call();
            assertTrue(compiled, messages::toString);
        }
    }
}
