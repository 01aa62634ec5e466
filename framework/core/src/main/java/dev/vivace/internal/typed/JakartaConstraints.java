package dev.vivace.internal.typed;

import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * The constraints of Jakarta Validation 3.1 as rules (its section 8 says on which types each goes). Together with {@link
 * JakartaAnnotations} the only class that names the annotations: it is loaded where they are there only.
 */
final class JakartaConstraints {
    private static final String NUMBERS = "numbers";
    private static final String DECIMALS = "numbers and texts (CharSequence)";
    private static final String TEXTS = "texts (CharSequence)";
    private static final String SIZED = "texts (CharSequence), collections, maps and arrays";
    private static final String TIMES = "the types of java.time that are a time, Date and Calendar";

    private final Class<?> type;
    private final String where;
    private final Clock clock;
    private int lengthMax = Integer.MAX_VALUE;

    private JakartaConstraints(Class<?> type, String where, Clock clock) {
        this.type = type;
        this.where = where;
        this.clock = clock;
    }

    static List<Constraint> of(Annotation[] annotations, Class<?> type, String where, Clock clock) {
        List<JakartaAnnotations.Found> all = JakartaAnnotations.of(annotations, where);
        JakartaConstraints constraints = new JakartaConstraints(type, where, clock);
        for (JakartaAnnotations.Found found : all) {
            if (found.annotation() instanceof Size size) {
                constraints.lengthMax = Math.min(constraints.lengthMax, size.max());
            }
        }
        List<Constraint> rules = new ArrayList<>();
        for (JakartaAnnotations.Found found : all) {
            Annotation annotation = found.annotation();
            String given = ConstraintMessages.of(annotation, where);
            String sentence = found.sentence() != null ? found.sentence() : given;
            for (Rule rule : constraints.rules(annotation)) {
                Rule coded = found.code() == null ? rule : rule.code(found.code());
                rules.add(sentence == null ? coded : coded.sentence(sentence));
            }
        }
        return rules;
    }

    /** The sentence of what makes a value required, "" where it has none of its own; null where nothing does. */
    static String required(Annotation[] annotations, String where) {
        for (JakartaAnnotations.Found found : JakartaAnnotations.of(annotations, where)) {
            Annotation annotation = found.annotation();
            if (annotation instanceof NotNull || annotation instanceof NotBlank || annotation instanceof NotEmpty) {
                String given = ConstraintMessages.of(annotation, where);
                String sentence = found.sentence() != null ? found.sentence() : given;
                return sentence == null ? "" : sentence;
            }
        }
        return null;
    }

    private List<Rule> rules(Annotation annotation) {
        if (annotation instanceof NotNull) {
            return List.of();
        }
        if (annotation instanceof Email email) {
            return email(email);
        }
        Rule rule = textOrSize(annotation);
        rule = rule != null ? rule : number(annotation);
        rule = rule != null ? rule : time(annotation);
        rule = rule != null ? rule : other(annotation);
        if (rule == null) {
            throw new IllegalArgumentException(name(annotation) + " at " + where + " is not known here. Use a check"
                    + " instead: Json.of(...).check(...) or Params.of(...).check(...).");
        }
        boolean anySize = annotation instanceof Size size && size.min() == 0 && size.max() == Integer.MAX_VALUE;
        return anySize ? List.of() : List.of(rule);
    }

    private Rule textOrSize(Annotation annotation) {
        if (annotation instanceof Size size) {
            if (size.min() < 0 || size.max() < size.min()) {
                throw wrong(annotation, "no length is between " + size.min() + " and " + size.max());
            }
            return onRightType(annotation, Lengths.size(size.min(), size.max(), type), SIZED);
        }
        if (annotation instanceof NotEmpty) {
            return onRightType(annotation, Lengths.notEmpty(type), SIZED);
        }
        if (annotation instanceof NotBlank) {
            return onRightType(annotation, Lengths.notBlank(type), TEXTS);
        }
        if (annotation instanceof Pattern pattern) {
            return pattern(annotation, pattern.regexp(), pattern.flags());
        }
        return null;
    }

    private List<Rule> email(Email email) {
        requireText(email);
        Rule address = EmailSyntax.rule(type);
        if (email.regexp().equals(".*")) {
            return List.of(address);
        }
        Rule more = pattern(email, email.regexp(), email.flags());
        return List.of(address, more.code(address.code()));
    }

    private Rule pattern(Annotation annotation, String regexp, Pattern.Flag[] flags) {
        requireText(annotation);
        int bits = 0;
        for (Pattern.Flag flag : flags) {
            bits |= flag.getValue();
        }
        try {
            return PatternRules.rule(regexp, bits, lengthMax, type);
        } catch (PatternSyntaxException e) {
            throw wrong(annotation, e.getMessage());
        }
    }

