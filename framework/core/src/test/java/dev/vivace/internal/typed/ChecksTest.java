package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.internal.typed.JsonType.Kind;
import dev.vivace.internal.typed.Samples.Address;
import dev.vivace.internal.typed.Samples.Card;
import dev.vivace.internal.typed.Samples.Cash;
import dev.vivace.internal.typed.Samples.Free;
import dev.vivace.internal.typed.Samples.Node;
import dev.vivace.internal.typed.Samples.Payment;
import dev.vivace.internal.typed.Samples.Transfer;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Compiled checks: each structure, no rules at all, rules of others, types that hold themselves, members that cannot be read. */
class ChecksTest {
    private static boolean holds(Class<?> type, Object value) {
        return Checks.of(Models.of(type)).holds(value);
    }

    @Test
    void shouldCheckMembers() {
        assertTrue(holds(Address.class, new Address("Way 1", "12345", null)));
        assertTrue(holds(Address.class, new Address(null, null, null)));
        assertTrue(holds(Address.class, null));
        assertFalse(holds(Address.class, new Address(" ", "12345", null)));
        assertFalse(holds(Address.class, new Address("Way 1", "123456", null)));
        assertFalse(holds(Address.class, new Address("A longer way", "12345", null)));
    }

    @Test
    void shouldCostNothingWithoutConstraints() {
        Checks checks = Checks.of(Models.of(Free.class));
        assertTrue(checks.isTrivial());
        assertTrue(checks.holds(new Free(null, 1, null, null, null)));
        assertFalse(Checks.of(Models.of(Address.class)).isTrivial());
        assertFalse(Checks.of(Models.of(Payment.class)).isTrivial());
    }

    @Test
    void shouldCheckTheVariantThatItIs() {
        assertTrue(holds(Payment.class, new Card("1234", 12)));
        assertFalse(holds(Payment.class, new Card("1234", 13)));
        assertFalse(holds(Payment.class, new Card("0123", 12)));
        assertFalse(holds(Payment.class, new Transfer("x")));
        assertTrue(holds(Payment.class, new Transfer("xy")));
        assertTrue(holds(Payment.class, new Cash("x")));
    }

    @Test
    void shouldCheckTypesThatHoldThemselves() {
        Node bad = new Node(101, null, null, null);
        Node good = new Node(100, null, List.of(), Map.of());
        assertTrue(holds(Node.class, new Node(1, good, List.of(good, good), Map.of("a", good))));
        assertFalse(holds(Node.class, new Node(1, bad, null, null)));
        assertFalse(holds(Node.class, new Node(1, new Node(1, bad, null, null), null, null)));
        assertFalse(holds(Node.class, new Node(1, null, List.of(good, bad), null)));
        assertFalse(holds(Node.class, new Node(1, null, null, Map.of("a", good, "b", bad))));
        assertFalse(holds(Node.class, new Node(1, null, List.of(good, good, good, good), null)));
        assertTrue(holds(Node.class, new Node(1, null, Arrays.asList(good, null), null)));
    }

