package dev.vivace.internal.net;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns new clients away from a listening socket that goes on accepting those it has, by a filter on what it receives
 * (socket(7), SO_ATTACH_FILTER).
 */
final class NewClients {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_DETACH_FILTER = 27;

    /** The byte of a TCP header (RFC 9293 section 3.1) that holds SYN (0x02) and ACK (0x10). */
    private static final int FLAGS_AT = 13;

    private static final int SYN_AND_ACK = 0x12;
    private static final int SYN = 0x02;

    /** Instructions of the kernel's classic packet filter: operation, jumps if true and if false, operand. */
    private static final long[][] DROP_SYN = {
        {0x30, 0, 0, FLAGS_AT}, // load the byte
        {0x54, 0, 0, SYN_AND_ACK}, // and
        {0x15, 0, 1, SYN}, // equal: the next instruction, else the one behind it
        {0x06, 0, 0, 0}, // keep nothing
        {0x06, 0, 0, 0xFFFF_FFFFL}, // keep all
    };

    private static final int INSTRUCTION_BYTES = 8;

    private NewClients() {}

    static void refuse(Socket listening) throws IOException {
        ByteBuffer program = direct(DROP_SYN.length * INSTRUCTION_BYTES);
        for (long[] instruction : DROP_SYN) {
            program.putShort((short) instruction[0])
                    .put((byte) instruction[1])
                    .put((byte) instruction[2])
                    .putInt((int) instruction[3]);
        }
        // struct sock_fprog: the count, padding, the address
        ByteBuffer filter = direct(16);
        filter.putShort(0, (short) DROP_SYN.length).putLong(8, Buffer.memoryAddress(program));
        try {
            listening.setRawOpt(SOL_SOCKET, SO_ATTACH_FILTER, filter);
        } catch (ChannelException e) {
            throw new IOException("the socket takes no filter", e);
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    /** Takes a filter off that another process has left on a socket it gave away. */
    static void admit(Socket listening) {
        try {
            listening.setIntOpt(SOL_SOCKET, SO_DETACH_FILTER, 0);
        } catch (IOException | ChannelException e) {
            // ENOENT: there was none
        }
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
