package dev.vivace.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a listener speaks TLS (RFC 8446 and RFC 5246). Immutable: each setter returns a new one.
 *
 * <pre>{@code
 * TlsOptions tls = TlsOptions.pem(Path.of("chain.pem"), Path.of("key.pem")).reloadEvery(Duration.ofMinutes(1));
 * app.listen(8443, tls);
 * }</pre>
 *
 * <p>The files are read by {@code listen}, which throws an {@link java.io.IOException} that names the file where one
 * cannot be used, and again by {@link dev.vivace.Server#reloadTls()} and {@link #reloadEvery}.
 */
public final class TlsOptions implements Cloneable {
    /** TLS 1.3. */
    public static final String TLS_1_3 = "TLSv1.3";

    /** TLS 1.2. */
    public static final String TLS_1_2 = "TLSv1.2";

    private static final Set<String> PROTOCOLS = Set.of(TLS_1_3, TLS_1_2);
    private static final Duration DURATION_MAX = Duration.ofDays(365);
    private static final Duration HSTS_MAX_AGE_MAX = Duration.ofDays(3_650);
    private static final int IN_FLIGHT_LIMIT = 1 << 20;

    private final Path chain;
    private final Path key;
    private char[] keyPassword;
    private ClientCertificates clientCertificates = ClientCertificates.NONE;
    private Path trust;
    private Duration handshakeTimeout = Duration.ofSeconds(10);
    private int handshakesInFlightMax = 512;
    private Duration hstsMaxAge;
    private Duration reloadEvery;
    private List<String> protocols = List.of(TLS_1_3, TLS_1_2);
    private List<String> cipherSuites = List.of();
    private TlsProvider provider = TlsProvider.AUTO;

    private TlsOptions(Path chain, Path key) {
        this.chain = Objects.requireNonNull(chain, "chain");
        this.key = Objects.requireNonNull(key, "key");
    }

    /**
     * With a certificate and its key from PEM files.
     *
     * @param chain the server's certificate and behind it those that lead to a root, without the root
     * @param key its private key, PKCS#8 ({@code BEGIN PRIVATE KEY} or {@code BEGIN ENCRYPTED PRIVATE KEY}): RSA, EC or
     *     Ed25519
     * @return options with the defaults
     */
    public static TlsOptions pem(Path chain, Path key) {
        return new TlsOptions(chain, key);
    }

    private TlsOptions copy() {
        try {
            return (TlsOptions) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static Duration requireDuration(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException(name + " is more than zero and at most 365 days, but was " + duration);
        }
        return duration;
    }

    /**
     * Sets the password of an encrypted key.
     *
     * @param password copied; the default is none
     * @return new options
     */
    public TlsOptions keyPassword(char[] password) {
        TlsOptions copy = copy();
        copy.keyPassword = password.clone();
        return copy;
    }

    /**
     * Asks clients for certificates. Names and addresses in them are not compared with anything: whoever has a certificate
     * that leads to a trusted one is let in, and {@link dev.vivace.Request#peerName()} says who it is.
     *
     * @param mode the default is {@link ClientCertificates#NONE}
     * @param trustedCertificates PEM file of the certificates that clients' have to lead to
     * @return new options
     */
    public TlsOptions clientCertificates(ClientCertificates mode, Path trustedCertificates) {
        TlsOptions copy = copy();
        copy.clientCertificates = Objects.requireNonNull(mode, "mode");
        copy.trust = Objects.requireNonNull(trustedCertificates, "trustedCertificates");
        return copy;
    }

    /**
     * Sets how long a connection may take from its beginning to the end of the handshake; then it is closed and counted as
     * {@code tls-handshake-timeout}.
     *
     * @param timeout more than zero, at most 365 days; the default is 10 seconds
     * @return new options
     */
    public TlsOptions handshakeTimeout(Duration timeout) {
        TlsOptions copy = copy();
        copy.handshakeTimeout = requireDuration(timeout, "handshakeTimeout");
        return copy;
    }

    /**
     * Bounds the handshakes of this listener on one loop that are under way, from a client's first byte to the end of the handshake. When
     * there are as many, a new one takes the place of the one that has waited for its client longest, if that is a second and
     * more, in which time on the handshake threads does not count; otherwise the new connection is closed. Both count as
     * {@code tls-handshake-refused}.
     *
     * @param count from 1 to 1,048,576; the default is 512
     * @return new options
     */
    public TlsOptions handshakesInFlightMax(int count) {
        if (count < 1 || count > IN_FLIGHT_LIMIT) {
            throw new IllegalArgumentException(
                    "handshakesInFlightMax is from 1 to " + IN_FLIGHT_LIMIT + ", but was " + count);
        }
        TlsOptions copy = copy();
        copy.handshakesInFlightMax = count;
        return copy;
    }

    /**
     * Adds {@code Strict-Transport-Security} (RFC 6797) to every answer of this listener, errors included.
     *
     * @param age how long clients keep to TLS, in whole seconds, from 0 (which makes them forget) to 3,650 days; by default
     *     there is no such field
     * @return new options
     */
    public TlsOptions hstsMaxAge(Duration age) {
        if (age.isNegative() || age.compareTo(HSTS_MAX_AGE_MAX) > 0) {
            throw new IllegalArgumentException("hstsMaxAge is from zero to 3,650 days, but was " + age);
        }
        TlsOptions copy = copy();
        copy.hstsMaxAge = age;
        return copy;
    }

    /**
     * Looks at the files from time to time, and reads them anew when one of them was changed or replaced. What cannot be
     * used is logged, counted as {@code tls-reload-failed}, and what was served before stays; it is tried again at each look,
     * and not logged again unless something changed.
     *
     * @param period more than zero, at most 365 days; by default nothing is looked at
     * @return new options
     */
    public TlsOptions reloadEvery(Duration period) {
        TlsOptions copy = copy();
        copy.reloadEvery = requireDuration(period, "reloadEvery");
        return copy;
    }

    /**
     * Sets the versions of the protocol.
     *
     * @param names {@link #TLS_1_3}, {@link #TLS_1_2} or both, which is the default; older ones are refused (RFC 8996)
     * @return new options
     */
    public TlsOptions protocols(String... names) {
        List<String> wanted = List.of(names);
        if (wanted.isEmpty() || !PROTOCOLS.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "the protocols are " + TLS_1_3 + " and " + TLS_1_2 + ", but were " + wanted);
        }
        TlsOptions copy = copy();
        copy.protocols = wanted;
        return copy;
    }

    /**
     * Sets the cipher suites, the most wanted first; {@code listen} fails for names that the provider does not know.
     *
     * @param names as the IANA registry writes them; the default is TLS 1.3's and, for TLS 1.2, those with an ephemeral key
     *     exchange and authenticated encryption (RFC 9325 section 4.2)
     * @return new options
     */
    public TlsOptions cipherSuites(String... names) {
        TlsOptions copy = copy();
        copy.cipherSuites = List.of(names);
        return copy;
    }

    /**
     * Sets what does the cryptography.
     *
     * @param newProvider the default is {@link TlsProvider#AUTO}
     * @return new options
     */
    public TlsOptions provider(TlsProvider newProvider) {
        TlsOptions copy = copy();
        copy.provider = Objects.requireNonNull(newProvider, "provider");
        return copy;
    }

    /**
     * The file of the certificate chain.
     *
     * @return as set
     */
    public Path chain() {
        return chain;
    }

    /**
     * The file of the private key.
     *
     * @return as set
     */
    public Path key() {
        return key;
    }

    /**
     * The password of the key.
     *
     * @return a copy, null when there is none
     */
    public char[] keyPassword() {
        return keyPassword == null ? null : keyPassword.clone();
    }

    /**
     * Whether clients show certificates.
     *
     * @return as set
     */
    public ClientCertificates clientCertificates() {
        return clientCertificates;
    }

    /**
     * The file of the certificates that clients' have to lead to.
     *
     * @return as set, null where clients are not asked
     */
    public Path trustedCertificates() {
        return clientCertificates == ClientCertificates.NONE ? null : trust;
    }

    /**
     * How long a handshake may take.
     *
     * @return as set
     */
    public Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    /**
     * How many handshakes of the listener may be under way on one loop.
     *
     * @return as set
     */
    public int handshakesInFlightMax() {
        return handshakesInFlightMax;
    }

    /**
     * The age in {@code Strict-Transport-Security}.
     *
     * @return as set, null for no such field
     */
    public Duration hstsMaxAge() {
        return hstsMaxAge;
    }

    /**
     * How often the files are looked at.
     *
     * @return as set, null for never
     */
    public Duration reloadEvery() {
        return reloadEvery;
    }

    /**
     * The versions of the protocol.
     *
     * @return as set
     */
    public List<String> protocols() {
        return protocols;
    }

    /**
     * The cipher suites.
     *
     * @return as set, empty for the default
     */
    public List<String> cipherSuites() {
        return cipherSuites;
    }

    /**
     * What does the cryptography.
     *
     * @return as set
     */
    public TlsProvider provider() {
        return provider;
    }

    /** Names the files, never the password. */
    @Override
    public String toString() {
        return "TlsOptions[" + chain + ", " + key + "]";
    }
}
