package dev.vivace.torture;

import java.nio.ByteBuffer;
import java.time.Clock;

/**
 * An attacker that reads what it is told, and is counted by it: {@code 408 and close}, {@code 200}, {@code 200, 200},
 * {@code closed without a word}. It ends when the server ends the connection.
 */
abstract class Talker extends Attacker {
    static final String WITHOUT_A_WORD = "closed without a word";
    static final String RESET = "reset";

    private AnswerReader reader;
    private String heard = "";
    private boolean last;

    Talker(Tally tally) {
        super(tally);
    }

    /** Whether the server has said anything that is complete. */
    final boolean answered() {
        return !heard.isEmpty();
    }

    /** What the Date of answers is compared with, or null for those that are read much later than they were written. */
    Clock clock() {
        return Clock.systemUTC();
    }

    /** A final answer is complete. What is wrong with it, or null. */
    String check(AnswerReader answer) {
        return null;
    }

    @Override
    void received(ByteBuffer in) {
        if (reader == null) {
            reader = new AnswerReader(clock());
            reader.begin(false);
        }
        while (in.hasRemaining() && !finished()) {
            if (last) {
                finish("more bytes after the last answer");
                return;
            }
            int result = reader.read(in);
            if (result == AnswerReader.FAULTY) {
                finish("wrong answer: " + reader.fault());
            } else if (result == AnswerReader.COMPLETE) {
                complete();
            }
        }
    }

    private void complete() {
        if (!reader.interim()) {
            String fault = check(reader);
            if (fault != null) {
                finish("wrong answer: " + fault);
                return;
            }
            last = reader.closing();
            heard += (heard.isEmpty() ? "" : ", ") + reader.status() + (last ? " and close" : "");
        }
        reader.begin(false);
    }

    @Override
    void ended() {
        if (reader != null && reader.begun()) {
            finish("cut off in an answer");
        } else {
            finish(answered() ? heard : WITHOUT_A_WORD);
        }
    }

    @Override
    void broken(String why) {
        super.broken(answered() ? why + " after " + heard : why);
    }
}
