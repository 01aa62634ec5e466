package dev.vivace.internal.tls;

import dev.vivace.tls.ClientCertificates;
import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManagerFactory;

/** Engines of the JDK; nothing of theirs needs to be released. */
public final class JdkEngines implements Engines {
    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;
    private final SSLParameters parameters;

    private JdkEngines(SSLContext context, SSLParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /** A generation; the {@link Engines.Maker} of the JDK. */
    public static Engines make(TlsOptions options, KeyMaterial material) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(material), NO_PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore(material));
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            SSLSessionContext sessions = context.getServerSessionContext();
            sessions.setSessionCacheSize(SESSION_COUNT_MAX);
            sessions.setSessionTimeout(SESSION_SECONDS);
            return new JdkEngines(context, parameters(options, context));
        } catch (GeneralSecurityException e) {
            throw new IOException("the JDK cannot serve with " + options.chain() + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore keyStore(KeyMaterial material) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "server", material.key(), NO_PASSWORD, material.chain().toArray(new X509Certificate[0]));
        return store;
    }

    private static KeyStore trustStore(KeyMaterial material) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        // Where clients are not asked nobody's certificate is looked at, but the factory refuses a store without
        // entries
        List<X509Certificate> trusted = material.trust().isEmpty() ? material.chain() : material.trust();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted" + i, trusted.get(i));
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static SSLParameters parameters(TlsOptions options, SSLContext context) throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(options.protocols().toArray(new String[0]));
        parameters.setCipherSuites(cipherSuites(options, context.getSupportedSSLParameters()));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {PROTOCOL});
        if (options.clientCertificates() == ClientCertificates.REQUIRED) {
            parameters.setNeedClientAuth(true);
        } else if (options.clientCertificates() == ClientCertificates.OPTIONAL) {
            parameters.setWantClientAuth(true);
        }
        return parameters;
    }

    private static String[] cipherSuites(TlsOptions options, SSLParameters supported) throws IOException {
        Set<String> known = new HashSet<>(Arrays.asList(supported.getCipherSuites()));
        for (String name : options.cipherSuites()) {
            if (!known.contains(name)) {
                throw new IOException("the JDK has no cipher suite " + name);
            }
        }
        List<String> wanted = options.cipherSuites().isEmpty() ? CIPHER_SUITES : options.cipherSuites();
        return wanted.stream().filter(known::contains).toArray(String[]::new);
    }

    @Override
    public SSLEngine open() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public void close(SSLEngine engine) {}

    @Override
    public boolean worksInUnwrap() {
        return false;
    }

    @Override
    public boolean closesBothWays() {
        return false;
    }

    @Override
    public void release() {}
}
