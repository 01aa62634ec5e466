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
    private boolean endsItself;
    private boolean large;

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
        stopsUntil.add(whole().length);
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

    /** All answers, the last one in its last form if the scenario ends the connection. */
    byte[] whole() {
        return first(answers.size(), endsItself);
    }

    /** The first so many answers, the last of them as the one that ends the connection or not. */
    private byte[] first(int count, boolean lastOne) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            Expected each = answers.get(i);
            all.writeBytes(lastOne && i == count - 1 ? each.last() : each.kept());
        }
        return all.toByteArray();
    }

    /** Whether some of the right bytes begin with these. */
    boolean canBegin(byte[] output) {
        if (begins(whole(), output)) {
            return true;
        }
        for (int i = 1; i <= answers.size(); i++) {
            if (begins(first(i, true), output)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] right, byte[] output) {
        return output.length <= right.length && Arrays.equals(right, 0, output.length, output, 0, output.length);
    }

    /** Whether these are so many answers or more, each of them whole and none of them the last. */
    boolean isWholeAnswers(byte[] output, int countMin) {
        for (int i = countMin; i <= answers.size(); i++) {
            if (Arrays.equals(first(i, endsItself && i == answers.size()), output)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these are so many answers or more, each of them whole and the last one saying so. */
    boolean isWholeAnswersAndLast(byte[] output, int countMin) {
        for (int i = Math.max(1, countMin); i <= answers.size(); i++) {
            if (!answers.get(i - 1).interim() && Arrays.equals(first(i, true), output)) {
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
