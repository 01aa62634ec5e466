package dev.vivace.internal.tls;

import dev.vivace.internal.net.TlsProviders;
import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsProvider;
import java.io.IOException;

/** Each version of the protocol on each provider. */
public enum TlsKind {
    JDK_1_3(TlsProvider.JDK, TlsOptions.TLS_1_3),
    JDK_1_2(TlsProvider.JDK, TlsOptions.TLS_1_2),
    OPENSSL_1_3(TlsProvider.OPENSSL, TlsOptions.TLS_1_3),
    OPENSSL_1_2(TlsProvider.OPENSSL, TlsOptions.TLS_1_2);

    public final TlsProvider provider;
    public final String protocol;

    TlsKind(TlsProvider provider, String protocol) {
        this.provider = provider;
        this.protocol = protocol;
    }

    Engines.Maker maker() throws IOException {
        return TlsProviders.maker(provider);
    }

    boolean is13() {
        return protocol.equals(TlsOptions.TLS_1_3);
    }
}
