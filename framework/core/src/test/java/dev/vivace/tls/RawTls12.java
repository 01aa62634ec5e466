package dev.vivace.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client of TLS 1.2 with one cipher suite, written from RFC 5246, 5288 and 8422, that does what the JDK's does not: sends
 * empty records, and records of any type. It trusts whomever it talks to.
 */
public final class RawTls12 {
    public static final int CHANGE_CIPHER_SPEC = 20;
    public static final int ALERT = 21;
    public static final int HANDSHAKE = 22;
    public static final int DATA = 23;

    private static final int SERVER_HELLO = 2;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int FINISHED = 20;
    private static final int POINT_BYTES = 65;
    private static final byte[] NONE = {};

    /** A record that came, decrypted. */
    public record Record(int type, byte[] bytes) {}

    private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();
    private final byte[] random = new byte[32];
    private byte[] serverRandom;
    private byte[] serverPoint;
    private byte[] master;
    private SecretKeySpec clientKey;
    private SecretKeySpec serverKey;
    private byte[] clientIv;
    private byte[] serverIv;
    private long sent;
    private long received;
    private boolean encrypts;
    private boolean decrypts;

    /** The first record. */
    public byte[] hello() {
        new SecureRandom().nextBytes(random);
        byte[] extensions = join(
                extension(10, bytes(0, 2, 0, 23)),
                extension(11, bytes(1, 0)),
                extension(13, bytes(0, 2, 4, 3)),
                extension(0xFF01, bytes(0)));
        byte[] body = join(bytes(3, 3), random, bytes(0, 0, 2, 0xC0, 0x2B, 1, 0), sized(2, extensions));
        return record(HANDSHAKE, message(1, body));
    }

    /** The second flight, in answer to the server's first. */
    public byte[] finish(byte[] flight) throws GeneralSecurityException {
        for (Record each : receive(flight)) {
            transcript.writeBytes(each.bytes());
            read(each.bytes());
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] exchange =
                record(HANDSHAKE, message(CLIENT_KEY_EXCHANGE, sized(1, point((ECPublicKey) pair.getPublic()))));
        deriveKeys(secret(pair, serverPoint));
        byte[] change = record(CHANGE_CIPHER_SPEC, bytes(1));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(transcript.toByteArray());
        byte[] finished = message(FINISHED, prf(master, "client finished", hash, 12));
        encrypts = true;
        return join(exchange, change, record(HANDSHAKE, finished));
    }

    private void read(byte[] messages) {
        ByteBuffer in = ByteBuffer.wrap(messages);
        while (in.remaining() >= 4) {
            int head = in.getInt();
            byte[] body = new byte[head & 0xFFFFFF];
            in.get(body);
            if (head >> 24 == SERVER_HELLO) {
                serverRandom = Arrays.copyOfRange(body, 2, 34);
            } else if (head >> 24 == SERVER_KEY_EXCHANGE) {
                // Named curve, its number, the length of the point
                serverPoint = Arrays.copyOfRange(body, 4, 4 + POINT_BYTES);
            }
        }
    }

    private static byte[] secret(KeyPair own, byte[] point) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint theirs = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, POINT_BYTES)));
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(theirs, curve.getParameterSpec(ECParameterSpec.class))),
                true);
        return agreement.generateSecret();
    }

    private static byte[] point(ECPublicKey key) {
        return join(bytes(4), fixed(key.getW().getAffineX()), fixed(key.getW().getAffineY()));
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private void deriveKeys(byte[] secret) throws GeneralSecurityException {
        master = prf(secret, "master secret", join(random, serverRandom), 48);
        byte[] block = prf(master, "key expansion", join(serverRandom, random), 40);
        clientKey = new SecretKeySpec(block, 0, 16, "AES");
        serverKey = new SecretKeySpec(block, 16, 16, "AES");
        clientIv = Arrays.copyOfRange(block, 32, 36);
        serverIv = Arrays.copyOfRange(block, 36, 40);
    }

    private static byte[] prf(byte[] secret, String label, byte[] seed, int length) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        byte[] labelled = join(label.getBytes(StandardCharsets.US_ASCII), seed);
        byte[] chained = labelled;
        byte[] out = NONE;
        while (out.length < length) {
            chained = mac.doFinal(chained);
            out = join(out, mac.doFinal(join(chained, labelled)));
        }
        return Arrays.copyOf(out, length);
    }

    /** A record of that type, encrypted once the handshake has got so far. */
    public byte[] record(int type, byte[] plain) {
        try {
            byte[] payload = encrypts ? encrypted(type, plain) : plain;
            return join(bytes(type, 3, 3), sized(2, payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] encrypted(int type, byte[] plain) throws GeneralSecurityException {
        byte[] number = number(sent++);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, clientKey, new GCMParameterSpec(128, join(clientIv, number)));
        cipher.updateAAD(join(number, bytes(type, 3, 3, plain.length >> 8, plain.length)));
        return join(number, cipher.doFinal(plain));
    }

    /** The records in there, which are whole. */
    public List<Record> receive(byte[] in) throws GeneralSecurityException {
        List<Record> records = new ArrayList<>();
        ByteArrayInputStream from = new ByteArrayInputStream(in);
        while (from.available() > 0) {
            int type = from.read();
            from.skip(2);
            byte[] payload = new byte[from.read() << 8 | from.read()];
            from.readNBytes(payload, 0, payload.length);
            records.add(new Record(type, decrypts ? decrypted(type, payload) : payload));
            decrypts |= type == CHANGE_CIPHER_SPEC;
        }
        return records;
    }

    private byte[] decrypted(int type, byte[] payload) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = join(serverIv, Arrays.copyOf(payload, 8));
        cipher.init(Cipher.DECRYPT_MODE, serverKey, new GCMParameterSpec(128, nonce));
        int length = payload.length - 24;
        cipher.updateAAD(join(number(received++), bytes(type, 3, 3, length >> 8, length)));
        return cipher.doFinal(payload, 8, payload.length - 8);
    }

    private byte[] message(int type, byte[] body) {
        byte[] message = join(bytes(type), sized(3, body));
        transcript.writeBytes(message);
        return message;
    }

    private static byte[] extension(int type, byte[] body) {
        return join(bytes(type >> 8, type), sized(2, body));
    }

    private static byte[] sized(int lengthBytes, byte[] body) {
        byte[] length = new byte[lengthBytes];
        for (int i = 0; i < lengthBytes; i++) {
            length[i] = (byte) (body.length >> 8 * (lengthBytes - 1 - i));
        }
        return join(length, body);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
