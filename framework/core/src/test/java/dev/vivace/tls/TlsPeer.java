package dev.vivace.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** The client's side of TLS on byte arrays, so that a test decides how its records are cut and what is in them. */
public final class TlsPeer {
    private static final int ROOM = 18_500;

    public final SSLEngine engine;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private byte[] unread = {};
    private boolean closedByServer;

    private TlsPeer(SSLEngine engine) {
        this.engine = engine;
    }

    /** A context that trusts that root, and shows that certificate unless it is null. */
    public static SSLContext context(Certificates.Issued root, Certificates.Issued own) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("root", root.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : keys(own), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keys(Certificates.Issued own) throws GeneralSecurityException, java.io.IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.key(), new char[0], new Certificate[] {own.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    public static TlsPeer of(SSLContext context, String protocol, String... alpn) {
        SSLEngine engine = context.createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        parameters.setApplicationProtocols(alpn);
        engine.setSSLParameters(parameters);
        return new TlsPeer(engine);
    }

    /** Begins the handshake, or a key update or a renegotiation once it is over. */
    public byte[] begin() throws SSLException {
        engine.beginHandshake();
        return pending();
    }

    /** What the engine has to say by itself. */
    public byte[] pending() throws SSLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (; ; ) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (status != HandshakeStatus.NEED_WRAP || !wrap(new byte[0], 0, 0, out)) {
                return out.toByteArray();
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private boolean wrap(byte[] bytes, int start, int length, ByteArrayOutputStream out) throws SSLException {
        ByteBuffer to = ByteBuffer.allocate(ROOM);
        int produced = engine.wrap(ByteBuffer.wrap(bytes, start, length), to).bytesProduced();
        out.write(to.array(), 0, produced);
        return produced > 0;
    }

    /** Takes what the server sent; what is to be sent back. */
    public byte[] receive(byte[] bytes) throws SSLException {
        byte[] all = Arrays.copyOf(unread, unread.length + bytes.length);
        System.arraycopy(bytes, 0, all, unread.length, bytes.length);
        ByteBuffer in = ByteBuffer.wrap(all);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (; ; ) {
            out.writeBytes(pending());
            ByteBuffer to = ByteBuffer.allocate(ROOM);
            SSLEngineResult result = engine.unwrap(in, to);
            plain.write(to.array(), 0, to.position());
            closedByServer |= result.getStatus() == SSLEngineResult.Status.CLOSED;
            if (result.bytesConsumed() == 0 && engine.getHandshakeStatus() != HandshakeStatus.NEED_TASK) {
                break;
            }
        }
        unread = Arrays.copyOfRange(all, in.position(), all.length);
        out.writeBytes(pending());
        return out.toByteArray();
    }

    /** Records that hold these bytes. */
    public byte[] encrypt(String text) throws SSLException {
        return encrypt(text.getBytes(StandardCharsets.ISO_8859_1), 16_000);
    }

    /** Records that hold these bytes, so many each. */
    public byte[] encrypt(byte[] bytes, int recordBytes) throws SSLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += recordBytes) {
            ByteBuffer from = ByteBuffer.wrap(bytes, at, Math.min(recordBytes, bytes.length - at));
            while (from.hasRemaining()) {
                ByteBuffer to = ByteBuffer.allocate(ROOM);
                engine.wrap(from, to);
                out.write(to.array(), 0, to.position());
            }
        }
        return out.toByteArray();
    }

    public byte[] closeNotify() throws SSLException {
        engine.closeOutbound();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (!engine.isOutboundDone() && wrap(new byte[0], 0, 0, out)) {}
        return out.toByteArray();
    }

    /** What was decrypted since the call before. */
    public String takeText() {
        String text = plain.toString(StandardCharsets.ISO_8859_1);
        plain.reset();
        return text;
    }

    /** Whether the server's close_notify came. */
    public boolean closedByServer() {
        return closedByServer;
    }

    /** Whether the handshake is over. */
    public boolean open() {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.getSession().getProtocol().equals("NONE");
    }
}
