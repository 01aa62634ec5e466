package dev.vivace.internal.exchange;

/**
 * Arrays for what a protocol that wraps HTTP/1 has made of answers and the socket did not take: lent by the loop's pool, and
 * counted in what the loop holds of answers.
 *
 * <p><b>Threading:</b> its loop's.
 */
final class AnswerArrays implements ByteArrays {
    private final BufferPool buffers;
    private final HeldBytes held;

    AnswerArrays(BufferPool buffers, HeldBytes held) {
        this.buffers = buffers;
        this.held = held;
    }

    @Override
    public byte[] borrow(int bytesMin) {
        byte[] array = buffers.borrow(bytesMin);
        held.addAnswerBytes(array.length);
        return array;
    }

    @Override
    public void giveBack(byte[] array) {
        held.addAnswerBytes(-array.length);
        buffers.giveBack(array);
    }
}