    private Rule number(Annotation annotation) {
        if (annotation instanceof Min min) {
            return bound(annotation, "min", new Bounds(BigDecimal.valueOf(min.value()), true, true), false);
        }
        if (annotation instanceof Max max) {
            return bound(annotation, "max", new Bounds(BigDecimal.valueOf(max.value()), false, true), false);
        }
        if (annotation instanceof DecimalMin min) {
            return bound(annotation, "min", new Bounds(limit(min, min.value()), true, min.inclusive()), true);
        }
        if (annotation instanceof DecimalMax max) {
            return bound(annotation, "max", new Bounds(limit(max, max.value()), false, max.inclusive()), true);
        }
        if (annotation instanceof Digits digits) {
            if (digits.integer() < 0 || digits.fraction() < 0) {
                throw wrong(annotation, "no number has less than no digits");
            }
            DigitCounts counts = new DigitCounts(digits.integer(), digits.fraction());
            return onRightType(annotation, counts.rule(type), "whole numbers, BigDecimal and texts (CharSequence)");
        }
        return sign(annotation);
    }

    private Rule sign(Annotation annotation) {
        Bounds bounds;
        String code;
        String sentence;
        if (annotation instanceof Positive) {
            bounds = Bounds.POSITIVE;
            code = "positive";
            sentence = "The value must be greater than 0.";
        } else if (annotation instanceof PositiveOrZero) {
            bounds = Bounds.POSITIVE_OR_ZERO;
            code = "positive_or_zero";
            sentence = "The value must be 0 or greater.";
        } else if (annotation instanceof Negative) {
            bounds = Bounds.NEGATIVE;
            code = "negative";
            sentence = "The value must be less than 0.";
        } else if (annotation instanceof NegativeOrZero) {
            bounds = Bounds.NEGATIVE_OR_ZERO;
            code = "negative_or_zero";
            sentence = "The value must be 0 or less.";
        } else {
            return null;
        }
        return onRightType(annotation, bounds.rule(code, sentence, type), NUMBERS);
    }

    private Rule bound(Annotation annotation, String code, Bounds bounds, boolean texts) {
        Rule rule = texts && CharSequence.class.isAssignableFrom(type)
                ? bounds.textRule(code, bounds.sentence(), type)
                : bounds.rule(code, bounds.sentence(), type);
        return onRightType(annotation, rule, texts ? DECIMALS : NUMBERS);
    }

    private BigDecimal limit(Annotation annotation, String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw wrong(annotation, "'" + value + "' is no number");
        }
    }

    private Rule time(Annotation annotation) {
        Times.When when;
        if (annotation instanceof Past) {
            when = Times.When.PAST;
        } else if (annotation instanceof PastOrPresent) {
            when = Times.When.PAST_OR_PRESENT;
        } else if (annotation instanceof Future) {
            when = Times.When.FUTURE;
        } else if (annotation instanceof FutureOrPresent) {
            when = Times.When.FUTURE_OR_PRESENT;
        } else {
            return null;
        }
        return onRightType(annotation, Times.rule(when, type, clock), TIMES);
    }

    private Rule other(Annotation annotation) {
        if (annotation instanceof AssertTrue || annotation instanceof AssertFalse) {
            boolean wanted = annotation instanceof AssertTrue;
            boolean right = type == boolean.class || type == Boolean.class;
            Rule rule = right ? truth(wanted) : null;
            return onRightType(annotation, rule, "booleans");
        }
        if (annotation instanceof Null) {
            Rule rule = Rule.of("absent", "No value may be given.", Rule.always(false, type));
            return onRightType(annotation, type.isPrimitive() ? null : rule.keyword("not", Map.of()), "objects");
        }
        return null;
    }

    private Rule truth(boolean wanted) {
        return Rule.of(
                        wanted ? "assert_true" : "assert_false",
                        "The value must be " + wanted + ".",
                        Rule.test(JakartaConstraints.class, wanted ? "isTrue" : "isFalse"))
                .keyword("const", wanted);
    }

    static boolean isTrue(boolean value) {
        return value;
    }

    static boolean isFalse(boolean value) {
        return !value;
    }

    private void requireText(Annotation annotation) {
        onRightType(annotation, CharSequence.class.isAssignableFrom(type) ? annotation : null, TEXTS);
    }

    private <R> R onRightType(Annotation annotation, R rule, String types) {
        if (rule == null) {
            throw wrong(annotation, "it goes on " + types + ", not on " + type.getTypeName());
        }
        return rule;
    }

    private IllegalArgumentException wrong(Annotation annotation, String why) {
        return new IllegalArgumentException(name(annotation) + " at " + where + ": " + why + ".");
    }

    private static String name(Annotation annotation) {
        return "@" + annotation.annotationType().getSimpleName();
    }
}
