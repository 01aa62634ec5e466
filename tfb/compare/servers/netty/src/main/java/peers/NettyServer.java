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
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.AsciiString;
import io.netty.util.ResourceLeakDetector;
import java.io.File;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

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
    public static void main(String[] args) throws InterruptedException, SSLException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(Settings.CPUS, EpollIoHandler.newFactory());
        loops.next().scheduleAtFixedRate(() -> date = new AsciiString(HttpDate.now()), 1, 1, TimeUnit.SECONDS);
        new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, new PooledByteBufAllocator(true))
                .childHandler(new Pipeline(tls()))
                .bind(Settings.PORT)
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    /** With the files TLS_CHAIN and TLS_KEY, by the engine that TLS_PROVIDER names; null where none are given. */
    private static SslContext tls() throws SSLException {
        String chain = System.getenv("TLS_CHAIN");
        if (chain == null || chain.isEmpty()) {
            return null;
        }
        boolean openSsl = "openssl".equals(System.getenv("TLS_PROVIDER"));
        // The counted engines of OpenSSL, which SslHandler releases: the others wait for a finalizer.
        return SslContextBuilder.forServer(new File(chain), new File(System.getenv("TLS_KEY")))
                .sslProvider(openSsl ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final SslContext tls;

        Pipeline(SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            HttpDecoderConfig decoder = new HttpDecoderConfig().setValidateHeaders(false);
            channel.pipeline().addLast(new HttpServerCodec(decoder), new NettyHandler());
        }
    }
}
