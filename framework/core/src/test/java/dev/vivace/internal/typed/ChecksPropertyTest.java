package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.internal.typed.Samples.Address;
import dev.vivace.internal.typed.Samples.Card;
import dev.vivace.internal.typed.Samples.Cash;
import dev.vivace.internal.typed.Samples.Everything;
import dev.vivace.internal.typed.Samples.Free;
import dev.vivace.internal.typed.Samples.Node;
import dev.vivace.internal.typed.Samples.Payment;
import dev.vivace.internal.typed.Samples.Transfer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is compiled says what each constraint says by itself: on random objects, most of them right but for a thing or two. */
class ChecksPropertyTest {
    private static final int OBJECTS = 100_000;

    private Random random;

    /** One in so many values is wrong. */
    private int wrongOnceIn;

    @Test
    void shouldSayWhatTheConstraintsSay() throws ReflectiveOperationException {
        TypeUse use = Models.of(Everything.class);
        Checks checks = Checks.of(use);
        random = new Random(5);
        int right = 0;
        for (int i = 0; i < OBJECTS; i++) {
            wrongOnceIn = 10 + random.nextInt(300);
            Everything object = everything();
            boolean wanted = SlowWalk.holds(use, object);
            assertEquals(wanted, checks.holds(object), object::toString);
            assertEquals(wanted, DeepWalk.holds(use, object), object::toString);
            right += wanted ? 1 : 0;
        }
        int count = right;
        assertTrue(right > OBJECTS / 5 && right < OBJECTS * 4 / 5, () -> count + " were right");
    }

    private <T> T either(Supplier<T> good, Supplier<T> bad) {
        return (random.nextInt(wrongOnceIn) == 0 ? bad : good).get();
    }

    private <T> T orNull(Supplier<T> value) {
        return random.nextInt(8) == 0 ? null : value.get();
    }

    private int number(int min, int max) {
        return either(() -> min + random.nextInt(max - min + 1), () -> random.nextBoolean() ? min - 1 : max + 1);
    }

    private String text(int min, int max) {
        return either(() -> some(min + random.nextInt(max - min + 1)), () -> some(max + 1));
    }

    private String some(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(6) == 0 ? "\ud83d\ude00" : random.nextBoolean() ? "a" : "é");
        }
        return text.toString();
    }

    private <T> List<T> list(int max, Supplier<T> element) {
        List<T> list = random.nextInt(4) == 0 ? new LinkedList<>() : new ArrayList<>();
        for (int i = either(() -> 1 + random.nextInt(max), () -> max + 1); i > 0; i--) {
            list.add(orNull(element));
        }
        return list;
    }

    private <T> Map<String, T> map(int max, Supplier<T> element) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = either(() -> random.nextInt(max), () -> max + 1); i > 0; i--) {
            map.put("k" + i, orNull(element));
        }
        return map;
    }

    private Address address() {
        return new Address(
                orNull(() -> either(() -> text(1, 10), () -> " ")),
                orNull(() -> either(() -> "1234", () -> "1x34")),
                some(3));
    }

    private Payment payment() {
        return switch (random.nextInt(3)) {
            case 0 -> new Card(orNull(() -> either(() -> "1234", () -> "0234")), number(1, 12));
            case 1 -> new Transfer(orNull(() -> either(() -> some(2), () -> some(1))));
            default -> new Cash(some(1));
        };
    }

    private Node node(int depth) {
        if (depth == 0) {
            return null;
        }
        return new Node(
                number(-5, 100),
                orNull(() -> node(depth - 1)),
                orNull(() -> list(3, () -> node(depth - 2 < 0 ? 0 : depth - 2))),
                orNull(() -> map(2, () -> node(depth - 2 < 0 ? 0 : depth - 2))));
    }

    private Everything everything() {
        return new Everything(
                number(-5, 5),
                orNull(() -> (long) number(0, 9)),
                either(() -> 0.5, () -> 0.0),
                orNull(() -> either(() -> new BigDecimal("-8.5"), () -> new BigDecimal("1.25"))),
                either(() -> true, () -> false),
                orNull(() -> text(1, 8)),
                orNull(() -> either(() -> "a@b.org", () -> "a@b@c")),
                orNull(() -> either(() -> LocalDate.of(2000, 2, 29), () -> LocalDate.of(3000, 1, 1))),
                orNull(this::address),
                orNull(() -> random.nextBoolean() ? Optional.<Address>empty() : Optional.of(address())),
                orNull(() -> random.nextBoolean() ? Optional.<String>empty() : Optional.of(text(0, 3))),
                orNull(() -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(number(0, 3))),
                orNull(() -> list(4, () -> text(0, 3))),
                orNull(() -> list(4, () -> number(0, 9))),
                orNull(() -> new LinkedHashSet<>(list(3, () -> text(1, 3)))),
                orNull(() -> map(3, () -> number(0, 9))),
                orNull(() -> map(3, () -> list(2, () -> text(0, 3)))),
                orNull(() -> list(3, () -> Optional.of(number(0, 9)))),
                orNull(() -> list(3, this::address).toArray(new Address[0])),
                orNull(() -> new int[either(() -> 3, () -> 4)]),
                orNull(() -> list(3, this::payment)),
                orNull(this::payment),
                orNull(() -> node(4)),
                new Free(some(3), 1, List.of(), Map.of(), Optional.empty()));
    }
}
