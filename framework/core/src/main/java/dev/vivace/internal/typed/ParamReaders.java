package dev.vivace.internal.typed;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the arguments of a record's constructor come from: each of these, with all parameters but the first bound, is one
 * argument. Those whose names end in {@code Or} have something that stands in for a missing value.
 *
 * <p><b>Threading:</b> stateless.
 */
final class ParamReaders {
    private ParamReaders() {}

    static long whole(ParamValues values, int slot, long min, long max) {
        return ParamNumbers.whole(values, values.one(slot), min, max);
    }

    static long wholeOr(ParamValues values, int slot, long min, long max, long otherwise) {
        return values.has(slot) ? whole(values, slot, min, max) : otherwise;
    }

    static double real(ParamValues values, int slot) {
        return ParamNumbers.real(values, values.one(slot));
    }

    static double realOr(ParamValues values, int slot, double otherwise) {
        return values.has(slot) ? real(values, slot) : otherwise;
    }

    static float single(ParamValues values, int slot) {
        return ParamNumbers.single(values, values.one(slot));
    }

    static float singleOr(ParamValues values, int slot, float otherwise) {
        return values.has(slot) ? single(values, slot) : otherwise;
    }

    static boolean truth(ParamValues values, int slot) {
        return ParamNumbers.truth(values, values.one(slot));
    }

    static boolean truthOr(ParamValues values, int slot, boolean otherwise) {
        return values.has(slot) ? truth(values, slot) : otherwise;
    }

    static Object object(ParamValues values, int slot, ValueReader reader) {
        return reader.read(values, values.one(slot));
    }

    static Object objectOr(ParamValues values, int slot, ValueReader reader, Object otherwise) {
        return values.has(slot) ? reader.read(values, values.one(slot)) : otherwise;
    }

    /** For an Optional that is never empty. */
    static ParamValues present(ParamValues values, int slot) {
        if (!values.has(slot)) {
            throw ParamFault.REQUIRED;
        }
        return values;
    }

    static Optional<?> optional(ParamValues values, int slot, ValueReader reader) {
        return values.has(slot) ? Optional.of(reader.read(values, values.one(slot))) : Optional.empty();
    }

    static OptionalInt optionalInt(ParamValues values, int slot) {
        return values.has(slot)
                ? OptionalInt.of((int) whole(values, slot, Integer.MIN_VALUE, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    static OptionalLong optionalLong(ParamValues values, int slot) {
        return values.has(slot)
                ? OptionalLong.of(whole(values, slot, Long.MIN_VALUE, Long.MAX_VALUE))
                : OptionalLong.empty();
    }

    static OptionalDouble optionalDouble(ParamValues values, int slot) {
        return values.has(slot) ? OptionalDouble.of(real(values, slot)) : OptionalDouble.empty();
    }

    /** Unmodifiable, whatever its length. */
    static List<?> list(ParamValues values, int slot, ValueReader reader) {
        int hit = values.first(slot);
        if (hit < 0) {
            return List.of();
        }
        int second = values.next(hit);
        Object first = reader.read(values, values.decoded(hit));
        if (second < 0) {
            return List.of(first);
        }
        Object[] all = new Object[values.count(slot)];
        all[0] = first;
        int index = 1;
        for (int next = second; next >= 0; next = values.next(next)) {
            all[index++] = reader.read(values, values.decoded(next));
        }
        return Collections.unmodifiableList(Arrays.asList(all));
    }

    /** Unmodifiable, in the order of the request. */
    static Set<?> set(ParamValues values, int slot, ValueReader reader) {
        if (!values.has(slot)) {
            return Set.of();
        }
        Set<Object> all = new LinkedHashSet<>();
        for (int hit = values.first(slot); hit >= 0; hit = values.next(hit)) {
            all.add(reader.read(values, values.decoded(hit)));
        }
        return Collections.unmodifiableSet(all);
    }
}
