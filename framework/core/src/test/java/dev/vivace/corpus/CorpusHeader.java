package dev.vivace.corpus;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What one header of an answer must be.
 *
 * @param name  the field's name
 * @param value its value; null if any will do, or if it must be absent
 * @param absent whether the field must not be there
 */
public record CorpusHeader(String name, String value, boolean absent) {

    /** Null if the answer agrees, else what is wrong. List fields (Allow, Connection) compare as sets. */
    String fault(WireAnswer answer) {
        List<String> values = answer.values(name);
        if (absent) {
            return values.isEmpty() ? null : name + " is " + values + ", expected none";
        }
        if (values.isEmpty()) {
            return name + " is missing";
        }
        if (value == null) {
            return null;
        }
        boolean same;
        if (name.equalsIgnoreCase("Allow")) {
            same = new TreeSet<>(answer.members(name)).equals(new TreeSet<>(List.of(value.split(", *"))));
        } else if (name.equalsIgnoreCase("Connection")) {
            same = lowerSet(answer.members(name)).equals(lowerSet(List.of(value.split(", *"))));
        } else {
            same = values.size() == 1 && values.get(0).equals(value);
        }
        return same ? null : name + " is " + values + ", expected " + value;
    }

    private static TreeSet<String> lowerSet(List<String> members) {
        TreeSet<String> set = new TreeSet<>();
        for (String member : members) {
            set.add(member.toLowerCase(Locale.ROOT));
        }
        return set;
    }
}
