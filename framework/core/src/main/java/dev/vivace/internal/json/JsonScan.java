package dev.vivace.internal.json;

/** Steps over runs of one kind of byte. Stateless. */
final class JsonScan {
    private JsonScan() {}

    /** The index behind the white space of RFC 8259, section 2. */
    static int blanks(byte[] in, int from, int end) {
        int index = from;
        while (index < end && in[index] <= ' ') {
            byte b = in[index];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                break;
            }
            index++;
        }
        return index;
    }

    /** The index behind the digits. */
    static int digits(byte[] in, int from, int end) {
        int index = from;
        while (index < end && in[index] >= '0' && in[index] <= '9') {
            index++;
        }
        return index;
    }
}
