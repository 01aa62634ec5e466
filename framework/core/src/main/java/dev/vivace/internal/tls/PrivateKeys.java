package dev.vivace.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in PKCS#8 (RFC 5208), plain or encrypted with a password. */
final class PrivateKeys {
    private static final String WHAT = "the private key";
    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA"};
    private static final String PBES2_OID = "1.2.840.113549.1.5.13";

    private PrivateKeys() {}

    /** @param password of an encrypted key, or null */
    static PrivateKey read(Path file, char[] password) throws IOException {
        for (Pem.Block block : Pem.read(file, WHAT)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(file, new PKCS8EncodedKeySpec(block.bytes()));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return key(file, decrypted(file, block.bytes(), password));
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
                    throw Pem.bad(
                            file,
                            WHAT,
                            "holds a key of the old kind '" + block.label()
                                    + "'; 'openssl pkcs8 -topk8 -nocrypt' makes PKCS#8 of it");
                default -> {
                    // Certificates and parameters may be in the same file
                }
            }
        }
        throw Pem.bad(file, WHAT, "holds no private key");
    }

    private static PrivateKey key(Path file, PKCS8EncodedKeySpec encoded) throws IOException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // of another algorithm, or not a key
            } catch (GeneralSecurityException e) {
                throw new IOException("this JVM has no " + algorithm + " keys", e);
            }
        }
        throw Pem.bad(file, WHAT, "holds a key that is neither RSA, EC nor Ed25519");
    }

    private static PKCS8EncodedKeySpec decrypted(Path file, byte[] bytes, char[] password) throws IOException {
        if (password == null) {
            throw Pem.bad(file, WHAT, "is encrypted, and TlsOptions.keyPassword was not set");
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
            String algorithm = algorithm(info);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IOException(
                    Pem.bad(file, WHAT, "cannot be decrypted with the password that was set")
                            .getMessage(),
                    e);
        } finally {
            secret.clearPassword();
            Arrays.fill(password, '\0');
        }
    }

    /** The name of a PBES2 scheme is only in its parameters (RFC 8018 section 6.2). */
    private static String algorithm(EncryptedPrivateKeyInfo info) {
        AlgorithmParameters parameters = info.getAlgParameters();
        String name = info.getAlgName();
        boolean pbes2 = name.equals("PBES2") || name.equals(PBES2_OID);
        return parameters != null && pbes2 ? parameters.toString() : name;
    }
}
