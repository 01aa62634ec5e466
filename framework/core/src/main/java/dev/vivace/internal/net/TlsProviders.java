package dev.vivace.internal.net;

import dev.vivace.internal.tls.Engines;
import dev.vivace.internal.tls.JdkEngines;
import dev.vivace.internal.tls.KeyMaterial;
import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsProvider;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;

/** Chooses what does the cryptography; touches Netty's OpenSSL only where netty-tcnative is on the class path. */
public final class TlsProviders {
    private static final String TCNATIVE = "io.netty.internal.tcnative.SSLContext";

    private TlsProviders() {}

    /** @throws IOException when OpenSSL was asked for and cannot be had */
    public static Engines.Maker maker(TlsProvider wanted) throws IOException {
        if (wanted == TlsProvider.JDK) {
            return JdkEngines::make;
        }
        Throwable reason = unavailability();
        if (wanted == TlsProvider.OPENSSL && reason != null) {
            throw new IOException("OpenSSL was asked for and cannot be had: " + reason, reason);
        }
        if (reason != null) {
            return JdkEngines::make;
        }
        return wanted == TlsProvider.OPENSSL ? OpenSslEngines::make : TlsProviders::either;
    }

    private static Engines either(TlsOptions options, KeyMaterial material) throws IOException {
        return OpenSslEngines.serves(material)
                ? OpenSslEngines.make(options, material)
                : JdkEngines.make(options, material);
    }

    private static Throwable unavailability() {
        try {
            Class.forName(TCNATIVE, false, TlsProviders.class.getClassLoader());
            return OpenSsl.unavailabilityCause();
        } catch (ClassNotFoundException e) {
            return new ClassNotFoundException("netty-tcnative is not on the class path");
        } catch (LinkageError e) {
            return e;
        }
    }
}
