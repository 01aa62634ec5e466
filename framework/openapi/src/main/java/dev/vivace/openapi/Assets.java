package dev.vivace.openapi;

import dev.vivace.Canned;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.jar.JarEntry;

/** The page's files in the artifact {@code org.webjars:swagger-ui}, whatever version of it there is. */
final class Assets {
    private static final String DIRECTORY = "META-INF/resources/webjars/swagger-ui/";
    private static final String PROPERTIES = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String PROBE = "swagger-ui-bundle.js";
    private static final int ETAG_BYTES = 12;

    private final ClassLoader loader;
    private final String directory;

    private Assets(ClassLoader loader, String directory) {
        this.loader = loader;
        this.directory = directory;
    }

    static Assets find(String docsPath) {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return find(ofThread == null ? Assets.class.getClassLoader() : ofThread, docsPath);
    }

    /**
     * Finds them.
     *
     * @throws IllegalStateException when they are not there; the message says what to add
     */
    static Assets find(ClassLoader loader, String docsPath) {
        try {
            String version = versionOf(loader);
            if (version != null && loader.getResource(DIRECTORY + version + '/' + PROBE) != null) {
                return new Assets(loader, DIRECTORY + version + '/');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("OpenApi.docs(\"" + docsPath + "\") needs the files of the page: add the "
                + "dependency org.webjars:swagger-ui, version 5 or later, with the scope runtime");
    }

    private static String versionOf(ClassLoader loader) throws IOException {
        try (InputStream file = loader.getResourceAsStream(PROPERTIES)) {
            if (file != null) {
                Properties properties = new Properties();
                properties.load(file);
                return properties.getProperty("version");
            }
        }
        // A jar of jars may have lost the file above
        URL url = loader.getResource(DIRECTORY);
        if (url != null && url.openConnection() instanceof JarURLConnection connection) {
            return connection.getJarFile().stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(DIRECTORY) && name.endsWith('/' + PROBE))
                    .map(name -> name.substring(DIRECTORY.length(), name.length() - PROBE.length() - 1))
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }

    Canned canned(String name, String contentType) {
        try (InputStream file = loader.getResourceAsStream(directory + name)) {
            if (file == null) {
                throw new IllegalStateException("this version of org.webjars:swagger-ui has no file " + name);
            }
            return canned(contentType, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With an ETag made of the content. */
    static Canned canned(String contentType, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Canned.of(contentType, content).etag(HexFormat.of().formatHex(digest, 0, ETAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
