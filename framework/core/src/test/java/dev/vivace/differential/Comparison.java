package dev.vivace.differential;

import java.util.List;
import java.util.Set;

/** The server's outcome beside the verdicts of the reference. Stateless. */
final class Comparison {
    private Comparison() {}

    /** Null if the outcome is one that the verdicts allow, else a sentence. */
    static String difference(List<Verdict> verdicts, Outcome outcome) {
        int answered = 0;
        int noted = 0;
        for (Verdict verdict : verdicts) {
            boolean more = answered < outcome.statuses().size();
            switch (verdict.kind()) {
                case INCOMPLETE:
                    return more || outcome.closed() ? "should wait for more: " + outcome : none(outcome, noted);
                case REFUSED:
                    return refusal(verdict.statuses(), outcome, answered, noted);
                default:
                    String difference = served(verdict, outcome, answered, noted);
                    if (difference != null || verdict.kind() == Verdict.Kind.SERVED_PERHAPS_LAST) {
                        return difference;
                    }
                    answered++;
                    noted++;
                    if (verdict.kind() == Verdict.Kind.SERVED_LAST) {
                        return last(outcome, answered);
                    }
            }
        }
        boolean same = answered == outcome.statuses().size() && !outcome.closed();
        return same ? null : "should be open behind " + answered + " answers: " + outcome;
    }

    private static String none(Outcome outcome, int noted) {
        return outcome.requests().size() == noted ? null : "a request too many: " + outcome;
    }

    private static String last(Outcome outcome, int answered) {
        return answered == outcome.statuses().size() && outcome.closed()
                ? null
                : "should be closed behind " + answered + " answers: " + outcome;
    }

    private static String refusal(Set<Integer> statuses, Outcome outcome, int answered, int noted) {
        boolean refused = outcome.closed()
                && outcome.statuses().size() == answered + 1
                && outcome.requests().size() == noted
                && statuses.contains(outcome.statuses().get(answered));
        return refused
                ? null
                : "message " + (answered + 1) + " should be refused with one of " + statuses + ": " + outcome;
    }

    private static String served(Verdict verdict, Outcome outcome, int answered, int noted) {
        if (answered >= outcome.statuses().size() || noted >= outcome.requests().size()) {
            return "a request is missing: " + verdict.request() + " in " + outcome;
        }
        WireRequest own = outcome.requests().get(noted);
        WireRequest expected = verdict.request();
        boolean same = verdict.statuses().contains(outcome.statuses().get(answered))
                && own.withBody(null).equals(expected.withBody(null))
                && (expected.body() == null || expected.body().equals(own.body()));
        return same ? null : "should be " + verdict.statuses() + " " + expected + " but is " + outcome;
    }
}
