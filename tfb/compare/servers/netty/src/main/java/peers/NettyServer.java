package peers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.AsciiString;
import io.netty.util.ResourceLeakDetector;
import java.util.concurrent.TimeUnit;

/** Netty as in its TechEmpower entry: the HTTP codec, one handler, one flush for all that was read. */
public final class NettyServer {
    private static final int BACKLOG = 1_024;

    private static volatile AsciiString date = new AsciiString(HttpDate.now());

    private NettyServer() {}

    /** The Date header, at most a second old. */
    static AsciiString date() {
        return date;
    }

    /** Serves until the process is ended. */
    public static void main(String[] args) throws InterruptedException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(Settings.CPUS, EpollIoHandler.newFactory());
        loops.next().scheduleAtFixedRate(() -> date = new AsciiString(HttpDate.now()), 1, 1, TimeUnit.SECONDS);
        new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, new PooledByteBufAllocator(true))
                .childHandler(new Pipeline())
                .bind(Settings.PORT)
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            HttpDecoderConfig decoder = new HttpDecoderConfig().setValidateHeaders(false);
            channel.pipeline().addLast(new HttpServerCodec(decoder), new NettyHandler());
        }
    }
}
