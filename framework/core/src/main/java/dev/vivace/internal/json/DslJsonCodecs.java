package dev.vivace.internal.json;

import com.dslplatform.json.ConfigurationException;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.runtime.ArrayAnalyzer;
import com.dslplatform.json.runtime.CollectionAnalyzer;
import com.dslplatform.json.runtime.EnumAnalyzer;
import com.dslplatform.json.runtime.MapAnalyzer;
import dev.vivace.JsonValue;
import dev.vivace.internal.typed.Checks;
import dev.vivace.internal.typed.Lent;
import dev.vivace.internal.typed.TypeUse;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codecs of dsl-json: what its annotation processor generated for {@code @CompiledJson} types, its converters for
 * the JDK's own types, and containers of both. Beans without the annotation are not read by reflection: that would
 * work in the test and fail, or be slow, in production.
 */
public final class DslJsonCodecs implements JsonCodecs {
    /** The context of this library's own readers. */
    private static final Object WHOLE_TEXTS = new Object();

    private final Lent<JsonInput> keptInputs = new Lent<>();
    private final DslJson<Object> dslJson;
    private final GeneratedClasses generated;
    private final StructureEncoders structures = new StructureEncoders();
    private final ModelBuilder models;
    private final ShapeBuilder shapes = new ShapeBuilder();
    private final ConcurrentHashMap<Class<?>, JsonEncoder<?>> encoders = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Type, JsonDecoder<?>> parts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Type, JsonDecoder<?>> decoders = new ConcurrentHashMap<>();

    /** Codecs that look for generated classes with the thread's context class loader. */
    public DslJsonCodecs() {
        this(Thread.currentThread().getContextClassLoader());
    }

    /**
     * Codecs that look for generated classes with the given class loader.
     *
     * @param loader sees the application's classes; null stands for the loader of this class
     */
    public DslJsonCodecs(ClassLoader loader) {
        this(loader, false);
    }

