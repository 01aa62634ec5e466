package dev.vivace.internal.typed;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Types to check: of every structure, and with every family of constraints. */
final class Samples {
    private Samples() {}

    record Address(
            @NotBlank @Size(max = 10) String street,
            @Pattern(regexp = "\\d{4,5}") String code,
            String note) {}

    sealed interface Payment permits Card, Transfer, Cash {}

    record Card(
            @Pattern(regexp = "(?!0)\\d{4}") String number,
            @Min(1) @Max(12) int month) implements Payment {}

    record Transfer(@Size(min = 2) String account) implements Payment {}

    record Cash(String anything) implements Payment {}

    record Node(
            @Max(100) int value, Node next, @Size(max = 3) List<Node> children, Map<String, Node> named) {}

    record Free(String a, int b, List<Free> more, Map<String, String> names, Optional<String> c) {}

    record Everything(
            @Min(-5) @Max(5) int small,
            @PositiveOrZero Long number,
            @Positive double real,

            @Digits(integer = 2, fraction = 1) @DecimalMin("-9")
            BigDecimal decimal,

            @AssertTrue boolean yes,
            @NotBlank @Size(max = 8) String name,
            @Email String mail,
            @Past LocalDate born,
            Address address,
            Optional<Address> other,
            Optional<@Size(max = 3) String> nick,
            @Max(3) OptionalInt level,
            @NotEmpty List<@Size(max = 3) String> tags,
            List<@Max(9) Integer> numbers,
            @Size(max = 3) Set<@Size(min = 1) String> set,
            @Size(max = 3) Map<String, @Min(0) Integer> counts,
            Map<String, List<@Size(max = 3) String>> lists,
            List<Optional<@Min(0) Integer>> maybe,
            Address[] addresses,
            @Size(max = 3) int[] ints,
            @Size(max = 3) List<Payment> payments,
            Payment payment,
            Node tree,
            Free free) {}
}
