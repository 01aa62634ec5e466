package dev.vivace.internal.json;

import com.alibaba.fastjson2.JSON;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The other libraries, each set up once for a type and used as its own documents advise for bytes: Jackson by a
 * prepared reader and writer, avaje-jsonb by its generated adapter, fastjson2 by its static methods. All write to the
 * same {@link Sink}.
 */
final class Baselines {
    private final Class<?> type;
    private final JsonMapper jacksonMapper;
    private final ObjectWriter jacksonWriter;
    private final ObjectReader jacksonReader;
    private final ObjectReader jacksonUniqueReader;
    private final JsonType<Object> avaje;
    private final Sink sink = new Sink();

    @SuppressWarnings("unchecked")
    Baselines(Class<?> type) {
        this.type = type;
        JsonMapper mapper = JsonMapper.builder().build();
        jacksonMapper = mapper;
        jacksonWriter = mapper.writerFor(type);
        jacksonReader = mapper.readerFor(type);
        JsonFactory unique = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        jacksonUniqueReader = JsonMapper.builder(unique).build().readerFor(type);
        avaje = (JsonType<Object>) Jsonb.builder().build().type((Class<?>) type);
    }

    int writeJackson(Object value) {
        jacksonWriter.writeValue(sink.empty(), value);
        return sink.length;
    }

    /** For writing field by field; {@link #writtenLength} when it is closed. */
    JsonGenerator generatorJackson() {
        return jacksonMapper.createGenerator(sink.empty());
    }

    int writtenLength() {
        return sink.length;
    }

    int writeAvaje(Object value) {
        avaje.toJson(value, (OutputStream) sink.empty());
        return sink.length;
    }

    int writeFastjson(Object value) {
        JSON.writeTo(sink.empty(), value);
        return sink.length;
    }

    /** What was written last, in an array of its own. */
    byte[] written() {
        return java.util.Arrays.copyOf(sink.bytes, sink.length);
    }

    Object readJackson(byte[] document) {
        return jacksonReader.readValue(document);
    }

    /** Refuses duplicate names, as ours does. */
    Object readJacksonUnique(byte[] document) {
        return jacksonUniqueReader.readValue(document);
    }

    Object readAvaje(byte[] document) {
        return avaje.fromJson(document);
    }

    Object readFastjson(byte[] document) {
        return JSON.parseObject(document, type);
    }

    /** A reused array: what a server that takes care of its output would hand to the library. */
    private static final class Sink extends OutputStream {
        private final byte[] bytes = new byte[2 << 20];
        private int length;

        Sink empty() {
            length = 0;
            return this;
        }

        @Override
        public void write(int octet) {
            bytes[length++] = (byte) octet;
        }

        @Override
        public void write(byte[] source, int offset, int count) {
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }
    }
}
