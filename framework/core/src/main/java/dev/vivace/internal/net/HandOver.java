package dev.vivace.internal.net;

import dev.vivace.internal.net.TakeOverProtocol.Offer;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Gives the listening sockets to the process that asks for them on a path. One at a time; each conversation has a thread of
 * its own, because a loop may not wait.
 */
final class HandOver implements EpollIoHandle {
    private static final int BACKLOG = 4;
    private static final long END_MILLIS = 1_000;
    private static final long RETRY_NANOS = 1_000_000_000L;

    /** A process that asks and goes away is talked to until it is found to be gone: the next one waits that long. */
    private static final long BUSY_MILLIS_MAX = 1_000;

    private final NettyServer server;
    private volatile NettyLoop loop;
    private final Path path;
    private final Path fresh;
    private final Socket socket = Socket.newSocketDomain();
    private final byte[] address = new byte[128];
    /** Who holds it speaks with another process, or has ended that for good. */
    private final Semaphore conversation = new Semaphore(1);
    /** Whose turn it is to wait for that; more than one are refused at once. */
    private final Semaphore next = new Semaphore(1);

    private Object fileKey;
    private IoRegistration registration;
    private volatile boolean given;
    private volatile boolean serving;

    /** Makes the socket, under another name: binding removes a file, and until we serve the path it may be another's. */
    HandOver(NettyServer server, NettyLoop loop, Path path) throws IOException {
        this.server = server;
        this.loop = loop;
        this.path = path;
        this.fresh = Path.of(path + "." + ProcessHandle.current().pid());
        try {
            socket.bind(new DomainSocketAddress(fresh.toString()));
            // Nobody can connect before listen(2), so nobody gets in before this
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            fileKey = Files.readAttributes(fresh, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            close();
            throw new IOException("cannot serve the take-over path " + path + ": " + e.getMessage(), e);
        }
    }

    /** Serves the path, in place of whatever socket was there. Loop thread. */
    void start() throws Exception {
        socket.listen(BACKLOG);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        serving = true;
        registration = loop.register(this);
        registration.submit(EpollIoOps.EPOLLIN);
    }

    /** Goes on on a loop that takes the place of one that died. Loop thread. */
    void on(NettyLoop fresh) {
        if (!serving) {
            return;
        }
        loop = fresh;
        try {
            registration = fresh.register(this);
            registration.submit(EpollIoOps.EPOLLIN);
        } catch (Exception e) {
            fresh.log.warning(
                    "the take-over path is served no more; the next process will not be able to take over", e);
        }
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        try {
            int descriptor = socket.accept(address);
            if (descriptor >= 0) {
                converse(new LocalStream(new Socket(descriptor)));
            }
        } catch (Throwable e) {
            registration.submit(EpollIoOps.EPOLLERR);
            loop.schedule(() -> registration.submit(EpollIoOps.EPOLLIN), RETRY_NANOS);
            loop.log.warning("answering on the take-over path failed and is tried again in a second", e);
        }
    }

    private void converse(LocalStream peer) throws IOException {
        if (conversation.tryAcquire()) {
            onThread(peer, conversation, () -> talk(peer));
        } else if (next.tryAcquire()) {
            onThread(peer, next, () -> talkNext(peer));
        } else {
            refuse(peer);
        }
    }

    /** @param held given back when there is no thread to be had */
    private static void onThread(LocalStream peer, Semaphore held, Runnable talk) {
        Thread thread = new Thread(talk, "vivace-take-over");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (Throwable e) {
            held.release();
            peer.close();
            throw e;
        }
    }

    private static void refuse(LocalStream peer) throws IOException {
        try (peer) {
            peer.writeLine(TakeOverProtocol.REFUSED + "another process is taking over, or the server stops");
        }
    }

    private void talkNext(LocalStream peer) {
        boolean free;
        try {
            free = conversation.tryAcquire(BUSY_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            free = false;
        } finally {
            next.release();
        }
        if (free) {
            talk(peer);
            return;
        }
        try {
            refuse(peer);
        } catch (IOException e) {
            loop.log.warning("a process that wanted to take over is gone already", e);
        }
    }

    private void talk(LocalStream peer) {
        BitSet taken = null;
        try {
            taken = offer(peer);
        } catch (IOException | RuntimeException e) {
            loop.log.warning("a process that wanted to take over did not; this one goes on", e);
        }
        if (taken == null) {
            // Whoever sees the end of this one may ask again at once
            conversation.release();
            peer.close();
            return;
        }
        given = true;
        server.handedOver(taken, conversation::release, () -> stopped(peer));
    }

    private void stopped(LocalStream peer) {
        try (peer) {
            peer.writeLine(TakeOverProtocol.STOPPED);
        } catch (IOException e) {
            loop.log.warning("the process that took over is gone already", e);
        }
    }

    /** Which of the addresses the other one took; null when it takes none. */
    private BitSet offer(LocalStream peer) throws IOException {
        if (peer.peer().user() != LocalStream.ownUser()) {
            peer.writeLine(TakeOverProtocol.REFUSED + "only processes of the same user can take over");
            return null;
        }
        if (!TakeOverProtocol.HELLO.equals(peer.readLine())) {
            peer.writeLine(TakeOverProtocol.REFUSED + "this server speaks '" + TakeOverProtocol.HELLO + "'");
            return null;
        }
        List<InetSocketAddress> addresses = server.addresses();
        List<List<Socket>> sockets = new ArrayList<>();
        peer.writeLine(TakeOverProtocol.OFFER + addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            sockets.add(server.listeningSockets(i));
            peer.writeLine(Offer.of(addresses.get(i), sockets.get(i).size()).line());
        }
        for (List<Socket> each : sockets) {
            for (Socket listening : each) {
                peer.sendDescriptor(listening.intValue());
            }
        }
        String answer = peer.readLine();
        if (answer == null || !answer.startsWith(TakeOverProtocol.TAKEN)) {
            throw new IOException(answer == null ? "it closed the connection" : "it said '" + answer + "'");
        }
        BitSet taken = new BitSet();
        for (String index :
                answer.substring(TakeOverProtocol.TAKEN.length()).strip().split(" ")) {
            if (!index.isEmpty()) {
                taken.set(Integer.parseInt(index));
            }
        }
        return taken;
    }

    /**
     * Gives nothing away any more. Waits a moment for a conversation that has begun: what another process listens on by now
     * is left to it. Not on a loop.
     *
     * @return whether it is certain who has the listening sockets
     */
    boolean end() {
        boolean decided = false;
        try {
            // Kept: who comes now is refused
            decided = conversation.tryAcquire(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!loop.tryExecute(this::close)) {
            close();
        }
        if (serving && !given) {
            removeFile();
        }
        return decided;
    }

    private void removeFile() {
        try {
            if (fileKey.equals(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey())) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // gone, or another server's: the next one copes with what is there
        }
    }

    @Override
    public void close() {
        if (socket.isOpen()) {
            try {
                if (registration != null) {
                    registration.cancel();
                }
            } catch (RejectedExecutionException e) {
                // The loop has died, and its selector with it
            }
            try {
                socket.close();
            } catch (IOException e) {
                loop.log.warning("closing the take-over path failed", e);
            }
        }
        if (!serving) {
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException e) {
                // The next one of this name removes it
            }
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }
}
