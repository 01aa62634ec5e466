package dev.vivace.internal.net;

import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.net.TakeOverProtocol.Offer;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The listening sockets of the server before this one, received from it. Nothing changes for that one until {@link #confirm}.
 *
 * <p><b>Lifetime:</b> closing it closes the sockets that were not taken.
 */
final class Inheritance implements AutoCloseable {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ACCEPTCONN = 30;
    private static final int FILE_TYPE_MASK = 0xF000;
    private static final int FILE_TYPE_SOCKET = 0xC000;

    /** Netty's exceptions tell ECONNREFUSED from others in their text only. */
    private static final String NOBODY_LISTENS = "(" + Errors.ERROR_ECONNREFUSED_NEGATIVE + ")";

    private final Path path;
    private final LocalStream stream;
    private final int process;
    private final List<Offer> offers = new ArrayList<>();
    private final List<List<Socket>> sockets = new ArrayList<>();
    private final StringBuilder taken = new StringBuilder(TakeOverProtocol.TAKEN);

    private Inheritance(Path path, LocalStream stream, int process) {
        this.path = path;
        this.stream = stream;
        this.process = process;
    }

    /** Asks whoever serves the path; null when nobody does. */
    static Inheritance ask(Path path, ErrorLog log) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & FILE_TYPE_MASK) != FILE_TYPE_SOCKET) {
            throw new IOException("cannot take over through " + path + ": it is no socket");
        }
        LocalStream stream;
        try {
            stream = LocalStream.connect(path);
        } catch (IOException e) {
            if (e instanceof FileNotFoundException
                    || String.valueOf(e.getMessage()).contains(NOBODY_LISTENS)) {
                // Left behind by a process that is gone
                return null;
            }
            throw new IOException("cannot take over through " + path + ": " + e.getMessage(), e);
        }
        try {
            return ask(path, stream, log);
        } catch (Throwable e) {
            stream.close();
            throw e;
        }
    }

    private static Inheritance ask(Path path, LocalStream stream, ErrorLog log) throws IOException {
        LocalStream.Peer peer = stream.peer();
        if (peer.user() != LocalStream.ownUser()) {
            throw new IOException("cannot take over through " + path + ": process " + peer.process()
                    + ", which serves it, is another user's");
        }
        Inheritance inheritance = new Inheritance(path, stream, peer.process());
        try {
            inheritance.receive();
            return inheritance;
        } catch (SocketTimeoutException e) {
            inheritance.close();
            throw new IOException(
                    "cannot take over through " + path + ": process " + peer.process() + ", which serves it, does not"
                            + " answer within " + LocalStream.TIMEOUT_MILLIS / 1_000
                            + " seconds; end it and start again",
                    e);
        } catch (Refusal e) {
            inheritance.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            inheritance.close();
            log.warning("process " + peer.process() + " went away while it was to hand its sockets over", e);
            return null;
        }
    }

    /** The other one said no. */
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    private void receive() throws IOException {
        hello();
        String first = line();
        if (first.startsWith(TakeOverProtocol.REFUSED)) {
            throw new Refusal("cannot take over through " + path + ": process " + process + " says: "
                    + first.substring(TakeOverProtocol.REFUSED.length()));
        }
        if (!first.startsWith(TakeOverProtocol.OFFER)) {
            throw new Refusal("cannot take over through " + path + ": process " + process
                    + " does not speak this version's protocol");
        }
        int count = Integer.parseInt(first.substring(TakeOverProtocol.OFFER.length()));
        if (count < 1 || count > TakeOverProtocol.ADDRESSES_MAX) {
            throw new IOException("an offer of " + count + " addresses");
        }
        for (int i = 0; i < count; i++) {
            offers.add(Offer.parse(line()));
            sockets.add(new ArrayList<>());
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < offers.get(i).count(); j++) {
                Socket socket = new Socket(stream.receiveDescriptor());
                sockets.get(i).add(socket);
                check(socket, offers.get(i));
            }
        }
    }

    private void hello() throws SocketTimeoutException {
        try {
            stream.writeLine(TakeOverProtocol.HELLO);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // Refused before a word: what it said can still be read
        }
    }

    private String line() throws IOException {
        String line = stream.readLine();
        if (line == null) {
            throw new java.io.EOFException("the other process closed the connection");
        }
        return line;
    }

    private void check(Socket socket, Offer offer) throws IOException {
        InetSocketAddress local = socket.localAddress();
        if (local == null || local.getPort() != offer.port() || !listens(socket)) {
            throw new Refusal("cannot take over through " + path + ": what process " + process
                    + " sent is not a listening socket of port " + offer.port());
        }
    }

    private static boolean listens(Socket socket) throws IOException {
        try {
            return socket.getIntOpt(SOL_SOCKET, SO_ACCEPTCONN) == 1;
        } catch (ChannelException e) {
            // no socket at all
            return false;
        }
    }

    /** The sockets that listen on an address, now the caller's to close; none where the other server does not have it. */
    List<Socket> take(InetSocketAddress wanted) {
        for (int i = 0; i < offers.size(); i++) {
            if (!sockets.get(i).isEmpty() && offers.get(i).matches(wanted)) {
                List<Socket> own = sockets.get(i);
                sockets.set(i, List.of());
                taken.append(' ').append(i);
                own.forEach(NewClients::admit);
                return own;
            }
        }
        return List.of();
    }

    /** Has the other one stop: this one accepts already. Returns when it has stopped accepting; if it does not, says so. */
    void confirm(ErrorLog log) {
        try {
            stream.writeLine(taken.toString());
            if (TakeOverProtocol.STOPPED.equals(stream.readLine())) {
                return;
            }
            log.warning("process " + process + " ended before it said that it has stopped", null);
        } catch (IOException e) {
            log.warning("process " + process + " does not say that it has stopped and may still serve; end it", e);
        }
    }

    @Override
    public void close() {
        stream.close();
        for (List<Socket> rest : sockets) {
            for (Socket socket : rest) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // the other process has it as well
                }
            }
        }
    }
}
