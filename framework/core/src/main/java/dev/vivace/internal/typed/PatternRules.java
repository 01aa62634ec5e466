package dev.vivace.internal.typed;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code @Pattern}: {@link LinearPattern} where that can be, else {@link BacktrackingPattern}. */
final class PatternRules {
    private PatternRules() {}

    /**
     * A rule for texts that match as a whole.
     *
     * @param flags of {@link Pattern}
     * @param lengthMax of the component's texts, in code points, as far as another rule says it
     * @param type a {@link CharSequence}
     * @throws PatternSyntaxException if it is none
     */
    static Rule rule(String pattern, int flags, int lengthMax, Class<?> type) {
        Pattern compiled = Pattern.compile(pattern, flags);
        PatternReader.Result read = PatternReader.read(pattern, flags);
        LinearPattern linear = read == null ? null : LinearPattern.of(read.node());
        String sentence = "The text must match the pattern " + pattern + ".";
        Rule rule;
        if (linear != null) {
            rule = Rule.of("pattern", sentence, Texts.of(type, Rule.test(PatternRules.class, "matchesLinear", linear)));
        } else {
            int bound = Math.min(lengthMax, BacktrackingPattern.LENGTH_MAX);
            BacktrackingPattern other = new BacktrackingPattern(compiled, bound);
            rule = Rule.of("pattern", sentence, Texts.of(type, Rule.test(PatternRules.class, "matchesOther", other)))
                    .keyword("maxLength", bound);
        }
        return read == null || read.ecmaScript() == null ? rule : rule.keyword("pattern", read.ecmaScript());
    }

    static boolean matchesLinear(LinearPattern pattern, String text) {
        return pattern.matches(text);
    }

    static boolean matchesOther(BacktrackingPattern pattern, String text) {
        return pattern.matches(text);
    }
}