    /** The deepest document there may be by default: also before anything is compiled, on a small stack. */
    @Test
    void shouldHaveStackForTheDeepestDocument() throws InterruptedException {
        Checks checks = Checks.of(Models.of(Node.class));
        Node deep = new Node(1, null, null, null);
        Node deepest = new Node(101, null, null, null);
        for (int i = 0; i < 512; i++) {
            deep = new Node(1, null, List.of(deep), null);
            deepest = new Node(1, deepest, null, null);
        }
        Node[] both = {deep, deepest};
        AtomicReference<Object> found = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        found.set(List.of(checks.holds(both[0]), checks.holds(both[1])));
                    } catch (StackOverflowError e) {
                        found.set(e);
                    }
                },
                "small",
                1 << 18);
        thread.start();
        thread.join();
        assertEquals(List.of(true, false), found.get());
    }

    record Optionals(
            Optional<@Size(max = 1) String> text,
            Optional<Address> object,
            @Max(1) OptionalInt i,
            @Max(1) OptionalLong l,
            @Max(1) OptionalDouble d) {}

    @Test
    void shouldCheckWhatIsInOptionals() {
        OptionalInt i = OptionalInt.of(1);
        OptionalLong l = OptionalLong.of(1);
        OptionalDouble d = OptionalDouble.of(1);
        Optional<String> text = Optional.of("a");
        Optional<Address> object = Optional.empty();
        assertTrue(holds(Optionals.class, new Optionals(text, object, i, l, d)));
        assertTrue(holds(Optionals.class, new Optionals(null, null, null, null, null)));
        assertTrue(holds(
                Optionals.class,
                new Optionals(
                        Optional.empty(), object, OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty())));
        assertFalse(holds(Optionals.class, new Optionals(Optional.of("ab"), object, i, l, d)));
        assertFalse(holds(Optionals.class, new Optionals(text, Optional.of(new Address("", null, null)), i, l, d)));
        assertFalse(holds(Optionals.class, new Optionals(text, object, OptionalInt.of(2), l, d)));
        assertFalse(holds(Optionals.class, new Optionals(text, object, i, OptionalLong.of(2), d)));
        assertFalse(holds(Optionals.class, new Optionals(text, object, i, l, OptionalDouble.of(1.5))));
    }

    record Sets(Set<@Size(max = 2) String> set, java.util.Collection<@Max(9) Integer> others) {}

    @Test
    void shouldCheckSetsOfAnySize() {
        for (int size : new int[] {0, 1, 63, 64, 65, 99}) {
            Set<String> set = new java.util.LinkedHashSet<>();
            for (int i = 0; i < size; i++) {
                set.add("" + i);
            }
            assertTrue(holds(Sets.class, new Sets(set, new java.util.ArrayDeque<>(List.of(1, 9)))), "size " + size);
            set.add("abc");
            assertFalse(holds(Sets.class, new Sets(set, null)), "size " + size);
        }
        assertFalse(holds(Sets.class, new Sets(null, new java.util.ArrayDeque<>(List.of(1, 10)))));
    }

    record Page<T>(List<T> items, @Min(0) int total) {}

    @Test
    void shouldCheckGenericRecordsAndListsWithoutRandomAccess() {
        JsonType address = Models.of(Address.class).type();
        JsonType list = new JsonType(Kind.ARRAY, List.class, null).of(TypeUse.of(address, true));
        Member items = new Member(
                "items",
                List.of(),
                "items",
                Places.component(Page.class, "items").getAccessor(),
                null,
                TypeUse.of(list, true),
                false);
        JsonType page = new JsonType(Kind.OBJECT, Page.class, null).members(List.of(items), false);
        Checks checks = Checks.of(TypeUse.of(page, false));
        Address good = new Address("a", null, null);
        Address bad = new Address("", null, null);
        assertTrue(checks.holds(new Page<>(new LinkedList<>(List.of(good, good)), -1)));
        assertFalse(checks.holds(new Page<>(new LinkedList<>(List.of(good, bad)), -1)));
        assertFalse(checks.holds(new Page<>(List.of(good, bad), -1)));
        Checks bodies = Checks.of(TypeUse.of(list, false));
        assertFalse(bodies.holds(List.of(good, bad)));
        assertTrue(bodies.holds(List.of(good, good)));
    }

    public static class Plain {
        @SuppressWarnings("unused") // read by its annotations' check
        private final int number;

        Plain(int number) {
            this.number = number;
        }
    }

    private static TypeUse plain(java.lang.reflect.AnnotatedElement annotated) {
        Constraint even = new Constraint() {
            @Override
            public String code() {
                return "even";
            }

            @Override
            public String sentence() {
                return "The value is even.";
            }

            @Override
            public boolean holds(Object value) {
                return (int) value % 2 == 0;
            }

            @Override
            public Map<String, Object> schemaKeywords() {
                return Map.of();
            }
        };
        JsonType integer = new JsonType(Kind.INTEGER, int.class, null);
        Member member = new Member(
                "number", List.of(), "number", null, annotated, new TypeUse(integer, false, List.of(even)), true);
        return TypeUse.of(new JsonType(Kind.OBJECT, Plain.class, null).members(List.of(member), false), false);
    }

    @Test
    void shouldReadFieldsAndAskConstraintsOfOthers() throws NoSuchFieldException {
        Checks checks = Checks.of(plain(Plain.class.getDeclaredField("number")));
        assertTrue(checks.holds(new Plain(2)));
        assertFalse(checks.holds(new Plain(3)));
    }

    @Test
    void shouldRefuseMembersThatCannotBeRead() {
        TypeUse unreadable = plain(null);
        Throwable refused = assertThrows(IllegalArgumentException.class, () -> Checks.of(unreadable));
        assertTrue(
                refused.getMessage().startsWith(Plain.class.getName() + ".number has constraints and cannot be read"));
    }

    record Range(int from, int to) {
        @AssertTrue
        public boolean isOrdered() {
            return from <= to;
        }
    }

    record Ranges(List<Range> ranges) {}

    @Test
    void shouldRefuseConstraintsThatNothingLooksAt() {
        Throwable refused = assertThrows(IllegalArgumentException.class, () -> Checks.of(Models.of(Ranges.class)));
        assertTrue(refused.getMessage().contains("Range.isOrdered()"), refused::getMessage);
    }

    @Test
    void shouldRefuseConstraintsOnWhatIsReadInAnotherWay() {
        TypeUse converted = TypeUse.of(new JsonType(Kind.ANY, Address.class, null), true);
        Throwable refused = assertThrows(IllegalArgumentException.class, () -> Checks.of(converted));
        assertTrue(
                refused.getMessage()
                        .startsWith("There are constraints at " + Address.class.getName()
                                + ", which a converter of its own reads, where they are not checked."),
                refused::getMessage);
        assertTrue(Checks.of(TypeUse.of(new JsonType(Kind.ANY, Free.class, null), true))
                .isTrivial());
        assertTrue(Checks.of(TypeUse.of(new JsonType(Kind.ANY, int[].class, null), true))
                .isTrivial());
    }

    record Throwing(@Max(1) int a) {
        public Throwing {
            if (a < 0) {
                throw new IllegalArgumentException();
            }
        }

        public int a() {
            throw new IllegalStateException("asked");
        }
    }

    @Test
    void shouldLetAnAccessorsExceptionThrough() {
        Checks checks = Checks.of(Models.of(Throwing.class));
        Throwing value = new Throwing(1);
        assertEquals(
                "asked",
                assertThrows(IllegalStateException.class, () -> checks.holds(value))
                        .getMessage());
    }
}
