package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.UnknownProperties;
import dev.vivace.Vivace;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaWriterTest {
    /** The component of a type, in the document of an app that answers with it. */
    private static JsonObject component(Class<?> type, String name) {
        return component(Vivace.create(), type, name);
    }

    private static JsonObject component(Vivace app, Class<?> type, String name) {
        app.get("/", (req, res) -> res.empty(), route -> route.returns(type));
        byte[] bytes = OpenApi.of("Samples", "1").document(app);
        assertEquals("[]", IndependentParserTest.parsed(bytes).getMessages().toString());
        JsonObject document = (JsonObject) new Examples().json(new String(bytes, StandardCharsets.UTF_8));
        JsonObject schemas = (JsonObject) ((JsonObject) document.get("components")).get("schemas");
        return (JsonObject) schemas.get(name);
    }

    private static void assertProperties(Class<?> type, String... namesAndSchemas) {
        Map<String, JsonValue> properties =
                ((JsonObject) component(type, type.getSimpleName()).get("properties")).members();
        StringBuilder wanted = new StringBuilder();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            wanted.append(namesAndSchemas[i])
                    .append(' ')
                    .append(namesAndSchemas[i + 1])
                    .append('\n');
        }
        StringBuilder found = new StringBuilder();
        properties.forEach((name, schema) -> found.append(name)
                .append(' ')
                .append(JsonText.line(schema).replace('"', '\''))
                .append('\n'));
        assertEquals(wanted.toString(), found.toString());
    }

    private static String required(Class<?> type) {
        return JsonText.line(component(type, type.getSimpleName()).get("required"));
    }

    @Test
    void shouldWriteScalars() {
        assertProperties(
                SchemaSamples.Scalars.class,
                "flag",
                "{'type':'boolean'}",
                "tiny",
                "{'type':'integer','minimum':-128,'maximum':127}",
                "small",
                "{'type':'integer','minimum':-32768,'maximum':32767}",
                "number",
                "{'type':'integer','format':'int32'}",
                "large",
                "{'type':'integer','format':'int64'}",
                "single",
                "{'type':'number','format':'float'}",
                "real",
                "{'type':'number','format':'double'}",
                "whole",
                "{'type':['integer','null']}",
                "exact",
                "{'type':['number','null']}",
                "text",
                "{'type':['string','null']}",
                "id",
                "{'type':['string','null'],'format':'uuid'}",
                "bytes",
                "{'type':['string','null'],'format':'byte','contentEncoding':'base64'}");
        assertEquals(
                "[\"flag\",\"tiny\",\"small\",\"number\",\"large\",\"single\",\"real\"]",
                required(SchemaSamples.Scalars.class));
    }

    @Test
    void shouldWriteTimes() {
        assertProperties(
                SchemaSamples.Times.class,
                "date",
                "{'type':['string','null'],'format':'date'}",
                "local",
                "{'type':['string','null'],'format':'date-time-local'}",
                "offset",
                "{'type':['string','null'],'format':'date-time'}",
                "instant",
                "{'type':['string','null'],'format':'date-time'}");
    }

    @Test
    void shouldWriteWhatMayBeMissing() {
        String reference = "{'$ref':'#/components/schemas/Size2'}";
        assertProperties(
                SchemaSamples.Maybe.class,
                "text",
                "{'type':['string','null']}",
                "number",
                "{'type':['integer','null'],'format':'int64'}",
                "size",
                "{'anyOf':[" + reference + ",{'type':'null'}]}",
                "surely",
                reference);
        assertEquals("[\"surely\"]", required(SchemaSamples.Maybe.class));
        assertEquals(
                "{\"type\":\"string\",\"enum\":[\"SMALL\",\"LARGE\"]}",
                JsonText.line(component(SchemaSamples.Maybe.class, "Size2")));
    }

    @Test
    void shouldWriteContainers() {
        assertProperties(
                SchemaSamples.Containers.class,
                "list",
                "{'type':['array','null'],'items':{'type':['integer','null'],'format':'int32'}}",
                "names",
                "{'type':['array','null'],'items':{'type':['string','null']}}",
                "array",
                "{'type':['array','null'],'items':{'type':'integer','format':'int64'}}",
                "map",
                "{'type':['object','null'],'additionalProperties':{'anyOf':[{'$ref':'#/components/schemas/Scalars'},"
                        + "{'type':'null'}]}}",
                "inner",
                "{'type':'array','items':{'type':'string','maxLength':5}}",
                "nested",
                "{'type':['array','null'],'items':{'type':['array','null'],'items':{'type':['string','null']}}}");
    }

    @Test
    void shouldWriteRulesAsKeywords() {
        assertProperties(
                SchemaSamples.Ruled.class,
                "name",
                "{'type':'string','minLength':2,'pattern':'\\\\S','maxLength':20}",
                "code",
                "{'type':'string','minLength':1,'pattern':'^[A-Z]+$'}",
                "mail",
                "{'type':['string','null'],'format':'email'}",
                "count",
                "{'type':'integer','format':'int32','minimum':1,'maximum':100}",
                "above",
                "{'type':'integer','format':'int64','exclusiveMinimum':0}",
                "price",
                "{'type':['number','null'],'exclusiveMaximum':9.5}",
                "tags",
                "{'type':['array','null'],'items':{'type':['string','null']},'maxItems':3}",
                "tiny",
                "{'type':'integer','minimum':-5,'maximum':127}");
    }

    /** Of a set, equal elements count once; and bytes are characters of Base64. */
    @Test
    void shouldWriteHowMuchIsInContainers() {
        assertProperties(
                SchemaAgainstServerTest.Bounded.class,
                "few",
                "{'type':['array','null'],'items':{'type':['string','null']},'minItems':2,'maxItems':3,'uniqueItems':true}",
                "linked",
                "{'type':['array','null'],'items':{'type':['integer','null'],'format':'int32'},'maxItems':2}",
                "sorted",
                "{'type':['object','null'],'additionalProperties':{'type':['integer','null'],'format':'int32'},"
                        + "'minProperties':1,'maxProperties':1}",
                "lists",
                "{'type':['array','null'],'items':{'type':['array','null'],'items':{'type':['string','null']}},'maxItems':2}",
                "filled",
                "{'type':'array','items':{'type':['string','null'],'maxLength':2},'minItems':1}",
                "bytes",
                "{'type':['string','null'],'format':'byte','contentEncoding':'base64','minLength':4,'maxLength':4}",
                "more",
                "{'type':'string','format':'byte','contentEncoding':'base64','minLength':4}",
                "dotted",
                "{'type':['string','null'],'pattern':'^.$'}");
    }

    /** {@code const} and {@code not} would leave out the null that is read and written. */
    @Test
    void shouldAllowNullBesideEveryRule() {
        assertProperties(
                SchemaSamples.Further.class,
                "yes",
                "{'type':'boolean','const':true}",
                "maybe",
                "{'anyOf':[{'type':'boolean','const':true},{'type':'null'}]}",
                "no",
                "{'anyOf':[{'type':'boolean','const':false},{'type':'null'}]}",
                "gone",
                "{'type':'null'}",
                "goneToo",
                "{'type':'null'}",
                "below",
                "{'type':['integer','null'],'format':'int32','exclusiveMaximum':0}",
                "exact",
                "{'type':['number','null'],'exclusiveMinimum':0.5,'exclusiveMaximum':100}",
                "past",
                "{'type':['string','null'],'format':'date'}",
                "zoned",
                "{'type':['string','null']}");
    }

    @Test
    void shouldWriteWhatIsSaid() {
        JsonObject said = component(SchemaSamples.Said.class, "Said");
        assertEquals("\"A word.\"", JsonText.line(said.get("description")));
        assertEquals("[{\"word\":\"yes\"}]", JsonText.line(said.get("examples")));
        assertProperties(
                SchemaSamples.Said.class,
                "word",
                "{'type':['string','null'],'description':'What it is.','examples':['no']}",
                "times",
                "{'type':'integer','format':'int32','examples':[3]}");
    }

    @Test
    void shouldSayWhereUnknownMembersAreRefused() {
        assertEquals(
                "{\"type\":\"object\",\"properties\":{\"the-name\":{\"type\":[\"string\",\"null\"]}},"
                        + "\"additionalProperties\":false}",
                JsonText.line(component(SchemaSamples.Closed.class, "Closed")));
        assertEquals(
                "false",
                JsonText.line(component(
                                Vivace.create().unknownProperties(UnknownProperties.REFUSE),
                                SchemaSamples.Said.class,
                                "Said")
                        .get("additionalProperties")));
    }

    @Test
    void shouldReferToTypesThatHoldThemselves() {
        String reference = "{'anyOf':[{'$ref':'#/components/schemas/Tree'},{'type':'null'}]}";
        assertProperties(
                SchemaSamples.Tree.class,
                "name",
                "{'type':['string','null']}",
                "children",
                "{'type':['array','null'],'items':" + reference + "}",
                "parent",
                reference);
    }

    @Test
    void shouldTellVariantsApart() {
        assertEquals(
                "{\"oneOf\":[{\"$ref\":\"#/components/schemas/CircleKind\"},{\"$ref\":\"#/components/schemas/Square\"}],"
                        + "\"discriminator\":{\"propertyName\":\"kind\",\"mapping\":{\"circle\":"
                        + "\"#/components/schemas/CircleKind\",\"square\":\"#/components/schemas/Square\"}}}",
                JsonText.line(component(SchemaSamples.Drawing.class, "Shape")));
        assertEquals(
                "{\"type\":\"object\",\"required\":[\"kind\",\"radius\"],\"properties\":{\"kind\":{\"type\":\"string\","
                        + "\"const\":\"circle\"},\"radius\":{\"type\":\"number\",\"format\":\"double\"}}}",
                JsonText.line(component(SchemaSamples.Drawing.class, "CircleKind")));
        assertEquals(
                "{\"type\":\"object\",\"required\":[\"radius\"],\"properties\":{\"radius\":{\"type\":\"number\","
                        + "\"format\":\"double\"}}}",
                JsonText.line(component(SchemaSamples.Drawing.class, "Circle")));
    }
}
