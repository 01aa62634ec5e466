package peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Orders read by Jackson, converting nothing, and validated by Hibernate Validator. */
public final class Orders {
    /** What is posted. */
    public record Order(
            @Positive long id,
            @NotBlank @Size(max = 40) String name,
            @NotNull @Valid Address address,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Line> lines) {}

    /** Where an order goes. */
    public record Address(
            @NotBlank @Size(max = 60) String street,
            @NotBlank @Size(max = 40) String city,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country) {}

    /** What is ordered. */
    public record Line(
            @NotNull @Size(min = 1, max = 12) String sku,
            @Min(1) @Max(1_000) int quantity,
            @Min(1) @Max(1_000_000) int price) {}

    /** What is answered. */
    public record Receipt(long id, String name, int count, long total) {}

    /** No order; the message is for the client. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Refused(String message) {
            super(message, null, false, false);
        }
    }

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, texts -> texts.setCoercion(
                            CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Order.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Receipt.class);
    // Messages without expressions, which would need one more library.
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private Orders() {}

    /** The answer to a body. */
    public static byte[] receipt(byte[] body, boolean isChecked) {
        Order order = read(body);
        if (isChecked) {
            Set<ConstraintViolation<Order>> violations = VALIDATOR.validate(order);
            if (!violations.isEmpty()) {
                throw new Refused(violations.stream()
                        .map(each -> each.getPropertyPath() + " " + each.getMessage())
                        .collect(Collectors.joining("; ")));
            }
        }
        long total = 0;
        for (Line line : order.lines()) {
            total += (long) line.quantity() * line.price();
        }
        try {
            return WRITER.writeValueAsBytes(
                    new Receipt(order.id(), order.name(), order.lines().size(), total));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Order read(byte[] body) {
        Order order;
        try {
            order = READER.readValue(body);
        } catch (IOException e) {
            throw new Refused(e.getMessage());
        }
        if (order == null) {
            throw new Refused("null is no order");
        }
        return order;
    }
}
