package dev.vivace.internal.exchange;

/**
 * A connection as one that holds bytes of requests that are not complete: those that are not parsed yet, in an array that it
 * borrows ({@code carry}), and its place among all who hold some. A superclass, since a part of its own would cost every idle
 * connection an object.
 *
 * <p><b>Threading:</b> its loop's.
 */
abstract class RequestHolder extends Timed {
    final LoopContext loop;

    /** Bytes that are not parsed yet, or null. */
    byte[] carry;

    int carryStart;
    int carryEnd;

    /** Its neighbours among those who hold unfinished requests ({@link HeldBytes}). */
    RequestHolder holderBefore;

    RequestHolder holderAfter;

    RequestHolder(LoopContext loop) {
        this.loop = loop;
    }

    /** Whether more of a request is waited for. */
    abstract boolean receiving();

    /** Lengths of the arrays that it would give back. */
    abstract long requestBytes();

    /** Gives back what it holds, for others. */
    abstract void refuseHeldBytes();

    /** Keeps bytes; false when there is no room for them, and nothing has changed. */
    final boolean carry(byte[] in, int start, int end) {
        int more = end - start;
        if (carry == null) {
            if (!loop.held.requestRoom(this, more)) {
                return false;
            }
            carry = loop.requestArrays.borrow(more);
            carryStart = 0;
            carryEnd = 0;
        } else if (carryEnd + more > carry.length && !makeRoom(more)) {
            return false;
        }
        System.arraycopy(in, start, carry, carryEnd, more);
        carryEnd += more;
        return true;
    }

    private boolean makeRoom(int more) {
        int used = carryEnd - carryStart;
        byte[] target = carry;
        if (used + more > carry.length) {
            int wanted = Math.max(used + more, used * 2);
            if (!loop.held.requestRoom(this, wanted - carry.length)) {
                return false;
            }
            target = loop.requestArrays.borrow(wanted);
        }
        System.arraycopy(carry, carryStart, target, 0, used);
        if (target != carry) {
            loop.requestArrays.giveBack(carry);
            carry = target;
        }
        carryStart = 0;
        carryEnd = used;
        return true;
    }

    final int carryBytes() {
        return carry == null ? 0 : carry.length;
    }

    final void giveBackCarry() {
        loop.requestArrays.giveBack(carry);
        carry = null;
    }
}
