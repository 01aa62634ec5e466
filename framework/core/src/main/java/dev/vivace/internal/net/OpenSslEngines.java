package dev.vivace.internal.net;

import dev.vivace.internal.tls.Engines;
import dev.vivace.internal.tls.KeyMaterial;
import dev.vivace.tls.ClientCertificates;
import dev.vivace.tls.TlsOptions;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import javax.net.ssl.SSLEngine;

/** Netty's engines on OpenSSL (or BoringSSL). They hold native memory, so each is released, and so is their context. */
final class OpenSslEngines implements Engines {
    private final SslContext context;

    private OpenSslEngines(SslContext context) {
        this.context = context;
    }

    /** A generation; a {@link Engines.Maker}. */
    static Engines make(TlsOptions options, KeyMaterial material) throws IOException {
        if (!serves(material)) {
            throw new IOException("OpenSSL does not serve with the Ed25519 key in " + options.key()
                    + "; set TlsOptions.provider to AUTO or JDK");
        }
        SslContextBuilder builder = SslContextBuilder.forServer(material.key(), material.chain())
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .protocols(options.protocols())
                .sessionCacheSize(SESSION_COUNT_MAX)
                .sessionTimeout(SESSION_SECONDS)
                .clientAuth(clientAuth(options.clientCertificates()))
                // A client that offers others only goes on without one as far as OpenSSL is concerned: see ClientHello
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        PROTOCOL));
        if (!material.trust().isEmpty()) {
            builder.trustManager(material.trust());
        }
        if (options.cipherSuites().isEmpty()) {
            builder.ciphers(CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE);
        } else {
            builder.ciphers(options.cipherSuites(), IdentityCipherSuiteFilter.INSTANCE);
        }
        try {
            return new OpenSslEngines(builder.build());
        } catch (IOException | RuntimeException e) {
            throw new IOException("OpenSSL cannot serve with " + options.chain() + ": " + e.getMessage(), e);
        }
    }

    /** BoringSSL signs with Ed25519 only where it is told to, for which Netty has no option. */
    static boolean serves(KeyMaterial material) {
        String algorithm = material.key().getAlgorithm();
        return algorithm.equals("RSA") || algorithm.equals("EC");
    }

    private static ClientAuth clientAuth(ClientCertificates mode) {
        return switch (mode) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }

    @Override
    public SSLEngine open() {
        return context.newEngine(ByteBufAllocator.DEFAULT);
    }

    @Override
    public void close(SSLEngine engine) {
        ReferenceCountUtil.release(engine);
    }

    @Override
    public boolean worksInUnwrap() {
        return true;
    }

    @Override
    public boolean closesBothWays() {
        return true;
    }

    @Override
    public void release() {
        ReferenceCountUtil.release(context);
    }
}
