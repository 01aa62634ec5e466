package dev.vivace;

import java.time.Duration;
import java.util.Objects;

/**
 * A cookie to set (RFC 6265). Immutable: each {@code with}-like method returns a new one.
 *
 * <pre>{@code res.cookie(Cookie.of("session", id).path("/").httpOnly().secure().sameSite("Lax"))}</pre>
 *
 * @param name a token
 * @param value cookie-octets: no blanks, quotes, commas, semicolons, backslashes or control characters
 * @param path null for none
 * @param domain null for none
 * @param maxAgeSeconds negative for none: the cookie ends with the browser's session
 * @param isSecure sent over TLS only
 * @param isHttpOnly hidden from scripts
 * @param sameSite {@code Strict}, {@code Lax}, {@code None}, or null for none
 */
public record Cookie(
        String name,
        String value,
        String path,
        String domain,
        long maxAgeSeconds,
        boolean isSecure,
        boolean isHttpOnly,
        String sameSite) {

    /**
     * Checks what is not checked when the header is written.
     *
     * @param name a token
     * @param value cookie-octets
     * @param path null for none
     * @param domain null for none
     * @param maxAgeSeconds negative for none
     * @param isSecure sent over TLS only
     * @param isHttpOnly hidden from scripts
     * @param sameSite null for none
     */
    public Cookie {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (sameSite != null && !sameSite.equals("Strict") && !sameSite.equals("Lax") && !sameSite.equals("None")) {
            throw new IllegalArgumentException("SameSite is Strict, Lax or None, not '" + sameSite + "'");
        }
    }

    /**
     * A cookie with a name and a value only.
     *
     * @param name a token
     * @param value cookie-octets
     * @return the cookie
     */
    public static Cookie of(String name, String value) {
        return new Cookie(name, value, null, null, -1, false, false, null);
    }

    /**
     * With a path.
     *
     * @param newPath for instance {@code "/"}
     * @return a new cookie
     */
    public Cookie path(String newPath) {
        return new Cookie(name, value, newPath, domain, maxAgeSeconds, isSecure, isHttpOnly, sameSite);
    }

    /**
     * With a domain.
     *
     * @param newDomain for instance {@code "example.org"}
     * @return a new cookie
     */
    public Cookie domain(String newDomain) {
        return new Cookie(name, value, path, newDomain, maxAgeSeconds, isSecure, isHttpOnly, sameSite);
    }

    /**
     * With an age, in whole seconds; zero deletes the cookie.
     *
     * @param age not negative
     * @return a new cookie
     */
    public Cookie maxAge(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("a cookie's age is not negative, but was " + age);
        }
        return new Cookie(name, value, path, domain, age.toSeconds(), isSecure, isHttpOnly, sameSite);
    }

    /**
     * Sent over TLS only.
     *
     * @return a new cookie
     */
    public Cookie secure() {
        return new Cookie(name, value, path, domain, maxAgeSeconds, true, isHttpOnly, sameSite);
    }

    /**
     * Hidden from scripts.
     *
     * @return a new cookie
     */
    public Cookie httpOnly() {
        return new Cookie(name, value, path, domain, maxAgeSeconds, isSecure, true, sameSite);
    }

    /**
     * With a SameSite attribute.
     *
     * @param newSameSite {@code Strict}, {@code Lax} or {@code None}
     * @return a new cookie
     */
    public Cookie sameSite(String newSameSite) {
        return new Cookie(name, value, path, domain, maxAgeSeconds, isSecure, isHttpOnly, newSameSite);
    }
}
