package dev.vivace.internal.net;

import dev.vivace.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;

/** Encodes {@code Set-Cookie} with Netty's strict encoder (RFC 6265 section 4.1); refuses what does not fit the grammar. */
public final class SetCookies {
    private SetCookies() {}

    public static String encode(Cookie cookie) {
        DefaultCookie encoded = new DefaultCookie(cookie.name(), cookie.value());
        encoded.setPath(cookie.path());
        encoded.setDomain(cookie.domain());
        if (cookie.maxAgeSeconds() >= 0) {
            encoded.setMaxAge(cookie.maxAgeSeconds());
        }
        encoded.setSecure(cookie.isSecure());
        encoded.setHttpOnly(cookie.isHttpOnly());
        if (cookie.sameSite() != null) {
            encoded.setSameSite(SameSite.valueOf(cookie.sameSite()));
        }
        return ServerCookieEncoder.STRICT.encode(encoded);
    }
}
