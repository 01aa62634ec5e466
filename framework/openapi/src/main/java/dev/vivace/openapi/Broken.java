package dev.vivace.openapi;

import java.util.List;
import java.util.Set;

/**
 * What was done to valid input, and what the server must say to it.
 *
 * @param what for people
 * @param pointer where in the body; null for a parameter, and where no place is expected
 * @param in where the parameter is; null for the body
 * @param parameter its name; null for the body
 * @param codes one of them is expected; empty for any
 */
record Broken(String what, String pointer, String in, String parameter, Set<String> codes) {
    static Broken body(String what, String pointer, String... codes) {
        return new Broken(what, pointer, null, null, Set.copyOf(List.of(codes)));
    }

    static Broken parameter(String what, Parameter parameter, String... codes) {
        return new Broken(what, null, parameter.in(), parameter.ownName(), Set.copyOf(List.of(codes)));
    }
}
