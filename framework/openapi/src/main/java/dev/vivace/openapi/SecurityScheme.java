package dev.vivace.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How clients prove who they are, for {@link OpenApi#securityScheme}. It documents; the app's own middleware checks.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class SecurityScheme {
    private final Map<String, Object> members;

    private SecurityScheme(String... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], Objects.requireNonNull(namesAndValues[i + 1], namesAndValues[i]));
        }
        this.members = map;
    }

    private SecurityScheme(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * A bearer token in the field Authorization (RFC 6750).
     *
     * @param format what the token is, for instance {@code JWT}; null where that is no matter
     * @return the scheme
     */
    public static SecurityScheme bearer(String format) {
        return format == null
                ? new SecurityScheme("type", "http", "scheme", "bearer")
                : new SecurityScheme("type", "http", "scheme", "bearer", "bearerFormat", format);
    }

    /**
     * A name and a password in the field Authorization (RFC 7617).
     *
     * @return the scheme
     */
    public static SecurityScheme basic() {
        return new SecurityScheme("type", "http", "scheme", "basic");
    }

    /**
     * A key in a header field.
     *
     * @param name of the field
     * @return the scheme
     */
    public static SecurityScheme headerKey(String name) {
        return new SecurityScheme("type", "apiKey", "in", "header", "name", name);
    }

    /**
     * A key in a cookie.
     *
     * @param name of the cookie
     * @return the scheme
     */
    public static SecurityScheme cookieKey(String name) {
        return new SecurityScheme("type", "apiKey", "in", "cookie", "name", name);
    }

    /**
     * OpenID Connect.
     *
     * @param discoveryUrl where the provider describes itself
     * @return the scheme
     */
    public static SecurityScheme openIdConnect(String discoveryUrl) {
        return new SecurityScheme("type", "openIdConnect", "openIdConnectUrl", discoveryUrl);
    }

    /**
     * The same with a sentence for people.
     *
     * @param text CommonMark
     * @return a new scheme
     */
    public SecurityScheme description(String text) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put("description", Objects.requireNonNull(text, "text"));
        return new SecurityScheme(more);
    }

    Map<String, Object> members() {
        return members;
    }
}
