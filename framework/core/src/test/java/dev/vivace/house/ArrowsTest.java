package dev.vivace.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.QueueProgressIndicators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between packages, on the compiled classes; and that each rule finds what it is there to find. */
class ArrowsTest {
    private static final List<String> LIBRARIES =
            List.of("io.netty", "com.dslplatform", "org.jctools", "org.HdrHistogram");

    @Test
    void shouldFollowTheArrowsOfTheDesign() throws IOException {
        List<Reference> references = ClassReferences.in(ClassReferences.libraryClasses());
        assertTrue(references.size() > 500, () -> "only " + references.size() + " references were found");
        assertEquals("", String.join("\n", Arrows.violations(references)));
    }

    @Test
    void shouldShowNoLibraryTypeToUsers() throws IOException, ClassNotFoundException {
        List<String> leaks = new ArrayList<>();
        int looked = 0;
        for (String name : ClassReferences.classNames(ClassReferences.libraryClasses())) {
            if (!name.startsWith("dev.vivace.internal.") && !name.endsWith("package-info")) {
                Class<?> type = Class.forName(name, false, ArrowsTest.class.getClassLoader());
                if (PublicSignatures.isVisible(type)) {
                    leaks.addAll(PublicSignatures.leaks(type, LIBRARIES));
                    looked++;
                }
            }
        }
        assertTrue(looked > 20, looked + " classes were looked at");
        assertEquals("", String.join("\n", leaks));
    }

    @ParameterizedTest
    @CsvSource({
        "internal.net.Connection, internal.http1.HeadParser, net may not use http1",
        "internal.net.Connection, internal.work.Workers, net may not use work",
        "internal.exchange.Exchange, internal.net.Connection, exchange may not use net",
        "internal.exchange.Exchange, internal.tls.TlsConnection, exchange may not use tls",
        "internal.tls.TlsConnection, internal.net.Connection, tls may not use net",
        "internal.tls.TlsConnection, internal.http1.HeadParser, tls may not use http1",
        "internal.exchange.Exchange, internal.work.Workers, exchange may not use work",
        "internal.work.Workers, internal.net.Connection, work may not use net",
        "internal.work.Workers, internal.json.JsonOutput, work may not use json",
        "internal.http1.HeadParser, internal.exchange.Exchange, http1 may not use exchange",
        "internal.http1.HeadParser, internal.json.JsonOutput, http1 may not use json",
        "internal.http1.HeadParser, internal.route.RouteTable, http1 may not use route",
        "internal.route.RouteTable, internal.http1.Methods, route may not use http1",
        "internal.route.RouteTable, internal.json.JsonOutput, route may not use json",
        "internal.json.JsonOutput, internal.http1.HeadParser, json may not use http1",
        "internal.json.JsonOutput, internal.route.RouteTable$Builder, json may not use route",
        "internal.util.Things, internal.json.JsonOutput, internal.util is not a package of the design",
        "internal.json.JsonOutput, internal.util.Things, internal.util is not a package of the design",
        "Vivace, internal.exchange.AppPlan, only Bootstrap may use internal classes",
        "Vivace$Inner, internal.net.NettyServer, only Bootstrap may use internal classes",
        "BootstrapHelper, internal.net.NettyServer, only Bootstrap may use internal classes",
        "test.TestClient, internal.http1.HeadParser, dev.vivace.test may use internal.exchange and internal.work only",
        "typed.Typed, internal.exchange.AppPlan, dev.vivace.typed may not use internal classes",
    })
    void shouldRefuseAnArrowAgainstTheDesign(String from, String to, String rule) {
        Reference reference = new Reference("dev.vivace." + from, "dev.vivace." + to);
        assertEquals(List.of(reference + ": " + rule), Arrows.violations(List.of(reference)));
    }

    @ParameterizedTest
    @CsvSource({
        "internal.http1.HeadParser, java.nio.ByteBuffer",
        "internal.http1.HeadParser, java.nio.MappedByteBuffer",
        "internal.route.RouteTable, java.nio.channels.SocketChannel",
        "internal.json.JsonOutput, io.netty.buffer.ByteBuf",
        "internal.json.JsonOutput, java.nio.ByteBuffer",
        "internal.json.LongStrings, java.nio.MappedByteBuffer",
        "internal.json.LongStrings, java.nio.channels.SocketChannel",
        "internal.exchange.Exchange, java.nio.channels.spi.SelectorProvider",
        "internal.exchange.Exchange, io.netty.util.concurrent.FastThreadLocal",
    })
    void shouldRefuseChannelsAndBuffersOutsideTheTransport(String from, String to) {
        Reference reference = new Reference("dev.vivace." + from, to);
        String name = from.split("\\.")[1];
        String rule = name + " takes bytes and gives bytes: no channels, no buffers";
        assertEquals(List.of(reference + ": " + rule), Arrows.violations(List.of(reference)));
    }

