package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrictJsonNamesTest {
    private final NameTable names = new NameTable(0x1234_5678_9ABC_DEF0L, 0x0F1E_2D3C_4B5A_6978L);
    private final StrictJson strict = new StrictJson(512, 1_000, false, names);

    @Test
    void shouldFindADuplicateAmongManyNames() {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < 50_000; i++) {
            object.append("\"name").append(i).append("\":0,");
        }
        assertEquals(JsonFault.OK, validate(object + "\"last\":0}"));
        assertEquals(JsonFault.DUPLICATE_NAME, validate(object + "\"name0\":0}"));
        assertEquals(JsonFault.DUPLICATE_NAME, validate(object + "\"name49999\":0}"));
        assertEquals(JsonFault.DUPLICATE_NAME, validate(object + "\"n\\u0061me31415\":0}"));
    }

    @Test
    void shouldKeepTheNamesOfObjectsApart() {
        String member = "{\"id\":1,\"name\":\"x\",\"i\\u0064s\":[]}";
        assertEquals(JsonFault.OK, validate("[" + (member + ",").repeat(20_000) + member + "]"));
        assertEquals(JsonFault.OK, validate("{\"a\":".repeat(500) + "1" + "}".repeat(500)));
        assertEquals(JsonFault.DUPLICATE_NAME, validate("{\"a\":".repeat(500) + "1,\"a\":1" + "}".repeat(500)));
    }

    @Test
    void shouldForgetTheNamesOfTheDocumentBefore() {
        for (int i = 0; i < 10_000; i++) {
            assertEquals(JsonFault.OK, validate("{\"a\":1,\"b\":{\"a\":2}}"));
            assertEquals(JsonFault.DUPLICATE_NAME, validate("{\"a\":1,\"a\":2}"));
        }
    }

    @Test
    void shouldCompareNamesOfEveryLengthByEveryByte() {
        for (int length = 1; length < 40; length++) {
            for (int i = 0; i < length; i++) {
                String one = "x".repeat(length);
                String other = one.substring(0, i) + "y" + one.substring(i + 1);
                assertEquals(JsonFault.OK, validate("{\"" + one + "\":1,\"" + other + "\":2}"));
            }
            String same = "z".repeat(length);
            assertEquals(JsonFault.DUPLICATE_NAME, validate("{\"" + same + "\":1,\"" + same + "\":2}"));
            String escaped = "\\u007a" + same.substring(1);
            assertEquals(JsonFault.DUPLICATE_NAME, validate("{\"" + same + "\":1,\"" + escaped + "\":2}"));
        }
    }

    @Test
    void shouldSpreadNamesThatCollideInJavasStringHash() {
        StringBuilder object = new StringBuilder("{");
        int count = 1 << 14;
        for (int i = 0; i < count; i++) {
            object.append('"');
            for (int bit = 0; bit < 14; bit++) {
                object.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            object.append("\":0,");
        }
        assertProbesLinear(object + "\"last\":0}", count);
    }

    @Test
    void shouldSpreadNamesThatDifferInFewBits() {
        StringBuilder object = new StringBuilder("{");
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            object.append('"')
                    .append("a".repeat(i % 200))
                    .append((char) ('b' + i / 200 % 20))
                    .append(i / 4000)
                    .append("\":0,");
        }
        assertProbesLinear(object + "\"last\":0}", count);
    }

    @Test
    void shouldSpreadTheSameNamesInManyObjects() {
        int count = 30_000;
        assertProbesLinear("[" + "{\"id\":1,\"x\":2,\"y\":3},".repeat(count / 3) + "0]", count);
    }

    @Test
    void shouldSpreadNamesThatMirrorTheNumberOfTheirObject() {
        // Object number exclusive-or name is one constant: they would all collide if the hash only combined them so.
        StringBuilder array = new StringBuilder("[");
        int count = 0;
        for (int object = 1; object < 0x4000; object++) {
            char low = (char) (0x40 ^ object & 0xFF);
            char high = (char) (0x40 ^ object >> 8);
            if (object % 256 < 0x40 && low != '\\' && high != '\\') {
                array.append("{\"aaaa").append(low).append(high).append("@@\":0},");
                count++;
            } else {
                array.append("{},");
            }
        }
        assertTrue(count > 3_000);
        assertProbesLinear(array + "0]", count);
    }

    @Test
    void shouldWriteEscapedNamesPlainlyInPlaceWhenAskedTo() {
        assertNormalised("{\"na\\u006de\":1}", "{\"name\"     :1}");
        assertNormalised("{\"\\u0061\\u0062\" : 1}", "{\"ab\"           : 1}");
        assertNormalised("{\"a\\/b\":1,\"c\":\"\\u0041\"}", "{\"a/b\" :1,\"c\":\"\\u0041\"}");
        assertNormalised("{\"\\u00e9\":1}", "{\"\303\251\"    :1}");
        assertNormalised("{\"\\ud83d\\ude00\":1}", "{\"\360\237\230\200\"        :1}");
        assertNormalised("{\"\\u0022\":1}", "{\"\\\"\"    :1}");
        assertNormalised("{\"\\u005C\":1}", "{\"\\\\\"    :1}");
        assertNormalised("{\"\\u000a\\n\":1}", "{\"\\n\\n\"    :1}");
        assertNormalised("{\"\\u001F\":1}", "{\"\\u001f\":1}");
        assertNormalised("{\"plain\":{\"\\u0061\":[{\"b\\u0062\":0}]}}", "{\"plain\":{\"a\"     :[{\"bb\"     :0}]}}");
    }

    @Test
    void shouldStillFindDuplicatesOfNamesItHasRewritten() {
        StrictJson normalising = new StrictJson(512, 1_000, true);
        byte[] document = JsonCases.bytes("{\"\\u0061\":1,\"b\":2,\"a\":3}");
        assertEquals(JsonFault.DUPLICATE_NAME, normalising.validate(document, 0, document.length, JsonShape.ANY));
    }

    @Test
    void shouldMeanTheSameAfterRewriting() {
        StrictJson normalising = new StrictJson(512, 1_000, true);
        JsonInput input = new DslJsonCodecs().newInput();
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder document = new StringBuilder("{\"");
            for (int k = random.nextInt(6); k >= 0; k--) {
                int unit = random.nextInt(4) == 0 ? random.nextInt(0xD800) : random.nextInt(0x80);
                document.append(String.format("\\u%04x", unit));
            }
            byte[] bytes = document.append("\":[1]}").toString().getBytes(StandardCharsets.UTF_8);
            Object before = input.decodeValue(bytes, 0, bytes.length);
            assertEquals(JsonFault.OK, normalising.validate(bytes, 0, bytes.length, JsonShape.ANY));
            assertEquals(before, input.decodeValue(bytes, 0, bytes.length));
        }
    }

    private void assertNormalised(String before, String after) {
        byte[] document = JsonCases.bytes(before);
        StrictJson normalising = new StrictJson(512, 1_000, true);
        assertEquals(JsonFault.OK, normalising.validate(document, 0, document.length, JsonShape.ANY));
        assertEquals(after, JsonCases.show(document));
    }

    private void assertProbesLinear(String document, int nameCount) {
        long before = names.collisions();
        assertEquals(JsonFault.OK, validate(document));
        long probes = names.collisions() - before;
        // At half load, linear probing expects 1.5 extra probes for the last name and fewer on average.
        assertTrue(probes < 2L * nameCount, () -> probes + " collisions for " + nameCount + " names");
    }

    private int validate(String document) {
        byte[] bytes = JsonCases.bytes(document);
        return strict.validate(bytes, 0, bytes.length, JsonShape.ANY);
    }
}
