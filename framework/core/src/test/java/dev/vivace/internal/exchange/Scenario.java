package dev.vivace.internal.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a client sends on one connection, and the right answers. */
final class Scenario {
    private final String name;
    private final ByteArrayOutputStream building = new ByteArrayOutputStream();
    private final List<Expected> answers = new ArrayList<>();
    /** How many bytes of the input each answer needs at most. */
    private final List<Integer> needs = new ArrayList<>();
    /** Where the client waits, and for how many bytes of answers. */
    private final List<Integer> stops = new ArrayList<>();

    private final List<Integer> stopsUntil = new ArrayList<>();
    private byte[] input;
    private byte[] whole;
    /** Where each answer begins in that, and behind the last one its end. */
    private int[] starts;

    private boolean endsItself;
    private boolean large;
    private boolean alone;

    Scenario(String name) {
        this.name = name;
    }

    Scenario sends(String text) {
        return sends(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Scenario sends(byte[] bytes) {
        building.writeBytes(bytes);
        return this;
    }

    /** The answer to what was sent so far. */
    Scenario answer(Expected expected) {
        answers.add(expected);
        needs.add(building.size());
        return this;
    }

    Scenario get(String target, Expected expected) {
        return sends("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").answer(expected);
    }

    /** The client sends what follows only when it has all answers so far. */
    Scenario waits() {
        stops.add(building.size());
        stopsUntil.add(answers.stream().mapToInt(each -> each.kept().length).sum());
        return this;
    }

    /** The last answer ends the connection, whatever follows. */
    Scenario ends() {
        endsItself = true;
        return this;
    }

    /** Its answers are too large to be played thousands of times. */
    Scenario large() {
        large = true;
        return this;
    }

    /** It changes the stage for whoever is on it. */
    Scenario alone() {
        alone = true;
        return this;
    }

    boolean isAlone() {
        return alone;
    }

    boolean isLarge() {
        return large;
    }

    boolean endsItself() {
        return endsItself;
    }

    byte[] input() {
        if (input == null) {
            input = building.toByteArray();
        }
        return input;
    }

    /** How many bytes the client has sent when it has got so many. */
    int sentAfter(long answerBytes) {
        for (int i = 0; i < stops.size(); i++) {
            if (answerBytes < stopsUntil.get(i)) {
                return stops.get(i);
            }
        }
        return input().length;
    }

    /** How many answers there have to be when so many bytes have been delivered. */
    int answersTo(int deliveredBytes) {
        int count = 0;
        while (count < needs.size() && needs.get(count) <= deliveredBytes) {
            count++;
        }
        return count;
    }

    /** What has been delivered of the request that is not complete, up to there. */
    String unfinished(int deliveredBytes) {
        int start = 0;
        for (int i = 0; i < answers.size() && needs.get(i) <= deliveredBytes; i++) {
            start = answers.get(i).interim() ? start : needs.get(i);
        }
        return new String(input(), start, deliveredBytes - start, StandardCharsets.ISO_8859_1);
    }

    /** All answers, the last one in its last form if the scenario ends the connection. */
    byte[] whole() {
        if (whole == null) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            starts = new int[answers.size() + 1];
            for (int i = 0; i < answers.size(); i++) {
                starts[i] = all.size();
                all.writeBytes(
                        i == answers.size() - 1 && endsItself
                                ? answers.get(i).last()
                                : answers.get(i).kept());
            }
            whole = all.toByteArray();
            starts[answers.size()] = whole.length;
        }
        return whole;
    }

    /** Whether some of the right bytes begin with these. */
    boolean canBegin(byte[] output, int length) {
        int same = same(output, length);
        if (same == length) {
            return true;
        }
        for (int i = 0; i < answers.size() && starts[i] <= same; i++) {
            byte[] last = answers.get(i).last();
            int more = length - starts[i];
            if (more <= last.length && Arrays.equals(output, starts[i], length, last, 0, more)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether these are right where requests may be refused.
     *
     * @param instead what may stand in the place of any answer
     * @param ends what may end the connection at any request
     */
    boolean canBegin(byte[] output, int length, Expected instead, List<Expected> ends) {
        return canBegin(output, 0, length, 0, instead, ends);
    }

    private boolean canBegin(byte[] output, int at, int length, int answer, Expected instead, List<Expected> ends) {
        if (at == length) {
            return true;
        }
        for (Expected end : ends) {
            if (endsIn(output, at, length, end.last())) {
                return true;
            }
        }
        if (answer == answers.size()) {
            return false;
        }
        for (Expected each : List.of(answers.get(answer), instead)) {
            byte[] kept = each.kept();
            int end = at + kept.length;
            boolean whole = end <= length && Arrays.equals(output, at, end, kept, 0, kept.length);
            if (endsIn(output, at, length, kept)
                    || endsIn(output, at, length, each.last())
                    || whole && canBegin(output, end, length, answer + 1, instead, ends)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all that is left is the beginning of an answer. */
    private static boolean endsIn(byte[] output, int at, int length, byte[] right) {
        int left = length - at;
        return left <= right.length && Arrays.equals(output, at, length, right, 0, left);
    }

    /** How many bytes are the same as those of all answers. */
    private int same(byte[] output, int length) {
        int mismatch = Arrays.mismatch(output, 0, length, whole(), 0, whole().length);
        return mismatch < 0 ? length : mismatch;
    }

    /** Whether these are so many answers or more, each of them whole and none of them the last. */
    boolean isWholeAnswers(byte[] output, int length, int countMin) {
        return same(output, length) == length && Arrays.binarySearch(starts, length) >= countMin;
    }

    /** Whether these are answers, each of them whole and the last one saying so. */
    boolean isWholeAnswersAndLast(byte[] output, int length) {
        int same = same(output, length);
        for (int i = 0; i < answers.size() && starts[i] <= same; i++) {
            byte[] last = answers.get(i).last();
            if (!answers.get(i).interim() && Arrays.equals(output, starts[i], length, last, 0, last.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name;
    }
}
