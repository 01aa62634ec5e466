package dev.vivace.compare;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Json;
import dev.vivace.Vivace;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What is posted in the comparison's scenario {@code typed}, with constraints and without; the rules are those that every
 * server there keeps ({@code tfb/compare/orders.py}).
 */
public final class Orders {
    private Orders() {}

    /**
     * An order.
     *
     * @param id of the order
     * @param name of who ordered
     * @param address where it goes
     * @param lines what is ordered
     */
    @CompiledJson
    public record Order(
            @Positive long id,
            @NotBlank @Size(max = 40) String name,
            @NotNull @Valid Address address,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Line> lines) {}

    /**
     * Where an order goes.
     *
     * @param street with the number
     * @param city its name
     * @param country its code in ISO 3166
     */
    @CompiledJson
    public record Address(
            @NotBlank @Size(max = 60) String street,
            @NotBlank @Size(max = 40) String city,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country) {}

    /**
     * Some pieces of one thing.
     *
     * @param sku what the shop calls it
     * @param quantity pieces
     * @param price of one piece, in cents
     */
    @CompiledJson
    public record Line(
            @NotNull @Size(min = 1, max = 12) String sku,
            @Min(1) @Max(1_000) int quantity,
            @Min(1) @Max(1_000_000) int price) {}

    /**
     * An order of the same shape without constraints.
     *
     * @param id of the order
     * @param name of who ordered
     * @param address where it goes
     * @param lines what is ordered
     */
    @CompiledJson
    public record UncheckedOrder(long id, String name, UncheckedAddress address, List<UncheckedLine> lines) {}

    /**
     * Where an order goes, without constraints.
     *
     * @param street with the number
     * @param city its name
     * @param country its code in ISO 3166
     */
    @CompiledJson
    public record UncheckedAddress(String street, String city, String country) {}

    /**
     * Some pieces of one thing, without constraints.
     *
     * @param sku what the shop calls it
     * @param quantity pieces
     * @param price of one piece, in cents
     */
    @CompiledJson
    public record UncheckedLine(String sku, int quantity, int price) {}

    /**
     * What is answered.
     *
     * @param id of the order
     * @param name of who ordered
     * @param count lines of the order
     * @param total what it costs, in cents
     */
    @CompiledJson
    public record Receipt(long id, String name, int count, long total) {}

    static void addTo(Vivace app) {
        app.post("/typed", Json.of(Order.class), (req, res, order) -> res.json(receipt(order)));
        app.post("/typed-unchecked", Json.of(UncheckedOrder.class), (req, res, order) -> res.json(receipt(order)));
    }

    private static Receipt receipt(Order order) {
        List<Line> lines = order.lines();
        long total = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            total += (long) line.quantity() * line.price();
        }
        return new Receipt(order.id(), order.name(), lines.size(), total);
    }

    private static Receipt receipt(UncheckedOrder order) {
        List<UncheckedLine> lines = order.lines();
        long total = 0;
        for (int i = 0; i < lines.size(); i++) {
            UncheckedLine line = lines.get(i);
            total += (long) line.quantity() * line.price();
        }
        return new Receipt(order.id(), order.name(), lines.size(), total);
    }
}
