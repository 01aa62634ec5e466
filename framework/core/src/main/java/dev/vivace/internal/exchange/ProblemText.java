package dev.vivace.internal.exchange;

import dev.vivace.InputError;
import java.util.ArrayList;
import java.util.List;

/**
 * Text for problem bodies. Whatever makes an error may have taken names and sentences from what a client sent: here they are
 * made such that they can be written and stay short. What is in order already is passed on as it is.
 */
final class ProblemText {
    /** The longest name of a client's that is repeated to it, in characters. */
    static final int NAME_CHARS_MAX = 64;

    /** The longest pointer; a document may be nested deeply. */
    static final int POINTER_CHARS_MAX = 1_024;

    private static final char REPLACEMENT = '\uFFFD';

    private ProblemText() {}

    /** The text with halves of surrogate pairs, which JSON cannot carry, replaced; null stays null. */
    static String wellFormed(String text) {
        if (text == null) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !pairAt(text, i++)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static boolean pairAt(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    private static String replaced(String text) {
        StringBuilder good = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                good.append(c);
            } else if (pairAt(text, i)) {
                good.append(c).append(text.charAt(++i));
            } else {
                good.append(REPLACEMENT);
            }
        }
        return good.toString();
    }

    /** A name, cut where it is too long; null stays null. */
    static String name(String text) {
        return text == null || text.length() <= NAME_CHARS_MAX
                ? wellFormed(text)
                : wellFormed(text.substring(0, cut(text, 0, NAME_CHARS_MAX)));
    }

    /** A JSON Pointer with each segment cut where it is too long, and then the whole; null stays null. */
    static String pointer(String text) {
        if (text == null) {
            return null;
        }
        int segment = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '/') {
                segment = i;
            } else if (i - segment > NAME_CHARS_MAX) {
                return wellFormed(shortened(text));
            }
        }
        return wellFormed(text.length() > POINTER_CHARS_MAX ? shortened(text) : text);
    }

    private static String shortened(String pointer) {
        StringBuilder all = new StringBuilder();
        int at = 0;
        while (at < pointer.length()) {
            int next = pointer.indexOf('/', at + 1);
            int end = next < 0 ? pointer.length() : next;
            int from = pointer.charAt(at) == '/' ? at + 1 : at;
            int cut = end - from > NAME_CHARS_MAX ? cut(pointer, from, from + NAME_CHARS_MAX) : end;
            if (all.length() + cut - at > POINTER_CHARS_MAX) {
                break;
            }
            all.append(pointer, at, cut);
            at = end;
        }
        return all.toString();
    }

    /** Where to cut in front of {@code end}: never through a surrogate pair or an escape of a pointer. */
    private static int cut(String text, int start, int end) {
        char last = text.charAt(end - 1);
        return end - 1 > start && (last == '~' || Character.isHighSurrogate(last)) ? end - 1 : end;
    }

    /** The same errors with their texts as above: what an app's renderer is given. */
    static List<InputError> clean(List<InputError> errors) {
        List<InputError> clean = new ArrayList<>(errors.size());
        for (InputError error : errors) {
            clean.add(new InputError(
                    pointer(error.pointer()),
                    name(error.in()),
                    name(error.parameter()),
                    name(error.code()),
                    wellFormed(error.detail()),
                    error.offset()));
        }
        return List.copyOf(clean);
    }
}
