package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A constraint that is a method handle, so that {@link Checks} can put it into a type's check without boxing. */
final class Rule implements Constraint {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final MethodHandle YES = find(Rule.class, "isAnything");
    private static final MethodHandle NO = find(Rule.class, "isNothing");

    private final String code;
    private final String sentence;
    private final MethodHandle test;
    private final Map<String, Object> keywords;

    /**
     * The test for boxed values: made when the first document breaks a rule, because conversions are slow to link and most
     * starts never need one. Threads that race make the same.
     */
    private MethodHandle boxed;

    private Rule(String code, String sentence, MethodHandle test, Map<String, Object> keywords) {
        this.code = code;
        this.sentence = sentence;
        this.test = test;
        this.keywords = keywords;
    }

    /**
     * A rule.
     *
     * @param test takes one argument, the value, which is not null, and gives a boolean
     */
    static Rule of(String code, String sentence, MethodHandle test) {
        return new Rule(code, sentence, test, Map.of());
    }

    /** The same rule with a keyword more. */
    Rule keyword(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(keywords);
        more.put(name, value);
        return new Rule(code, sentence, test, java.util.Collections.unmodifiableMap(more));
    }

    /** The same rule under another code. */
    Rule code(String newCode) {
        return new Rule(newCode, sentence, test, keywords);
    }

    /** The same rule in other words. */
    Rule sentence(String newSentence) {
        return new Rule(code, newSentence, test, keywords);
    }

    /**
     * The handle of a static method of this package.
     *
     * @param owner has one method of that name that gives a boolean and takes the value only
     */
    static MethodHandle test(Class<?> owner, String name) {
        return find(owner, name);
    }

    /**
     * The same with a first argument that is given here. One object, limits in a record for instance: each new combination of
     * types that are bound takes a start a millisecond or more, and the JIT trusts the fields of a record as it trusts a bound
     * number.
     *
     * @param bound the first argument, of a reference type; the value is the other one
     */
    static MethodHandle test(Class<?> owner, String name, Object bound) {
        return find(owner, name).bindTo(bound);
    }

    private static MethodHandle find(Class<?> owner, String name) {
        List<Method> named = new ArrayList<>();
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getReturnType() == boolean.class) {
                named.add(method);
            }
        }
        // Methods come in any order: one of two would be right on some days.
        if (named.size() != 1) {
            throw new IllegalStateException(owner.getName() + " has " + named.size() + " tests " + name);
        }
        try {
            // Now, and not where the stack may be short: a class that fails to initialise is lost.
            LOOKUP.ensureInitialized(owner);
            return LOOKUP.unreflect(named.get(0));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A test that gives the same answer for all values of a type. */
    static MethodHandle always(boolean answer, Class<?> type) {
        if (!type.isPrimitive()) {
            MethodHandle same = answer ? YES : NO;
            return same.asType(MethodType.methodType(boolean.class, type));
        }
        return MethodHandles.dropArguments(MethodHandles.constant(boolean.class, answer), 0, type);
    }

    static boolean isAnything(Object value) {
        return true;
    }

    static boolean isNothing(Object value) {
        return false;
    }

    MethodHandle test() {
        return test;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public boolean holds(Object value) {
        MethodHandle handle = boxed;
        if (handle == null) {
            handle = test.asType(MethodType.methodType(boolean.class, Object.class));
            boxed = handle;
        }
        try {
            return (boolean) handle.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, Object> schemaKeywords() {
        return keywords;
    }

    @Override
    public String toString() {
        return code + ": " + sentence;
    }
}
