package dev.vivace.internal.tls;

import dev.vivace.tls.TlsOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the files of a listener hold, checked to belong together.
 *
 * @param key of the first certificate
 * @param chain the server's certificate first
 * @param trust what clients' certificates have to lead to; empty where they are not asked
 */
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trust) {
    private static final String CHAIN = "the certificate chain";
    private static final String TRUST = "the trusted certificates";

    /**
     * Reads the files anew.
     *
     * @throws IOException with one sentence that names the file which cannot be used
     */
    static KeyMaterial read(TlsOptions options) throws IOException {
        List<X509Certificate> chain = certificates(options.chain(), CHAIN);
        PrivateKey key = PrivateKeys.read(options.key(), options.keyPassword());
        if (!belongs(key, chain.get(0).getPublicKey())) {
            throw new IOException("the private key in " + options.key()
                    + " does not belong to the first certificate in " + options.chain());
        }
        Path trusted = options.trustedCertificates();
        return new KeyMaterial(key, chain, trusted == null ? List.of() : certificates(trusted, TRUST));
    }

    private static List<X509Certificate> certificates(Path file, String what) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem.Block block : Pem.read(file, what)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(certificate(file, what, block.bytes()));
            }
        }
        if (certificates.isEmpty()) {
            throw Pem.bad(file, what, "holds no certificate");
        }
        return List.copyOf(certificates);
    }

    private static X509Certificate certificate(Path file, String what, byte[] bytes) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new IOException(
                    Pem.bad(file, what, "holds a certificate that cannot be read")
                            .getMessage(),
                    e);
        }
    }

    /** A certificate and a key that do not match would show in the first handshake only. */
    private static boolean belongs(PrivateKey key, PublicKey certified) {
        try {
            Signature signature = Signature.getInstance(signatureName(key));
            byte[] text = {1, 2, 3};
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String signatureName(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyMaterial[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