    @ParameterizedTest
    @CsvSource({
        "Vivace, io.netty.channel.epoll.Epoll, io.netty is known to internal.net only",
        "internal.work.Workers, io.netty.util.Timer, io.netty is known to internal.net only",
        "internal.tls.TlsConnection, io.netty.handler.ssl.SslContext, io.netty is known to internal.net only",
        "internal.exchange.Answer, com.dslplatform.json.JsonWriter, com.dslplatform is known to internal.json only",
        "Json, com.dslplatform.json.DslJson, com.dslplatform is known to internal.json only",
        "internal.json.JsonInput, jakarta.validation.Valid, jakarta.validation is known to internal.typed only",
    })
    void shouldRefuseALibraryOutsideThePackageThatHidesIt(String from, String to, String rule) {
        Reference reference = new Reference("dev.vivace." + from, to);
        assertEquals(List.of(reference + ": " + rule), Arrows.violations(List.of(reference)));
    }

    @ParameterizedTest
    @CsvSource({
        "internal.net.Connection, dev.vivace.internal.exchange.Wire",
        "internal.net.Connection, dev.vivace.internal.tls.TlsEndpoint",
        "internal.tls.TlsConnection, dev.vivace.internal.exchange.Protocol",
        "internal.tls.TlsConnection, java.nio.ByteBuffer",
        "internal.net.Connection, io.netty.channel.IoHandle",
        "internal.net.Connection, java.nio.ByteBuffer",
        "internal.work.Workers, dev.vivace.internal.exchange.Loop",
        "internal.exchange.Exchange, dev.vivace.internal.http1.HeadParser",
        "internal.exchange.Exchange, dev.vivace.internal.route.RouteTable",
        "internal.exchange.Exchange, dev.vivace.internal.json.JsonOutput",
        "internal.exchange.Exchange, dev.vivace.Handler",
        "internal.exchange.Exchange, org.jctools.queues.MpscArrayQueue",
        "internal.http1.HeadParser, dev.vivace.internal.http1.Octets",
        "internal.http1.Octets, java.nio.ByteOrder",
        "internal.http1.Octets, java.nio.charset.StandardCharsets",
        "internal.json.JsonOutput, com.dslplatform.json.JsonWriter",
        "Bootstrap, dev.vivace.internal.net.NettyServer",
        "Bootstrap$1, dev.vivace.internal.http1.Methods",
        "test.TestClient, dev.vivace.internal.exchange.LoopContext",
        "Vivace, dev.vivace.Handler",
    })
    void shouldAllowTheArrowsOfTheDesign(String from, String to) {
        assertEquals(List.of(), Arrows.violations(List.of(new Reference("dev.vivace." + from, to))));
    }

    /** Names classes in every way that the constant pool knows; never runs. */
    static class Sample {
        Map<String, List<? extends StringBuilder>> generic;
        java.net.URI[] array;

        Object written(Object in) {
            Supplier<java.util.BitSet> made = java.util.BitSet::new;
            return in instanceof java.util.Random ? new java.util.ArrayDeque<>(2) : made.get();
        }
    }

    @Test
    void shouldReadAllThatAClassNames() throws IOException {
        try (InputStream file = ArrowsTest.class.getResourceAsStream("ArrowsTest$Sample.class")) {
            Set<String> names = ClassReferences.named(file);
            List<String> wanted = List.of(
                    "java.util.Map",
                    "java.util.List",
                    "java.lang.StringBuilder",
                    "java.net.URI",
                    "java.util.BitSet",
                    "java.util.Random",
                    "java.util.ArrayDeque",
                    "java.util.function.Supplier");
            assertTrue(names.containsAll(wanted), names::toString);
        }
    }

    /** Shows library types in every place that users can see, and in places that they cannot. */
    public abstract static class Leaky<T extends QueueProgressIndicators>
            implements MessagePassingQueue.Consumer<String> {
        protected List<? super ByteBuf[]> field;
        ByteBuf hidden;

        protected Leaky(ByteBuf argument) {}

        abstract ByteBuf hiddenToo();

        public abstract Map<String, com.dslplatform.json.JsonWriter> result();

        public abstract <E extends io.netty.handler.codec.CodecException> void thrown() throws E;
    }

    @Test
    void shouldFindLibraryTypesInSignatures() {
        String name = Leaky.class.getName();
        assertEquals(
                Set.of(
                        name + " shows org.jctools.queues.QueueProgressIndicators",
                        name + " shows org.jctools.queues.MessagePassingQueue$Consumer",
                        name + ".field shows io.netty.buffer.ByteBuf",
                        name + "." + name + " shows io.netty.buffer.ByteBuf",
                        name + ".result shows com.dslplatform.json.JsonWriter",
                        name + ".thrown shows io.netty.handler.codec.CodecException"),
                Set.copyOf(PublicSignatures.leaks(Leaky.class, LIBRARIES)));
    }

    @Test
    void shouldLookAtWhatUsersCanName() throws ClassNotFoundException {
        assertTrue(PublicSignatures.isVisible(dev.vivace.Vivace.class));
        assertTrue(PublicSignatures.isVisible(dev.vivace.Later.Answer.class));
        assertFalse(PublicSignatures.isVisible(Class.forName("dev.vivace.Bootstrap")));
        assertFalse(PublicSignatures.isVisible(Leaky.class), "nested in a hidden class");
    }
}
