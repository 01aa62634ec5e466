package dev.vivace.openapi;

import dev.vivace.internal.typed.Constraint;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Breaks one rule at one place of a valid body. */
final class BrokenBodies {
    private final SplittableRandom random;

    BrokenBodies(SplittableRandom random) {
        this.random = random;
    }

    /** A body as it is sent, and what is wrong with it. */
    record Body(String text, Broken broken) {}

    private interface Step {
        Broken run();
    }

    /** Breaks the last document that was generated; null where no rule of it can be broken. */
    Body breakOne(List<Object> document, ValidValues values) {
        List<Step> steps = new ArrayList<>();
        for (Site site : values.sites()) {
            add(site, steps);
        }
        String valid = JsonText.line(document.get(0));
        if (random.nextInt(steps.size() + 3) < 3) {
            return broken(document.get(0), valid);
        }
        Broken broken = steps.get(random.nextInt(steps.size())).run();
        return new Body(JsonText.line(document.get(0)), broken);
    }

    /** Texts that are no JSON documents, or not one; and members that come twice. */
    private Body broken(Object document, String valid) {
        boolean holds = document instanceof Map<?, ?> || document instanceof List<?>;
        if (document instanceof Map<?, ?> map && !map.isEmpty() && random.nextBoolean()) {
            Object name = map.keySet().iterator().next();
            String member = JsonText.line(java.util.Collections.singletonMap(name, map.get(name)));
            String twice = member.substring(0, member.length() - 1) + ',' + valid.substring(1);
            return new Body(twice, Broken.body("a member that comes twice", null, "duplicate"));
        }
        String text = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> valid + valid;
            case 2 -> holds ? valid.substring(0, valid.length() - 1) : valid + "]";
            default -> "\uFEFF" + valid;
        };
        if (document instanceof Number && text.equals(valid + valid)) {
            text = valid + " " + valid;
        }
        return new Body(text, Broken.body("no JSON document", null));
    }

    private void add(Site site, List<Step> steps) {
        TypeUse use = site.use();
        JsonType type = use.type();
        if (type.kind() == JsonType.Kind.ANY) {
            return;
        }
        Object value = site.value();
        steps.add(() -> replace(site, otherKind(type), "a value of another kind", "type"));
        if (!use.nullable()) {
            steps.add(() -> replace(site, null, "null", "null", "required", "blank", "empty", "type"));
        }
        BigInteger beyond = BrokenScalars.beyond(type);
        if (beyond != null) {
            steps.add(() -> replace(site, beyond, "a number beyond its type", "range"));
            steps.add(() -> replace(site, new java.math.BigDecimal("1.5"), "a fraction", "type", "range"));
        }
        if (type.kind() == JsonType.Kind.ENUM) {
            steps.add(() -> replace(site, "no-such-constant", "a constant that there is not", "enum"));
        }
        if (BrokenScalars.hasForm(type)) {
            steps.add(() -> replace(site, "not-this", "a text of another form", "format"));
        }
        for (Constraint constraint : use.constraints()) {
            Object breaking = value == null ? null : BrokenScalars.breaking(constraint, use, value);
            if (breaking != null) {
                steps.add(() ->
                        replace(site, breaking, "a value that breaks: " + constraint.sentence(), constraint.code()));
            }
        }
        if (value instanceof Map<?, ?>) {
            addOfObject(site, steps);
        }
    }

    private static Broken replace(Site site, Object value, String what, String... codes) {
        site.replace(value);
        return Broken.body(what, site.pointer(), codes);
    }

    private static Object otherKind(JsonType type) {
        return switch (type.kind()) {
            case STRING, ENUM -> 17;
            case INTEGER, NUMBER -> "17";
            case BOOLEAN -> "true";
            case ARRAY -> Map.of();
            case OBJECT, MAP, ONE_OF -> List.of();
            case ANY -> null;
        };
    }

    private void addOfObject(Site site, List<Step> steps) {
        JsonType type = site.use().type();
        JsonType object = type;
        if (type.kind() == JsonType.Kind.ONE_OF) {
            String discriminator = type.discriminator();
            object = type.variants().get((String) copy(site).get(discriminator));
            steps.add(() -> {
                replaceMember(site, discriminator, "no-such-variant");
                return Broken.body("a variant that there is not", Site.child(site.pointer(), discriminator), "variant");
            });
            steps.add(() -> {
                removeMember(site, discriminator);
                return new Broken("no discriminator", null, null, null, Set.of("variant", "required"));
            });
        }
        if (object.unknownRefused()) {
            steps.add(() -> {
                replaceMember(site, "x-nobody-knows", 1);
                return Broken.body(
                        "a member that nobody knows", Site.child(site.pointer(), "x-nobody-knows"), "unknown");
            });
        }
        for (Member member : object.members()) {
            if (member.required()) {
                steps.add(() -> {
                    removeMember(site, member.name());
                    return Broken.body(
                            "a required member left out",
                            Site.child(site.pointer(), member.name()),
                            "required",
                            "blank",
                            "empty");
                });
            }
        }
    }

    private static Map<String, Object> copy(Site site) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) site.value()).forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }

    private static void replaceMember(Site site, String name, Object value) {
        Map<String, Object> copy = copy(site);
        copy.put(name, value);
        site.replace(copy);
    }

    private static void removeMember(Site site, String name) {
        Map<String, Object> copy = copy(site);
        copy.remove(name);
        site.replace(copy);
    }
}
