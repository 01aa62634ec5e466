package dev.vivace.torture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of the well-behaved client: a question at a time. */
final class GoodConnection {
    private final GoodClient client;
    private final AnswerReader answer = new AnswerReader();
    private SocketChannel channel;
    private SelectionKey key;
    private Question question;
    private ByteBuffer unsent;
    private long beganNanos;
    private boolean answered;

    GoodConnection(GoodClient client) {
        this.client = client;
    }

    void open(Selector selector, InetSocketAddress target) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        beganNanos = System.nanoTime();
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(target);
    }

    /** Asks; its time began then. */
    void ask(Question newQuestion, long startNanos) {
        question = newQuestion;
        answered = false;
        answer.begin(false);
        beganNanos = startNanos;
        unsent = ByteBuffer.wrap(newQuestion.bytes());
        try {
            send();
        } catch (IOException e) {
            fail("reset when asked " + question);
        }
    }

    private void send() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    void ready(ByteBuffer input) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                client.connected(this, System.nanoTime() - beganNanos);
            }
            if (key.isValid() && key.isReadable()) {
                receive(input);
            }
            if (key.isValid() && key.isWritable()) {
                send();
            }
        } catch (IOException e) {
            fail(channel.isConnected() ? "reset" : "refused");
        }
    }

    private void receive(ByteBuffer input) throws IOException {
        input.clear();
        int count = channel.read(input);
        if (count < 0) {
            ended();
            return;
        }
        input.flip();
        while (input.hasRemaining() && question != null) {
            if (answered) {
                fail("more bytes than the answer");
                return;
            }
            int result = answer.read(input);
            if (result == AnswerReader.FAULTY) {
                fail(answer.fault());
            } else if (result == AnswerReader.COMPLETE) {
                complete();
            }
        }
    }

    private void complete() {
        String fault = question.fault(answer);
        if (fault != null) {
            fail(fault);
            return;
        }
        client.answered(System.nanoTime() - beganNanos);
        answered = true;
        if (!question.closing()) {
            question = null;
            client.free(this);
        }
    }

    private void ended() {
        if (question != null && question.closing() && answered) {
            question = null;
            drop();
            client.reopen(this);
        } else {
            fail("closed");
        }
    }

    /** Something took too long: the time is that of the question, or of the connect. */
    void check(long now, long nanosMax) {
        if (now - beganNanos > nanosMax && (question != null || channel.isConnectionPending())) {
            fail("nothing in " + nanosMax / 1_000_000 + " ms");
        }
    }

    private void fail(String reason) {
        Question asked = question;
        question = null;
        drop();
        client.failed(this, asked == null ? reason : reason + ", asked " + asked);
    }

    void drop() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            // Closed it is
        }
    }
}
