package dev.vivace.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.internal.typed.JsonType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentNamesTest {
    static class Shop {
        static class Order {}

        static class Author {}
    }

    static class Cart {
        static class Order {}
    }

    static class Problem {}

    static class Page<T> {
        Page<Shop.Author> authors;
        Page<Cart.Order> orders;
        Page<List<Shop.Author>> lists;
    }

    private static Component object(Type type) {
        return Component.of(new JsonType(JsonType.Kind.OBJECT, type, null));
    }

    private static Component variant(Type type, String discriminator, String value) {
        return new Component(new JsonType(JsonType.Kind.OBJECT, type, null), discriminator, value);
    }

    private static List<String> names(Component... components) {
        List<Component> list = List.of(components);
        ComponentNames names = ComponentNames.of(list, Set.of("Problem"));
        List<Component> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        ComponentNames again = ComponentNames.of(reversed, Set.of("Problem"));
        list.forEach(component -> assertEquals(names.name(component), again.name(component), "in any order"));
        return list.stream().map(names::name).toList();
    }

    private static Type field(String name) {
        try {
            return Page.class.getDeclaredField(name).getGenericType();
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldBeSimpleNames() {
        assertEquals(List.of("Order", "Author"), names(object(Shop.Order.class), object(Shop.Author.class)));
    }

    @Test
    void shouldTakeTheClassesAroundWhereTwoAreCalledAlike() {
        assertEquals(
                List.of("ShopOrder", "CartOrder", "Author"),
                names(object(Shop.Order.class), object(Cart.Order.class), object(Shop.Author.class)));
    }

    @Test
    void shouldTakePackagesWhereNothingElseHelps() {
        assertEquals(List.of("UtilDate", "SqlDate"), names(object(java.util.Date.class), object(java.sql.Date.class)));
    }

    @Test
    void shouldStayOutOfTheWayOfReservedNames() {
        assertEquals(
                List.of("ComponentNamesTestProblem", "VivaceProblem"),
                names(object(Problem.class), object(dev.vivace.Problem.class)));
    }

    @Test
    void shouldAppendArguments() {
        assertEquals(
                List.of("PageAuthor", "PageOrder", "PageListAuthor"),
                names(object(field("authors")), object(field("orders")), object(field("lists"))));
        assertEquals(
                List.of(Shop.Author.class), List.of(((ParameterizedType) field("authors")).getActualTypeArguments()));
    }

    @Test
    void shouldTellAVariantFromTheTypeItself() {
        assertEquals(
                List.of("Author", "AuthorKind"),
                names(object(Shop.Author.class), variant(Shop.Author.class, "kind", "author")));
        assertEquals(List.of("Author"), names(variant(Shop.Author.class, "kind", "author")));
    }

    @Test
    void shouldTellVariantsOfOneTypeByTheirValues() {
        assertEquals(
                List.of("Author", "AuthorKindAuthor", "AuthorKindCo_writer"),
                names(
                        object(Shop.Author.class),
                        variant(Shop.Author.class, "kind", "author"),
                        variant(Shop.Author.class, "kind", "co-writer")));
    }

    @Test
    void shouldNumberWhatCannotBeToldApart() {
        Component spelledOtherwise =
                Component.of(new JsonType(JsonType.Kind.ENUM, Thread.State.class, null).constants(List.of("new")));
        Component spelled =
                Component.of(new JsonType(JsonType.Kind.ENUM, Thread.State.class, null).constants(List.of("NEW")));
        assertEquals(List.of("JavaLangThreadState", "JavaLangThreadState2"), namesInOrder(spelledOtherwise, spelled));
    }

    private static List<String> namesInOrder(Component... components) {
        ComponentNames names = ComponentNames.of(List.of(components), Set.of());
        return List.of(components).stream().map(names::name).toList();
    }
}
