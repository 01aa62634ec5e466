package dev.vivace.tfb;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.DslJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * HttpArena's items, read once when the server starts. What is answered is computed, made and serialised for each
 * request: the suite forbids anything serialised beforehand.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param items in the order of the file
 */
public record Catalogue(List<Item> items) {
    /**
     * Copies the list.
     *
     * @param items in the order of the file
     */
    public Catalogue {
        items = List.copyOf(items);
    }

    /**
     * An item as it is in the file.
     *
     * @param id number from 1
     * @param name what it is called
     * @param category the kind of thing it is
     * @param price of one piece
     * @param quantity pieces
     * @param active whether it can be had
     * @param tags labels
     * @param rating what buyers think
     */
    @CompiledJson
    public record Item(
            long id,
            String name,
            String category,
            long price,
            long quantity,
            boolean active,
            List<String> tags,
            Rating rating) {}

    /**
     * What buyers think.
     *
     * @param score their verdict
     * @param count how many they are
     */
    @CompiledJson
    public record Rating(long score, long count) {}

    /**
     * An item as it is answered.
     *
     * @param id as in the file
     * @param name as in the file
     * @param category as in the file
     * @param price as in the file
     * @param quantity as in the file
     * @param active as in the file
     * @param tags as in the file
     * @param rating as in the file
     * @param total price times quantity times the request's multiplier
     */
    @CompiledJson
    public record PricedItem(
            long id,
            String name,
            String category,
            long price,
            long quantity,
            boolean active,
            List<String> tags,
            Rating rating,
            long total) {}

    /**
     * An answer.
     *
     * @param items the first of the file
     * @param count how many
     */
    @CompiledJson
    public record Selection(List<PricedItem> items, int count) {}

    static Catalogue read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            DslJson<Object> json = new DslJson<>(new DslJson.Settings<>().includeServiceLoader());
            return new Catalogue(json.deserializeList(Item.class, bytes, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the items of " + file, e);
        }
    }

    /** The first items, all of them where there are fewer than asked for. */
    Selection selection(int countAsked, long multiplier) {
        int count = Math.min(countAsked, items.size());
        List<PricedItem> priced = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            priced.add(price(items.get(i), multiplier));
        }
        return new Selection(priced, count);
    }

    private static PricedItem price(Item item, long multiplier) {
        return new PricedItem(
                item.id(),
                item.name(),
                item.category(),
                item.price(),
                item.quantity(),
                item.active(),
                item.tags(),
                item.rating(),
                item.price() * item.quantity() * multiplier);
    }
}
