package dev.vivace.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Certificates made in the tests themselves, DER written by hand (RFC 5280 section 4.1); for localhost and 127.0.0.1. */
public final class Certificates {
    private static final String RSA_OID = "1.2.840.113549.1.1.11";
    private static final String EC_OID = "1.2.840.10045.4.3.2";
    private static final String ED25519_OID = "1.3.101.112";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static long serial = 1;

    /** A certificate with its key and the one that signed it; a root signed itself. */
    public record Issued(X509Certificate certificate, PrivateKey key, Issued issuer) {
        /** The server's file: the certificate, and those above it without the root. */
        public String chainPem() {
            StringBuilder text = new StringBuilder();
            for (Issued each = this; each.issuer != null; each = each.issuer) {
                text.append(each.certificatePem());
            }
            return text.isEmpty() ? certificatePem() : text.toString();
        }

        public String certificatePem() {
            try {
                return pem("CERTIFICATE", certificate.getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }
    }

    private Certificates() {}

    /** A root that signs others. */
    public static Issued root(String name) {
        return make(name, "EC", null, true, true);
    }

    /** A certificate of a key of that kind: RSA, EC or Ed25519. */
    public static Issued issue(Issued issuer, String name, String keyKind) {
        return make(name, keyKind, issuer, false, true);
    }

    /** One that is over. */
    public static Issued expired(Issued issuer, String name) {
        return make(name, "EC", issuer, false, false);
    }

    /** An intermediate one. */
    public static Issued intermediate(Issued issuer, String name) {
        return make(name, "EC", issuer, true, true);
    }

    public static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    /** An encrypted key of PBES2 (RFC 8018 section 6.2), which not every JDK can write. */
    public static byte[] pbes2(AlgorithmParameters parameters, byte[] encrypted) throws IOException {
        byte[] algorithm = sequence(oid("1.2.840.113549.1.5.13"), parameters.getEncoded());
        return sequence(algorithm, tagged(4, encrypted));
    }

    public static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options with the files in that directory. */
    public static TlsOptions options(Path directory, Issued server) {
        return TlsOptions.pem(
                write(directory.resolve("chain.pem"), server.chainPem()),
                write(directory.resolve("key.pem"), server.keyPem()));
    }

    private static synchronized Issued make(String name, String keyKind, Issued issuer, boolean ca, boolean valid) {
        try {
            KeyPair pair = keyPair(keyKind);
            PrivateKey signer = issuer == null ? pair.getPrivate() : issuer.key;
            byte[] subject = name(name);
            byte[] issuerName = issuer == null
                    ? subject
                    : issuer.certificate.getSubjectX500Principal().getEncoded();
            Instant now = Instant.now();
            byte[] validity = sequence(
                    tagged(0x18, TIME.format(now.minusSeconds(172_800)).getBytes(StandardCharsets.US_ASCII)),
                    tagged(
                            0x18,
                            TIME.format(now.plusSeconds(valid ? 172_800 : -86_400))
                                    .getBytes(StandardCharsets.US_ASCII)));
            byte[] algorithm = algorithm(signer);
            byte[] body = sequence(
                    tagged(0xA0, integer(BigInteger.TWO)),
                    integer(BigInteger.valueOf(serial++)),
                    algorithm,
                    issuerName,
                    validity,
                    subject,
                    pair.getPublic().getEncoded(),
                    tagged(0xA3, extensions(ca)));
            byte[] whole = sequence(body, algorithm, bits(sign(signer, body)));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new java.io.ByteArrayInputStream(whole));
            return new Issued(certificate, pair.getPrivate(), issuer);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else if (kind.equals("RSA")) {
            generator.initialize(2_048);
        }
        return generator.generateKeyPair();
    }

    private static byte[] sign(PrivateKey key, byte[] body) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                });
        signature.initSign(key);
        signature.update(body);
        return signature.sign();
    }

    private static byte[] algorithm(PrivateKey signer) {
        return switch (signer.getAlgorithm()) {
            case "RSA" -> sequence(oid(RSA_OID), tagged(5));
            case "EC" -> sequence(oid(EC_OID));
            default -> sequence(oid(ED25519_OID));
        };
    }

    private static byte[] extensions(boolean ca) {
        byte[] constraints = ca ? sequence(tagged(1, new byte[] {-1})) : sequence();
        byte[] names = sequence(
                tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)), tagged(0x87, new byte[] {127, 0, 0, 1}));
        return sequence(
                sequence(oid("2.5.29.19"), tagged(1, new byte[] {-1}), tagged(4, constraints)),
                sequence(oid("2.5.29.17"), tagged(4, names)));
    }

    private static byte[] name(String commonName) {
        byte[] text = tagged(0x0C, commonName.getBytes(StandardCharsets.UTF_8));
        return sequence(tagged(0x31, sequence(oid("2.5.4.3"), text)));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    private static byte[] integer(BigInteger value) {
        return tagged(2, value.toByteArray());
    }

    private static byte[] bits(byte[] bytes) {
        return tagged(3, new byte[] {0}, bytes);
    }

    private static byte[] oid(String dotted) {
        String[] numbers = dotted.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
        for (int i = 2; i < numbers.length; i++) {
            long value = Long.parseLong(numbers[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (value >> shift != 0) {
                    out.write((int) (value >> shift & 0x7F | 0x80));
                }
            }
            out.write((int) (value & 0x7F));
        }
        return tagged(6, out.toByteArray());
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length >= 256) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length >= 128) {
            out.write(0x81);
        }
        out.write(length & 0xFF);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
