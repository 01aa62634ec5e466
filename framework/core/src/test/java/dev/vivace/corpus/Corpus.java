package dev.vivace.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All cases. <b>Threading:</b> stateless. */
public final class Corpus {
    /** The files below {@code corpus/}, without {@code .txt}. */
    static final List<String> TOPICS = List.of(
            "request-line",
            "version",
            "target",
            "percent",
            "host",
            "headers",
            "content-length",
            "transfer-encoding",
            "smuggling",
            "chunked",
            "conditional",
            "chunk-sizes",
            "chunk-data",
            "chunk-extensions",
            "trailers",
            "chunked-incomplete",
            "connection",
            "expect",
            "limits",
            "methods",
            "pipelining",
            "half-close",
            "cookies-query");

    private Corpus() {}

    /** Reads every case of every topic, in the order of the files. */
    public static List<CorpusCase> all() {
        List<CorpusCase> cases = new ArrayList<>();
        for (String topic : TOPICS) {
            cases.addAll(topic(topic));
        }
        return cases;
    }

    /**
     * Reads the cases of one topic, for instance {@code chunked}.
     *
     * @throws IllegalArgumentException if there is no such file or it is malformed
     */
    public static List<CorpusCase> topic(String topic) {
        try (InputStream in = Corpus.class.getResourceAsStream("/corpus/" + topic + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no corpus file for topic " + topic);
            }
            return CorpusReader.read(topic, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
