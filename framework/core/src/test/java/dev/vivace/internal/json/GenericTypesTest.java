package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.CompiledJson;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.JsonType.Kind;
import dev.vivace.internal.typed.Member;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generic types that are mentioned with the variables of the one around them. */
class GenericTypesTest {
    /** Is mentioned with an open argument. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL)
    public record Box<T>(T value, @Min(1) int count) {}

    /** Mentions it, in all sorts of ways. */
    @CompiledJson
    public record Page<T>(
            Box<T> box,
            List<Box<T>> boxes,
            Map<String, Box<T>> named,
            Set<T> several,
            Box<Box<T>> inBox,
            Box<T>[] array) {}

    /** Has one member of its own. */
    @CompiledJson
    public record Request(Page<String> page, Box<String> box) {}

    /** Leaves the variable to others. */
    public static class Base<T> {
        private Box<T> box;

        /** A property of the class below. */
        public Box<T> getBox() {
            return box;
        }

        /** Its setter. */
        public void setBox(Box<T> value) {
            box = value;
        }
    }

    /** Says what it is. */
    @CompiledJson
    public static class Heir extends Base<String> {}

    /** Has a rule for what it does not know. */
    @CompiledJson
    public record Ruled(Box<List<@Size(max = 2) String>> box) {}

    /** Is inside itself, and another one at each level. */
    @CompiledJson
    public record Deep<T>(T value, Deep<List<T>> next) {}

    /** Mentions it. */
    @CompiledJson
    public record Deepest(Deep<String> deep) {}

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();

    private Request decode(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return input.decode(codecs.decoder(Request.class), bytes, 0, bytes.length);
    }

    private JsonType member(JsonType type, String name) {
        for (Member member : type.members()) {
            if (member.name().equals(name)) {
                return member.use().type();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void shouldKnowWhatTheVariablesStandFor() {
        JsonType request = codecs.model(Request.class).type();
        JsonType page = member(request, "page");
        JsonType box = member(request, "box");
        assertEquals(Kind.OBJECT, box.kind());
        assertEquals(Kind.STRING, member(box, "value").kind());
        assertSame(box, member(page, "box"));
        assertSame(box, member(page, "boxes").element().type());
        assertSame(box, member(page, "named").element().type());
        assertSame(box, member(page, "array").element().type());
        assertSame(box, member(member(page, "inBox"), "value"));
        assertEquals(
                "java.util.Set<java.lang.String>",
                member(page, "several").javaType().getTypeName());
    }

    @Test
    void shouldKnowWhatThoseOfTheClassAboveStandFor() {
        JsonType box = member(codecs.model(Heir.class).type(), "box");
        assertSame(member(codecs.model(Request.class).type(), "box"), box);
    }

    @Test
    void shouldRefuseRulesForTypeArgumentsThatAreNotKept() {
        assertEquals(
                "There are constraints at the type arguments of Ruled.box, where they are not checked. Use a check instead:"
                        + " Json.of(...).check(...) or Params.of(...).check(...).",
                assertThrows(IllegalArgumentException.class, () -> codecs.model(Ruled.class))
                        .getMessage());
    }

    @Test
    void shouldReadThem() {
        String box = "{\"value\":\"a\",\"count\":7}";
        Request request = decode("{\"page\":{\"box\":" + box + ",\"boxes\":[" + box + "],\"named\":{\"x\":" + box
                + "},\"several\":[\"b\"],\"inBox\":{\"value\":" + box + ",\"count\":2},\"array\":[" + box + "]}}");
        Box<String> a = new Box<>("a", 7);
        assertEquals(a, request.page().box());
        assertEquals(List.of(a), request.page().boxes());
        assertEquals(Map.of("x", a), request.page().named());
        assertEquals(Set.of("b"), request.page().several());
        assertEquals(new Box<>(a, 2), request.page().inBox());
        assertEquals(List.of(a), List.of(request.page().array()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'value':'a','count':'7'} | " + JsonFault.INTEGER_EXPECTED,
                "{'value':'a','count':1e2} | " + JsonFault.INTEGER_EXPECTED,
                "{'value':7,'count':7} | " + JsonFault.STRING_EXPECTED,
                "{'value':'a'} | " + JsonFault.MEMBER_MISSING,
                "{'value':'a','count':null} | " + JsonFault.NULL_REFUSED,
                "{'value':'a','count':7,'more':1} | " + JsonFault.NAME_UNKNOWN,
                "{'value':'a','count':0} | " + JsonFault.CONSTRAINT_VIOLATED,
            },
            quoteCharacter = '`')
    void shouldBeAsStrictAsElsewhere(String box, int fault) {
        String right = "{'value':'a','count':7}";
        for (String page : List.of(
                "{'box':%s}",
                "{'boxes':[%s]}", "{'named':{'x':%s}}", "{'inBox':{'value':%s,'count':1}}", "{'array':[%s]}")) {
            String json = "{'page':" + page + "}";
            decode(json.formatted(right).replace('\'', '"'));
            assertEquals(
                    fault,
                    assertThrows(
                                    JsonFaultException.class,
                                    () -> decode(json.formatted(box).replace('\'', '"')),
                                    () -> json.formatted(box))
                            .code(),
                    () -> json.formatted(box));
        }
    }

    @Test
    void shouldEndWithATypeThatHasNoEnd() {
        JsonType deep = member(codecs.model(Deepest.class).type(), "deep");
        assertEquals(Kind.STRING, member(deep, "value").kind());
        assertEquals(Kind.ARRAY, member(member(deep, "next"), "value").kind());
    }
}