    /**
     * Codecs that look for generated classes with the given class loader.
     *
     * @param loader sees the application's classes; null stands for the loader of this class
     * @param unknownRefused whether members that a type does not know are refused, unless the type says otherwise
     */
    public DslJsonCodecs(ClassLoader loader, boolean unknownRefused) {
        this.generated = new GeneratedClasses(loader == null ? DslJsonCodecs.class.getClassLoader() : loader);
        DslJson.Settings<Object> settings = new DslJson.Settings<>()
                .withContext(WHOLE_TEXTS)
                .with(new StandardTypes())
                .includeServiceLoader(generated)
                .errorInfo(JsonReader.ErrorInfo.MINIMAL)
                .doublePrecision(JsonReader.DoublePrecision.EXACT)
                // It counts the white space behind a number as digits; the validator bounds the number itself.
                .limitDigitsBuffer(Integer.MAX_VALUE)
                .resolveWriter(CollectionAnalyzer.WRITER)
                .resolveReader(CollectionAnalyzer.READER)
                .resolveWriter(ArrayAnalyzer.WRITER)
                .resolveReader(ArrayAnalyzer.READER)
                .resolveWriter(MapAnalyzer.WRITER)
                .resolveReader(MapAnalyzer.READER)
                .resolveWriter(EnumAnalyzer.CONVERTER)
                .resolveReader(EnumAnalyzer.CONVERTER);
        this.dslJson = new DslJson<>(settings);
        this.models = new ModelBuilder(dslJson, unknownRefused);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> JsonEncoder<T> encoder(Class<T> type) {
        JsonEncoder<?> encoder = encoders.get(type);
        if (encoder == null) {
            encoder = structures.find(type);
            if (encoder == null) {
                encoder = generatedEncoder(type);
            }
            encoders.put(type, encoder);
        }
        return (JsonEncoder<T>) encoder;
    }

    @Override
    public JsonDecoder<?> decoder(Type type) {
        JsonDecoder<?> decoder = decoders.get(type);
        if (decoder == null) {
            decoder = type == JsonValue.class ? JsonInput.VALUE_DECODER : generatedDecoder(type);
            decoders.put(type, decoder);
        }
        return decoder;
    }

    @Override
    public JsonOutput newOutput(int retainedBytesMax) {
        return new JsonOutput(this, retainedBytesMax);
    }

    @Override
    public JsonInput newInput(int depthMax, int numberCharsMax, int retainedBytesMax) {
        return new JsonInput(this, new StrictJson(depthMax, numberCharsMax, true), retainedBytesMax);
    }

    @Override
    public Lent<JsonInput> keptInputs() {
        return keptInputs;
    }

    JsonWriter newWriter(int capacityBytes) {
        return dslJson.newWriter(capacityBytes);
    }

    /** A reader of documents up to that length, whatever the length of the texts and numbers in them. */
    JsonReader<Object> newReader(byte[] document) {
        return dslJson.newReader(document, document.length, new char[document.length]);
    }

    /**
     * Whether {@link JsonReader#readSimpleQuote} and {@link JsonReader#readNumber} give all of a text or number. Those of
     * another reader, for instance of an app that uses dsl-json by itself, end after 64 characters.
     */
    static boolean holdsWholeTexts(JsonReader<?> reader) {
        return reader.context == WHOLE_TEXTS;
    }

    @SuppressWarnings("unchecked")
    private <T> JsonEncoder<T> generatedEncoder(Class<T> type) {
        JsonWriter.WriteObject<T> writer;
        try {
            Class<?> sealed = variantOf(type);
            writer = (JsonWriter.WriteObject<T>) dslJson.tryFindWriter(sealed == null ? type : sealed);
        } catch (ConfigurationException e) {
            throw missing("encoder", type, e);
        }
        if (writer == null) {
            throw missing("encoder", type, null);
        }
        JsonEncoder<T> encoder = new GeneratedEncoder<>(writer);
        return generated.isExact(type) ? encoder : NonFiniteGuard.around(encoder, type);
    }

    /**
     * The type that values of a class are written as, where a document is written whose type nobody has named: the
     * discriminator is there then, as it must be for whoever reads the document as that type. Null if there is none.
     */
    private Class<?> variantOf(Class<?> type) {
        Deque<Class<?>> above = new ArrayDeque<>(List.of(type));
        for (Class<?> c = above.poll(); c != null; c = above.poll()) {
            SealedVariants variants =
                    c == type || c.getName().startsWith("java.") ? null : SealedVariants.of(dslJson.tryFindReader(c));
            if (variants != null && variants.classes().containsValue(type)) {
                return c;
            }
            for (Class<?> parent : c.getInterfaces()) {
                above.add(parent);
            }
            if (c.getSuperclass() != null) {
                above.add(c.getSuperclass());
            }
        }
        return null;
    }

    /**
     * Finds a decoder for parts of documents, without constraints: what holds for a part is known from where it is.
     *
     * @return null if there is none
     */
    JsonDecoder<?> partDecoder(Type type) {
        JsonDecoder<?> part = parts.get(type);
        if (part == null) {
            JsonReader.ReadObject<?> reader = tryFindReader(type);
            if (reader == null) {
                return null;
            }
            part = new ShapedDecoder(reader, null, shape(model(type)), null);
            parts.put(type, part);
        }
        return part;
    }

    private JsonReader.ReadObject<?> tryFindReader(Type type) {
        try {
            return dslJson.tryFindReader(type);
        } catch (ConfigurationException e) {
            return null;
        }
    }

    private JsonShape shape(TypeUse model) {
        synchronized (models) {
            return shapes.shape(model);
        }
    }

    private JsonDecoder<?> generatedDecoder(Type type) {
        JsonReader.ReadObject<?> reader;
        try {
            reader = dslJson.tryFindReader(type);
        } catch (ConfigurationException e) {
            throw missing("decoder", type, e);
        }
        if (reader == null) {
            throw missing("decoder", type, null);
        }
        TypeUse model = model(type);
        synchronized (models) {
            models.requireUnknownRefused(model);
        }
        return new ShapedDecoder(reader, model, shape(model), Checks.of(model));
    }

    @Override
    public TypeUse model(Type type) {
        synchronized (models) {
            return models.document(type);
        }
    }

    private record GeneratedEncoder<T>(JsonWriter.WriteObject<T> writer) implements JsonEncoder<T> {
        @Override
        public void encode(JsonOutput out, T value) {
            writer.write(out.writer(), value);
        }
    }

    /** What dsl-json generated for a type, with the shape that keeps from it what it would convert silently. */
    private record ShapedDecoder(JsonReader.ReadObject<?> reader, TypeUse model, JsonShape shape, Checks checks)
            implements JsonDecoder<Object> {
        @Override
        public Object decode(JsonInput in) throws IOException {
            return reader.read(in.reader());
        }

        @Override
        public boolean holds(Object value) {
            return checks.holds(value);
        }
    }

    private static IllegalStateException missing(String what, Type type, Throwable cause) {
        return new IllegalStateException(
                "No JSON " + what + " for " + type.getTypeName() + ": " + MissingCodecs.advice(what, type), cause);
    }
}
