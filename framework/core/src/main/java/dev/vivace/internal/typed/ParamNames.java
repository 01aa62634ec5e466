package dev.vivace.internal.typed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds query parameters by the bytes of their names. Records have few of them: what tells nearly all apart, length and
 * first byte, is compared at once, and the rest of one name only.
 *
 * <p><b>Threading:</b> immutable.
 */
final class ParamNames {
    private final int[] keys;
    private final byte[][] names;
    private final int[] slots;

    ParamNames(List<ParamSlot> all) {
        List<ParamSlot> query =
                all.stream().filter(slot -> slot.place() == ParamPlace.QUERY).toList();
        keys = new int[query.size()];
        names = new byte[query.size()][];
        slots = new int[query.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = query.get(i).model().name().getBytes(StandardCharsets.UTF_8);
            keys[i] = key(names[i], 0, names[i].length);
            slots[i] = query.get(i).index();
        }
    }

    private static int key(byte[] bytes, int start, int end) {
        return start == end ? 0 : end - start << 8 | bytes[start] & 0xFF;
    }

    int count() {
        return names.length;
    }

    int find(byte[] bytes, int start, int end) {
        int key = key(bytes, start, end);
        int[] all = keys;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == key && Arrays.equals(names[i], 0, names[i].length, bytes, start, end)) {
                return slots[i];
            }
        }
        return ParamsPlan.ABSENT;
    }
}
