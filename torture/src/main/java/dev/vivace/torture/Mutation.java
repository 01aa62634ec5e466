package dev.vivace.torture;

/**
 * A request that somebody tampered with.
 *
 * @param bytes what is sent
 * @param refused whether every server has to refuse it: the tampering made it malformed for certain
 */
record Mutation(byte[] bytes, boolean refused) {
    /** The bytes with everything that is not visible ASCII escaped. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (byte value : bytes) {
            switch (value) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (value >= ' ' && value < 0x7F) {
                        text.append((char) value);
                    } else {
                        text.append(String.format("\\x%02x", value & 0xFF));
                    }
                }
            }
            if (text.length() > 600) {
                return text.append("... (")
                        .append(bytes.length)
                        .append(" bytes)")
                        .toString();
            }
        }
        return text.toString();
    }
}
