package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {
    private final Examples json = new Examples();
    private final SchemaCheck check = new SchemaCheck(Map.of(
            "Node",
            tree("{'type':'object','required':['id'],'properties':{'id':{'type':'integer'},'next':{'anyOf':[{'$ref':"
                    + "'#/components/schemas/Node'},{'type':'null'}]}},'additionalProperties':false}")));

    /** As documents are before they are written. */
    private Object tree(String text) {
        return plain(json.json(text.replace('\'', '"')));
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonValue.JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.members().forEach((name, member) -> map.put(name, plain(member)));
            return map;
        } else if (value instanceof JsonValue.JsonArray array) {
            return array.elements().stream().map(SchemaCheckTest::plain).toList();
        } else if (value instanceof JsonValue.JsonString string) {
            return string.value();
        } else if (value instanceof JsonValue.JsonBool bool) {
            return bool.value();
        }
        return ((JsonValue.JsonNumber) value).decimal();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; [1,null]; 5",
                "{'type':'string'}; 'a'; 5",
                "{'type':['string','null']}; null; 5",
                "{'type':'integer'}; 5; 5.5",
                "{'type':'integer','format':'int32'}; 2147483647; 2147483648",
                "{'type':'integer','format':'int64'}; -9223372036854775808; 9223372036854775808",
                "{'type':'number','minimum':1,'maximum':2}; 1; 2.1",
                "{'type':'number','exclusiveMinimum':1}; 1.1; 1",
                "{'type':'number','exclusiveMaximum':1}; 0.9; 1",
                "{'type':'string','minLength':2}; '😀😀'; '😀'",
                "{'type':'string','maxLength':1}; '😀'; 'ab'",
                "{'type':'string','pattern':'^a+$'}; 'aa'; 'ab'",
                "{'type':'string','format':'uuid'}; '00000000-0000-0000-0000-000000000001'; 'x'",
                "{'type':'string','format':'date'}; '2025-11-21'; '2025-11-32'",
                "{'type':'string','format':'date-time'}; '2025-11-21T10:00:00Z'; '2025-11-21'",
                "{'type':'string','format':'date-time'}; '2025-11-21T10:00:00Z'; '2025-11-21T10:00:00Z[UTC]'",
                "{'type':'string','enum':['a','b']}; 'b'; 'c'",
                "{'const':'a'}; 'a'; 'b'",
                "{'const':true}; true; false",
                "{'not':{'type':'string'}}; 5; 'a'",
                "{'type':'array','items':{'type':'boolean'},'minItems':1,'maxItems':2}; [true]; []",
                "{'type':'array','items':{'type':'boolean'},'maxItems':2}; [true]; [true,false,true]",
                "{'type':'array','items':{'type':'boolean'}}; [true]; [1]",
                "{'type':'object','additionalProperties':{'type':'null'},'minProperties':1}; {'a':null}; {}",
                "{'type':'object','additionalProperties':{'type':'null'},'maxProperties':1}; {'a':null}; {'a':null,'b':null}",
                "{'type':'object','additionalProperties':{'type':'null'}}; {'a':null}; {'a':1}",
                "{'oneOf':[{'type':'number'},{'type':'string'}]}; 5; null",
                "{'oneOf':[{'type':'number'},{'type':'integer'}]}; 5.5; 5",
                "{'allOf':[{'minimum':1},{'maximum':2}]}; 2; 3",
                "{'$ref':'#/components/schemas/Node','description':'x'}; {'id':1,'next':{'id':2}}; {'id':1,'next':{}}",
                "{'$ref':'#/components/schemas/Node'}; {'id':1,'next':null}; {'id':1,'previous':null}",
            })
    void shouldTellRightFromWrong(String schema, String right, String wrong) {
        assertNull(check.fault(tree(schema), json.json(right.replace('\'', '"'))));
        if (!schema.equals("{}")) {
            assertNotNull(check.fault(tree(schema), json.json(wrong.replace('\'', '"'))));
        }
    }

    @Test
    void shouldSayWhere() {
        assertEquals(
                "the value at '/a~1b/1' is not of type \"boolean\": 7",
                check.fault(
                        Map.of("properties", Map.of("a/b", Map.of("items", Map.of("type", "boolean")))),
                        json.json("{\"a/b\":[true,7]}")));
        assertEquals(
                "the value at '' lacks the member 'id': {}",
                check.fault(Map.of("required", List.of("id")), json.json("{}")));
    }
}
