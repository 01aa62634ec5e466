package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.tls.Certificates;
import dev.vivace.tls.ClientCertificates;
import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What certificate files may hold, and what is said of those that cannot be used: one sentence that names the file. */
class KeyMaterialTest {
    private static final Certificates.Issued ROOT = Certificates.root("root");
    private static final Certificates.Issued BETWEEN = Certificates.intermediate(ROOT, "between");
    private static final Certificates.Issued SERVER = Certificates.issue(BETWEEN, "server", "EC");

    @TempDir
    Path directory;

    private Path write(String name, String text) {
        return Certificates.write(directory.resolve(name), text);
    }

    private String refusal(TlsOptions options) {
        String text =
                assertThrows(IOException.class, () -> KeyMaterial.read(options)).getMessage();
        assertTrue(text.contains(directory.toString()), text);
        return text.replace(directory + "/", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void shouldReadKeysOfEachKind(String kind) throws IOException {
        Certificates.Issued issued = Certificates.issue(ROOT, "server", kind);
        KeyMaterial material = KeyMaterial.read(Certificates.options(directory, issued));
        assertEquals(issued.certificate(), material.chain().get(0));
        assertEquals(issued.key(), material.key());
    }

    @Test
    void shouldReadAChainAmongOtherText() throws IOException {
        Path chain = write("chain.pem", "subject=server\r\n" + SERVER.chainPem().replace("\n", "\r\n") + "\nthe end\n");
        Path key = write("key.pem", SERVER.certificatePem() + SERVER.keyPem());
        KeyMaterial material = KeyMaterial.read(TlsOptions.pem(chain, key));
        assertEquals(List.of(SERVER.certificate(), BETWEEN.certificate()), material.chain());
        assertEquals(List.of(), material.trust());
    }

    /** RFC 1421 section 4.6: headers in front of the Base64, as OpenSSL wrote encrypted keys once. */
    @Test
    void shouldSayWhatAnEncryptedKeyOfTheOldKindIs() throws IOException {
        String old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233\n\n"
                + "AAAA\n-----END RSA PRIVATE KEY-----\n";
        Path chain = write("chain.pem", old + SERVER.chainPem());
        Path key = write("key.pem", SERVER.keyPem());
        assertEquals(SERVER.key(), KeyMaterial.read(TlsOptions.pem(chain, key)).key());
        String text = refusal(TlsOptions.pem(chain, write("old.pem", old)));
        assertTrue(text.contains("of the old kind 'RSA PRIVATE KEY'"), text);
    }

    @Test
    void shouldReadTrustedCertificates() throws IOException {
        Path trust = write("trust.pem", ROOT.certificatePem() + BETWEEN.certificatePem());
        TlsOptions options =
                Certificates.options(directory, SERVER).clientCertificates(ClientCertificates.REQUIRED, trust);
        assertEquals(
                List.of(ROOT.certificate(), BETWEEN.certificate()),
                KeyMaterial.read(options).trust());
        Files.delete(trust);
        assertEquals("the file trust.pem with the trusted certificates does not exist", refusal(options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PBEWithHmacSHA256AndAES_256", "PBEWithHmacSHA1AndAES_128", "PBEWithSHA1AndDESede"})
    void shouldReadEncryptedKeys(String scheme) throws Exception {
        char[] password = "secret".toCharArray();
        Cipher cipher = Cipher.getInstance(scheme);
        cipher.init(Cipher.ENCRYPT_MODE, SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password)));
        AlgorithmParameters parameters = cipher.getParameters();
        byte[] encrypted = cipher.doFinal(SERVER.key().getEncoded());
        byte[] info = scheme.contains("Hmac")
                ? Certificates.pbes2(parameters, encrypted)
                : new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded();
        Path key = write("key.pem", Certificates.pem("ENCRYPTED PRIVATE KEY", info));
        TlsOptions options = TlsOptions.pem(write("chain.pem", SERVER.chainPem()), key);
        assertEquals(
                SERVER.key(), KeyMaterial.read(options.keyPassword(password)).key());
        assertEquals(
                SERVER.key(), KeyMaterial.read(options.keyPassword(password)).key(), "and again");
        assertEquals(
                "the file key.pem with the private key cannot be decrypted with the password that was set",
                refusal(options.keyPassword("wrong".toCharArray())));
        assertEquals(
                "the file key.pem with the private key is encrypted, and TlsOptions.keyPassword was not set",
                refusal(options));
    }

    @Test
    void shouldSayWhatIsWrongWithTheChain() {
        Path key = write("key.pem", SERVER.keyPem());
        TlsOptions options = TlsOptions.pem(directory.resolve("chain.pem"), key);
        assertEquals("the file chain.pem with the certificate chain does not exist", refusal(options));
        String[][] cases = {
            {"", "holds no certificate"},
            {SERVER.keyPem(), "holds no certificate"},
            {"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "holds a certificate that cannot be read"
            },
            {"-----BEGIN CERTIFICATE-----\nAA*A\n-----END CERTIFICATE-----\n", "has a block that is not Base64"},
            {"-----BEGIN CERTIFICATE-----\nAAAA\n", "has no END line for CERTIFICATE"},
            {"-----BEGIN CERTIFICATE", "has a BEGIN line that does not end"},
        };
        for (String[] each : cases) {
            write("chain.pem", each[0]);
            assertEquals("the file chain.pem with the certificate chain " + each[1], refusal(options));
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheKey() {
        Path chain = write("chain.pem", SERVER.chainPem());
        TlsOptions options = TlsOptions.pem(chain, directory.resolve("key.pem"));
        assertEquals("the file key.pem with the private key does not exist", refusal(options));
        String[][] cases = {
            {"", "holds no private key"},
            {Certificates.pem("PRIVATE KEY", new byte[20]), "holds a key that is neither RSA, EC nor Ed25519"},
            {
                Certificates.pem("EC PRIVATE KEY", new byte[20]),
                "holds a key of the old kind 'EC PRIVATE KEY'; 'openssl pkcs8 -topk8 -nocrypt' makes PKCS#8 of it"
            },
        };
        for (String[] each : cases) {
            write("key.pem", each[0]);
            assertEquals("the file key.pem with the private key " + each[1], refusal(options));
        }
        for (Certificates.Issued other : new Certificates.Issued[] {ROOT, Certificates.issue(ROOT, "rsa", "RSA")}) {
            write("key.pem", other.keyPem());
            assertEquals(
                    "the private key in key.pem does not belong to the first certificate in chain.pem",
                    refusal(options));
        }
    }

    @Test
    void shouldRefuseADirectory() {
        refusal(TlsOptions.pem(directory, directory));
    }
}
