package dev.vivace.internal.exchange;

import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import java.util.Iterator;

/** An array of what an iterator gives. */
final class ArrayPieces implements JsonPieces {
    private final Iterator<?> elements;
    private boolean begun;

    ArrayPieces(Iterator<?> elements) {
        this.elements = elements;
    }

    @Override
    public boolean next(JsonOut out) {
        if (!begun) {
            begun = true;
            out.beginArray();
        }
        if (elements.hasNext()) {
            out.value(elements.next());
            return true;
        }
        out.endArray();
        return false;
    }

    /** What is to be closed, if it can be. */
    Iterator<?> elements() {
        return elements;
    }
}
