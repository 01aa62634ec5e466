package dev.vivace.openapi;

import dev.vivace.internal.typed.TypeUse;
import java.util.List;
import java.util.Map;

/**
 * A place in a generated document.
 *
 * @param pointer a JSON Pointer
 * @param use what may stand there
 * @param holder the object or array that it is in; a list of one for the whole document
 * @param key a name or an index in the holder
 */
record Site(String pointer, TypeUse use, Object holder, Object key) {
    @SuppressWarnings("unchecked") // Holders are made by ValidValues
    void replace(Object value) {
        if (holder instanceof Map<?, ?> map) {
            ((Map<String, Object>) map).put((String) key, value);
        } else {
            ((List<Object>) holder).set((int) key, value);
        }
    }

    Object value() {
        return holder instanceof Map<?, ?> map ? map.get(key) : ((List<?>) holder).get((int) key);
    }

    static String child(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }
}
