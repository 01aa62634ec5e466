package dev.vivace.house;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which package may use which. The rules look at references only, wherever those come from, so that they can be tried
 * on a made-up list.
 */
final class Arrows {
    private static final String API = "dev.vivace";
    private static final String TEST = "dev.vivace.test";
    private static final String INTERNAL = "dev.vivace.internal";
    private static final String BOOTSTRAP = "dev.vivace.Bootstrap";

    /** Which internal packages each internal package may use beside itself. */
    private static final Map<String, Set<String>> USES = Map.of(
            "http1", Set.of(),
            "route", Set.of(),
            "typed", Set.of(),
            "json", Set.of("typed"),
            "exchange", Set.of("http1", "route", "json", "typed"),
            "work", Set.of("exchange"),
            "tls", Set.of("exchange"),
            "net", Set.of("exchange", "tls"));

    /** Bytes in, bytes out. */
    private static final Set<String> SANS_IO = Set.of("http1", "route", "json", "typed", "exchange");

    /** A CharsetEncoder, the JDK's only way to make bytes of a part of a String without garbage, takes them. */
    private static final String ENCODES = "dev.vivace.internal.json.LongStrings";

    private static final Set<String> OF_ENCODERS = Set.of("java.nio.CharBuffer", "java.nio.ByteBuffer");

    /** Libraries that one package hides from all others. */
    private static final Map<String, String> HIDDEN =
            Map.of("io.netty", "net", "com.dslplatform", "json", "jakarta.validation", "typed");

    private Arrows() {}

    /** The references that break a rule, with the rule; sorted, each once. */
    static List<String> violations(Collection<Reference> references) {
        Set<String> found = new TreeSet<>();
        for (Reference reference : references) {
            String rule = broken(reference);
            if (rule != null) {
                found.add(reference + ": " + rule);
            }
        }
        return new ArrayList<>(found);
    }

    private static String broken(Reference reference) {
        if (isIn(reference.toPackage(), INTERNAL)) {
            String rule = towardsInternal(reference);
            if (rule != null) {
                return rule;
            }
        }
        String from = internalName(reference.fromPackage());
        if (SANS_IO.contains(from) && isIo(reference) && !isOfEncoder(reference)) {
            return from + " takes bytes and gives bytes: no channels, no buffers";
        }
        for (Map.Entry<String, String> library : HIDDEN.entrySet()) {
            if (isIn(reference.toPackage(), library.getKey())
                    && !library.getValue().equals(from)) {
                return library.getKey() + " is known to internal." + library.getValue() + " only";
            }
        }
        return null;
    }

    private static String towardsInternal(Reference reference) {
        String to = internalName(reference.toPackage());
        if (!USES.containsKey(to)) {
            return "internal." + to + " is not a package of the design";
        }
        String from = reference.fromPackage();
        if (isIn(from, INTERNAL)) {
            String name = internalName(from);
            if (!USES.containsKey(name)) {
                return "internal." + name + " is not a package of the design";
            }
            return name.equals(to) || USES.get(name).contains(to) ? null : name + " may not use " + to;
        }
        if (from.equals(API)) {
            return outermost(reference.from()).equals(BOOTSTRAP) ? null : "only Bootstrap may use internal classes";
        }
        if (from.equals(TEST)) {
            return to.equals("exchange") || to.equals("work")
                    ? null
                    : "dev.vivace.test may use internal.exchange and internal.work only";
        }
        return from + " may not use internal classes";
    }

    /** {@code java.nio} holds byte orders as well as buffers; charsets are in a package of their own. */
    private static boolean isIo(Reference reference) {
        String to = reference.toPackage();
        boolean buffer = to.equals("java.nio") && !outermost(reference.to()).equals("java.nio.ByteOrder");
        return buffer || isIn(to, "java.nio.channels") || isIn(to, "io.netty");
    }

    private static boolean isOfEncoder(Reference reference) {
        return reference.from().equals(ENCODES) && OF_ENCODERS.contains(reference.to());
    }

    private static String internalName(String packageName) {
        if (!isIn(packageName, INTERNAL)) {
            return "";
        }
        return packageName.equals(INTERNAL) ? "" : packageName.substring(INTERNAL.length() + 1);
    }

    private static boolean isIn(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }

    private static String outermost(String className) {
        int dollar = className.indexOf('$');
        return dollar < 0 ? className : className.substring(0, dollar);
    }
}
