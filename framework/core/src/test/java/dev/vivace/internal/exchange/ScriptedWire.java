package dev.vivace.internal.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * A connection whose every step a {@link Script} decides and a test may make fail. It behaves as the transport does: reading
 * stops when bytes come that the protocol does not want, or when it waits for the socket to take more, and goes on only when
 * the protocol asks for it; what a turn throws closes the connection.
 */
final class ScriptedWire implements Wire {
    /** At which call of the wire something goes wrong: never. */
    static final int NEVER = -1;

    final Scenario scenario;
    final Http1Connection protocol;

    private final LoopContext context;
    private final Script script;
    private byte[] output = new byte[1_024];
    private int outputLength;
    private WireFault fault = WireFault.NONE;
    private int faultAtCall = NEVER;
    private int calls;
    private boolean struck;
    /** What a turn threw that no test had put there. */
    private Throwable unexpected;

    private String misuse;
    private int readIndex;
    private int takeIndex;
    private int delivered;
    private int deliveredAtMost = Integer.MAX_VALUE;
    private int deliveredAtDrain;
    private int sentAtEnd = Integer.MAX_VALUE;
    private boolean endSeen;
    private boolean paused;
    private boolean writeWaiting;
    private boolean outputShut;
    private boolean draining;
    private boolean stalled;
    private int closedCount;

    ScriptedWire(LoopContext context, Scenario scenario, Script script) {
        this.context = context;
        this.scenario = scenario;
        this.script = script;
        this.protocol = context.newConnection(this);
    }

    /** Lets a call of the wire fail. */
    void failAtCall(int call, WireFault newFault) {
        faultAtCall = call;
        fault = newFault;
    }

    /** Something goes wrong between two turns. */
    void strike(WireFault newFault) {
        struck = true;
        switch (newFault) {
            case RESET -> close();
            case END_OF_INPUT -> sentAtEnd = delivered;
            case DRAIN -> drain();
            case MUTE -> mute();
            case STALLED -> stalled = true;
            case VANISHED -> {
                mute();
                stalled = true;
            }
            case SPURIOUS_WRITABLE -> {
                if (closedCount == 0) {
                    writeWaiting = false;
                    turn(protocol::onWritable);
                }
            }
            default -> throw new IllegalArgumentException(newFault + " does not come between two turns");
        }
    }

    private void mute() {
        deliveredAtMost = delivered;
    }

    /** As the transport does it: what has arrived is still answered. */
    private void drain() {
        if (closedCount > 0) {
            return;
        }
        draining = true;
        deliveredAtDrain = delivered;
        turn(protocol::draining);
        deliver();
        if (closedCount == 0) {
            turn(protocol::onDrain);
        }
    }

    /** The next thing that happens to this connection; false when nothing can. */
    boolean act() {
        return script.readsFirst() ? deliver() || wake() : wake() || deliver();
    }

    private boolean deliver() {
        if (closedCount > 0 || paused || endSeen) {
            return false;
        }
        int sent = Math.min(sentAtEnd, scenario.sentAfter(outputLength));
        boolean ends = sent == sentAtEnd;
        if (delivered == sent && !ends || delivered == deliveredAtMost) {
            return false;
        }
        if (!protocol.wantsBytes()) {
            paused = true;
            return true;
        }
        if (delivered == sent) {
            endSeen = true;
            paused = true;
            turn(protocol::onInputEnd);
            return true;
        }
        int length = Math.min(sent - delivered, next(script.reads(), readIndex++));
        byte[] piece = Arrays.copyOfRange(scenario.input(), delivered, delivered + length);
        delivered += length;
        turn(() -> protocol.onBytes(piece, 0, length));
        // The loop's array is reused: whoever held on to it notices
        Arrays.fill(piece, (byte) '#');
        return true;
    }

    private boolean wake() {
        if (closedCount > 0 || !writeWaiting || stalled) {
            return false;
        }
        writeWaiting = false;
        turn(protocol::onWritable);
        if (closedCount == 0 && draining) {
            deliver();
            if (closedCount == 0) {
                turn(protocol::onDrain);
            }
        }
        return true;
    }

    private static int next(int[] turns, int index) {
        return turns[index % turns.length];
    }

    private void turn(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            if (!(e instanceof WireFault.Injected) && !(e instanceof WireFault.InjectedError)) {
                unexpected = e;
            }
            context.connectionFailed(this, e);
        }
    }

    /** Counts a call; whether it is the one that goes wrong. */
    private boolean strikes(String call) {
        if (closedCount > 0) {
            misuse = call + " after the end of the connection";
        }
        if (calls++ != faultAtCall) {
            return false;
        }
        struck = true;
        if (fault == WireFault.EXCEPTION) {
            throw new WireFault.Injected();
        }
        if (fault == WireFault.ERROR) {
            throw new WireFault.InjectedError();
        }
        return true;
    }

    @Override
    public int send(byte[] bytes, int start, int length) {
        boolean strikes = strikes("send");
        if (closedCount > 0) {
            return BROKEN;
        }
        if (writeWaiting && !stalled && !((ScriptedLoop) context.loop).runsTimer()) {
            // A second later, and before it cuts off a client that takes nothing, the protocol asks once more
            misuse = "send to a socket that is full";
        } else if (outputShut) {
            misuse = "send behind the FIN";
        } else if (length <= 0 || length > LoopContext.OUTPUT_BYTES) {
            misuse = "send of " + length + " bytes";
        }
        if (strikes && fault == WireFault.BROKEN) {
            close();
            return BROKEN;
        }
        int taken = Math.min(length, next(script.takes(), takeIndex++));
        if (strikes) {
            taken = fault == WireFault.FULL ? 0 : 1;
        }
        if (stalled) {
            taken = 0;
        }
        if (taken > output.length - outputLength) {
            output = Arrays.copyOf(output, 2 * output.length + taken);
        }
        System.arraycopy(bytes, start, output, outputLength, taken);
        outputLength += taken;
        return taken;
    }

    @Override
    public void awaitWritable() {
        strikes("awaitWritable");
        writeWaiting = true;
        paused = true;
    }

    @Override
    public void resumeReading() {
        strikes("resumeReading");
        if (!endSeen && !writeWaiting) {
            paused = false;
        }
    }

    @Override
    public void shutdownOutput() {
        boolean strikes = strikes("shutdownOutput");
        if (outputShut) {
            misuse = "a second shutdownOutput";
        }
        outputShut = true;
        if (strikes && fault == WireFault.BROKEN) {
            close();
        }
    }

    @Override
    public void close() {
        if (closedCount++ == 0) {
            protocol.onClosed();
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    /** Calls of the wire so far. */
    int calls() {
        return calls;
    }

    /** Whether what was to go wrong has. */
    boolean struck() {
        return struck;
    }

    boolean closed() {
        return closedCount > 0;
    }

    /** Whether the client has got all that it will get. */
    boolean outputEnded() {
        return closed() || outputShut;
    }

    boolean draining() {
        return draining;
    }

    int delivered() {
        return delivered;
    }

    /** How much of the input had been delivered when the server began to stop. */
    int deliveredAtDrain() {
        return deliveredAtDrain;
    }

    /** What reached the client, so many bytes of it. */
    byte[] output() {
        return output;
    }

    int outputLength() {
        return outputLength;
    }

    /** What is wrong with the way the wire was used, or null. */
    String misuse() {
        return unexpected != null ? "threw " + unexpected : misuse;
    }
}
