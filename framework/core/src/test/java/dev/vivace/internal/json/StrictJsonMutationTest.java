package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrictJsonMutationTest {
    private static final long SEED = 20_260_415L;
    private static final byte[] LIKELY = JsonCases.bytes("{}[]\"\"\\\\:,,  \n0123456789.eE+-truefalsnu/bd8cD"
            + "\303\251\344\275\240\360\237\230\200\355\240\000\037");

    private final StrictJson strict = new StrictJson();
    private int accepted;

    @Test
    void shouldAgreeWithTheReferenceOnRandomBytes() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            byte[] document = new byte[random.nextInt(12)];
            for (int k = 0; k < document.length; k++) {
                document[k] = i % 4 == 0 ? (byte) random.nextInt(256) : LIKELY[random.nextInt(LIKELY.length)];
            }
            assertAgreement(document);
        }
        assertTrue(accepted > 100, "too few were valid to prove anything: " + accepted);
    }

    @Test
    void shouldAgreeWithTheReferenceOnMutatedDocuments() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> seeds = JsonCases.validNested();
        seeds.addAll(JsonCases.valid());
        seeds.addAll(JsonCases.invalid());
        for (int i = 0; i < 200_000; i++) {
            byte[] document = seeds.get(random.nextInt(seeds.size()));
            for (int k = random.nextInt(3); k >= 0; k--) {
                document = mutate(document, random, seeds);
            }
            assertAgreement(document);
        }
        assertTrue(accepted > 10_000, "too few were valid to prove anything: " + accepted);
    }

    private static byte[] mutate(byte[] document, SplittableRandom random, List<byte[]> seeds) {
        int at = random.nextInt(document.length + 1);
        int to = at + random.nextInt(document.length - at + 1);
        byte[] fresh = {LIKELY[random.nextInt(LIKELY.length)]};
        return switch (random.nextInt(6)) {
            case 0 -> splice(document, at, Math.min(at + 1, document.length), fresh);
            case 1 -> splice(document, at, at, fresh);
            case 2 -> splice(document, at, Math.min(at + 1, document.length), new byte[0]);
            case 3 -> splice(document, at, to, new byte[0]);
            case 4 -> splice(document, to, to, Arrays.copyOfRange(document, at, Math.min(to, at + 30)));
            default -> splice(document, at, to, seeds.get(random.nextInt(seeds.size())));
        };
    }

    private static byte[] splice(byte[] document, int from, int to, byte[] fresh) {
        byte[] result = Arrays.copyOf(document, document.length - (to - from) + fresh.length);
        System.arraycopy(fresh, 0, result, from, fresh.length);
        System.arraycopy(document, to, result, from + fresh.length, document.length - to);
        return result;
    }

    private void assertAgreement(byte[] document) {
        byte[] before = document.clone();
        int code = strict.validate(document, 0, document.length, JsonShape.ANY);
        boolean valid = ReferenceJson.accepts(before);
        assertEquals(valid, code == JsonFault.OK, () -> code + " for " + JsonCases.show(before));
        assertTrue(strict.faultOffset() >= 0 && strict.faultOffset() <= document.length, () -> JsonCases.show(before));
        assertTrue(Arrays.equals(before, document), () -> "changed: " + JsonCases.show(before));
        if (valid) {
            accepted++;
        }
    }
}
