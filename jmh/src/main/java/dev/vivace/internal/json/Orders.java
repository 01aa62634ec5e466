package dev.vivace.internal.json;

import com.dslplatform.json.CompiledJson;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The orders of the comparison's scenario {@code typed}: 200 bytes with a nested object and a list of two. */
final class Orders {
    private static final int DOCUMENT_BYTES = 200;

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
     * @param country two capital letters
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
     * @param country two capital letters
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

    /** Different ones, a power of two of them. */
    static byte[][] documents() {
        String text;
        try (InputStream in = Orders.class.getResourceAsStream("accepted.jsonl")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[][] documents =
                text.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        for (byte[] document : documents) {
            if (document.length != DOCUMENT_BYTES || Integer.bitCount(documents.length) != 1) {
                throw new IllegalStateException(documents.length + " orders, one of " + document.length + " bytes");
            }
        }
        return documents;
    }
}
