package dev.vivace.internal.net;

import dev.vivace.Server;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;

/** Makes the thread of a loop die: a handle of its own on the loop's selector throws an Error when its pipe is readable. */
final class LoopKiller {
    static final String MESSAGE = "a test ends this loop";

    private LoopKiller() {}

    /** Kills a loop and returns when its thread has come to its end, though not to that of what follows on it. */
    static void kill(Server server, int index) throws Exception {
        NettyLoop loop = ((NettyServer) server).loopSet().at(index);
        Poison poison = server.transport() == dev.vivace.Transport.EPOLL ? new EpollPoison() : new NioPoison();
        loop.execute(() -> {
            try {
                IoRegistration registration = loop.register(poison);
                registration.submit(poison.readable());
                poison.write();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Await.until("the loop has died", loop.netty::isTerminated);
        poison.end();
    }

    private interface Poison extends IoHandle {
        IoOps readable();

        void write() throws IOException;

        void end() throws IOException;

        @Override
        default void handle(IoRegistration registration, IoEvent event) {
            throw new InternalError(MESSAGE);
        }

        @Override
        default void close() {}
    }

    private static final class EpollPoison implements Poison, EpollIoHandle {
        private final FileDescriptor[] pipe = FileDescriptor.pipe();

        EpollPoison() throws IOException {}

        @Override
        public IoOps readable() {
            return EpollIoOps.EPOLLIN;
        }

        @Override
        public void write() throws IOException {
            ByteBuffer one = ByteBuffer.allocateDirect(1);
            pipe[1].write(one, 0, 1);
        }

        @Override
        public void end() throws IOException {
            pipe[0].close();
            pipe[1].close();
        }

        @Override
        public FileDescriptor fd() {
            return pipe[0];
        }
    }

    private static final class NioPoison implements Poison, NioIoHandle {
        private final Pipe pipe = Pipe.open();

        NioPoison() throws IOException {
            pipe.source().configureBlocking(false);
        }

        @Override
        public IoOps readable() {
            return NioIoOps.READ;
        }

        @Override
        public void write() throws IOException {
            pipe.sink().write(ByteBuffer.allocate(1));
        }

        @Override
        public void end() throws IOException {
            pipe.source().close();
            pipe.sink().close();
        }

        @Override
        public SelectableChannel selectableChannel() {
            return pipe.source();
        }
    }
}
