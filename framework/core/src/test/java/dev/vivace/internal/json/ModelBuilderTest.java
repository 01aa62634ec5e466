package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.dslplatform.json.NonNull;
import dev.vivace.JsonValue;
import dev.vivace.internal.json.ShapeSamples.Suit;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.JsonType.Kind;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is known about a type before the first document comes. */
class ModelBuilderTest {
    /** Refuses what it does not know, and what is missing. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL)
    public record Strict(
            int i,
            Integer boxed,
            @JsonAttribute(mandatory = true) String must,
            @JsonAttribute(nullable = false) String nonNull,
            @NonNull ShapeSamples.Inner inner) {}

    /** Refuses nothing, whatever the app says. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.IGNORE)
    public record Lenient(int i, Optional<List<String>> texts, OptionalDouble number) {}

    /** Takes every text. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.IGNORE)
    public enum Open {
        /** Stands for what is unknown. */
        OTHER,
        /** Known. */
        KNOWN
    }

    /** Has one. */
    @CompiledJson
    public record Opened(Open open) {}

    private final DslJsonCodecs codecs = new DslJsonCodecs();

    private JsonType type(Class<?> type) {
        TypeUse use = codecs.model(type);
        assertEquals(use.type().kind() == Kind.ANY, use.nullable());
        assertSame(use.type(), codecs.model(type).type());
        return use.type();
    }

    private static Member member(JsonType type, String name) {
        return type.members().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertMember(JsonType type, String name, Kind kind, String format, boolean required) {
        Member member = member(type, name);
        assertEquals(kind, member.use().type().kind(), name);
        assertEquals(format, member.use().type().format(), name);
        assertEquals(required, member.required(), name);
        assertEquals(!required, member.use().nullable(), name);
    }

    @Test
    void shouldKnowEveryKind() {
        JsonType kinds = type(ShapeSamples.Kinds.class);
        assertEquals(Kind.OBJECT, kinds.kind());
        assertEquals(26, kinds.members().size());
        assertMember(kinds, "b", Kind.INTEGER, "int8", true);
        assertMember(kinds, "s", Kind.INTEGER, "int16", true);
        assertMember(kinds, "i", Kind.INTEGER, "int32", true);
        assertMember(kinds, "l", Kind.INTEGER, "int64", true);
        assertMember(kinds, "f", Kind.NUMBER, "float", true);
        assertMember(kinds, "d", Kind.NUMBER, "double", true);
        assertMember(kinds, "z", Kind.BOOLEAN, null, true);
        assertMember(kinds, "ii", Kind.INTEGER, "int32", false);
        assertMember(kinds, "dd", Kind.NUMBER, "double", false);
        assertMember(kinds, "zz", Kind.BOOLEAN, null, false);
        assertMember(kinds, "decimal", Kind.NUMBER, null, false);
        assertMember(kinds, "big", Kind.INTEGER, null, false);
        assertMember(kinds, "text", Kind.STRING, null, false);
        assertMember(kinds, "uuid", Kind.STRING, "uuid", false);
        assertMember(kinds, "day", Kind.STRING, "date", false);
        assertMember(kinds, "time", Kind.STRING, "date-time-local", false);
        assertMember(kinds, "instant", Kind.STRING, "date-time", false);
        assertMember(kinds, "suit", Kind.ENUM, null, false);
        assertMember(kinds, "bytes", Kind.STRING, "byte", false);
        assertMember(kinds, "optional", Kind.INTEGER, "int32", false);
        assertMember(kinds, "optionalInt", Kind.INTEGER, "int32", false);
        assertEquals(Integer.class, member(kinds, "optionalInt").use().type().javaType());
        assertEquals(
                List.of("HEARTS", "SPADES"), member(kinds, "suit").use().type().constants());
    }

    @Test
    void shouldKnowWhatIsInContainers() {
        JsonType boxes = type(ShapeSamples.Boxes.class);
        assertMember(boxes, "ints", Kind.ARRAY, null, false);
        TypeUse ints = member(boxes, "ints").use().type().element();
        assertEquals("int32", ints.type().format());
        assertFalse(ints.nullable());
        TypeUse boxed = member(boxes, "boxed").use().type().element();
        assertTrue(boxed.nullable());
        assertMember(boxes, "map", Kind.MAP, null, false);
        assertEquals("int32", member(boxes, "map").use().type().element().type().format());
        JsonType suits = member(boxes, "suits").use().type();
        assertEquals(
                List.of("HEARTS", "SPADES"),
                suits.element().type().element().type().constants());
        assertSame(
                member(boxes, "inner").use().type(),
                member(boxes, "inners").use().type().element().type());
        JsonType lenient = type(Lenient.class);
        assertMember(lenient, "texts", Kind.ARRAY, null, false);
        assertMember(lenient, "number", Kind.NUMBER, "double", false);
    }

    @Test
    void shouldReferToItself() {
        JsonType node = type(ShapeSamples.Node.class);
        assertSame(node, member(node, "next").use().type());
        assertSame(node, member(node, "children").use().type().element().type());
        assertSame(node, member(node, "named").use().type().element().type());
    }

    @Test
    void shouldGiveTheNamesAndTheValues() throws ReflectiveOperationException {
        JsonType named = type(ShapeSamples.Named.class);
        Member first = member(named, "a_b");
        assertEquals(List.of("aB", "AB"), first.otherNames());
        assertEquals("ab", first.property());
        assertEquals(7, first.accessor().invoke(new ShapeSamples.Named(7, 0, 0, 0)));
        assertEquals("ab", ((RecordComponent) first.annotated()).getName());
        assertEquals(Kind.ANY, member(named, "converted").use().type().kind());
        assertFalse(member(named, "converted").required());
        JsonType bean = type(ShapeSamples.Bean.class);
        ShapeSamples.Bean value = new ShapeSamples.Bean();
        value.setText("t");
        assertEquals("t", member(bean, "text").accessor().invoke(value));
        assertNull(member(bean, "field").accessor());
        assertTrue(member(bean, "taken").required());
        assertEquals(List.of("heir"), member(bean, "inherited").otherNames());
    }

    @Test
    void shouldKnowWhatMustBeThere() {
        JsonType strict = type(Strict.class);
        assertTrue(strict.unknownRefused());
        assertMember(strict, "i", Kind.INTEGER, "int32", true);
        assertMember(strict, "boxed", Kind.INTEGER, "int32", false);
        assertMember(strict, "must", Kind.STRING, null, true);
        assertMember(strict, "inner", Kind.OBJECT, null, true);
        // The decoder has a value for it
        assertFalse(member(strict, "nonNull").required());
        assertFalse(member(strict, "nonNull").use().nullable());
    }

    @Test
    void shouldRefuseUnknownMembersWhereTheAppOrTheTypeSaysSo() {
        DslJsonCodecs refusing = new DslJsonCodecs(null, true);
        assertFalse(type(ShapeSamples.Inner.class).unknownRefused());
        assertTrue(refusing.model(ShapeSamples.Inner.class).type().unknownRefused());
        assertTrue(refusing.model(Strict.class).type().unknownRefused());
        assertFalse(refusing.model(Lenient.class).type().unknownRefused());
    }

    @Test
    void shouldNotClaimToKnowWhatOthersRead() {
        JsonType bill = type(ShapeSamples.Bill.class);
        assertEquals(Kind.ANY, member(bill, "total").use().type().kind());
        assertEquals(
                Kind.ANY, member(bill, "items").use().type().element().type().kind());
        assertEquals(Kind.ANY, type(ShapeSamples.Arrayed.class).kind());
        assertEquals(Kind.ANY, type(JsonValue.class).kind());
        assertEquals(Kind.ANY, type(Object.class).kind());
        JsonType opened = type(Opened.class);
        assertEquals(Kind.STRING, member(opened, "open").use().type().kind());
        assertEquals(Kind.ENUM, codecs.model(Suit.class).type().kind());
    }

    @Test
    void shouldReplaceTypeVariables() {
        JsonType pairs = type(ShapeSamples.Pairs.class);
        JsonType ints = member(pairs, "ints").use().type();
        JsonType texts = member(pairs, "texts").use().type();
        assertMember(ints, "first", Kind.INTEGER, "int32", false);
        assertMember(texts, "first", Kind.STRING, null, false);
        assertEquals(
                Kind.STRING, member(texts, "rest").use().type().element().type().kind());
        assertEquals(Map.of(), texts.variants());
    }
}
