package dev.vivace.internal.exchange;

/**
 * Lends byte arrays.
 *
 * <p><b>Threading:</b> its loop's.
 */
public interface ByteArrays {
    /** An array of at least that many bytes, its content undefined. */
    byte[] borrow(int bytesMin);

    /** Takes back what {@link #borrow} gave. */
    void giveBack(byte[] array);
}
