package dev.vivace.differential;

import dev.vivace.differential.NettyDifference.Kind;
import java.util.function.Predicate;

/**
 * Every kind of difference from Netty's decoder that is meant, with what the standards say about it. What is not here fails
 * the build; so does a row that nothing is an example of.
 */
enum NettyDifferences {
    // --- the server refuses, Netty does not
    EARLIER_HEAD(
            "the server answers when the faulty line is complete, Netty when the head is; RFC 9112 section 3: a server SHOULD"
                    + " respond 400 to an invalid request line, and need not wait for what follows",
            d -> d.kind() == Kind.SERVER_REFUSES && d.netty() == null),
    EARLIER_CHUNK(
            "the server answers at the faulty byte of a chunk line or trailer, Netty when the line is complete",
            refuses(
                            "bad-chunk-size",
                            "bad-chunk-end",
                            "bad-chunk-extension",
                            "bad-field-name",
                            "bad-field-value",
                            "bad-line-end")
                    .and(d -> d.netty() != null && !d.netty().complete())),
    MISSING_HOST(
            "RFC 9112 section 3.2: a server MUST respond with 400 to any HTTP/1.1 request that lacks a Host field; Netty leaves it"
                    + " to the application",
            refuses("missing-host")),
    REPEATED_HOST("RFC 9112 section 3.2: ... and to any that contains more than one", refuses("repeated-host")),
    BAD_HOST("RFC 9112 section 3.2: ... or one with an invalid field value", refuses("bad-host")),
    BAD_TARGET(
            "RFC 9112 section 3.2 has four forms of a target; RFC 9110 section 4.2.4: userinfo in one is to be treated as an error",
            refuses("bad-target")),
    BAD_PATH(
            "RFC 3986 section 2.1: a percent sign is followed by two digits; section 7.3: dot segments and encoded delimiters are"
                    + " where servers are attacked. No decoder's business, but this server's",
            refuses("bad-path")),
    BAD_METHOD(
            "RFC 9112 section 2.2: empty lines before a request line may be ignored (here: one); Netty skips any white space and"
                    + " control characters",
            refuses("bad-method")),
    BAD_REQUEST_LINE(
            "RFC 9112 section 3: single spaces. Splitting at other white space is allowed, but lenient parsing can result in"
                    + " request smuggling if there are several recipients",
            refuses("bad-request-line", "bad-line-end")),
    BAD_VERSION("RFC 9112 section 2.3: HTTP-version is HTTP/DIGIT.DIGIT, case-sensitive", refuses("bad-version")),
    OTHER_VERSION(
            "RFC 9110 section 15.6.6: 505 for a major version that the server does not speak; Netty leaves it to the application",
            refuses("version-not-supported")),
    FOLDED(
            "RFC 9112 section 5.2: a server that receives an obs-fold MUST either reject the message with a 400 (this one) or"
                    + " replace it by spaces (Netty)",
            refuses("obsolete-fold")),
    REPEATED_LENGTH(
            "RFC 9110 section 8.6: a recipient of a repeated Content-Length MUST either reject the message (this one) or replace"
                    + " equal values by one (Netty)",
            refuses("repeated-content-length")),
    BAD_CODING(
            "RFC 9112 section 6.3: Transfer-Encoding whose last coding is not chunked gets a 400; section 6.1: a sender MUST NOT"
                    + " apply chunked more than once; a list of codings is what requests are smuggled with",
            refuses("bad-transfer-encoding")),
    EXPECTATION(
            "RFC 9110 section 10.1.1: a server MAY respond with 417 to an expectation other than 100-continue; Netty leaves it to"
                    + " the application",
            refuses("expectation-failed")),
    CONNECT(
            "RFC 9110 section 9.3.6: most origin servers do not implement CONNECT, hence a 501; Netty leaves it to the application",
            refuses("method-not-implemented")),
    BODY_LIMIT(
            "RFC 9110 section 15.5.14: 413 for content larger than the server is willing to take",
            refuses("body-too-large")),
    OTHER_LIMITS(
            "RFC 9112 section 7.1.1: a server SHOULD limit the length of chunk extensions; section 7.1.2 and RFC 9110 section 5.4:"
                    + " and may limit fields, here also by number",
            refuses(
                    "chunk-line-too-long",
                    "chunk-extensions-too-large",
                    "trailer-section-too-large",
                    "too-many-fields")),
    EXTENSIONS(
            "RFC 9112 section 7.1.1: chunk-ext is *( BWS \";\" BWS name [ BWS \"=\" BWS ( token / quoted-string ) ] ); Netty takes"
                    + " some that are not",
            refuses("bad-chunk-extension")
                    .and(d -> d.netty() != null && d.netty().complete())),

    // --- Netty refuses or waits, the server does not
    ANSWERED_BEFORE_BODY(
            "RFC 9110 section 10.1.1: a server may answer a request with Expect: 100-continue before its body, here a 501, and"
                    + " then close; so the server does not look at the body",
            d -> (d.kind() == Kind.NETTY_REFUSES || d.kind() == Kind.NETTY_WAITS)
                    && d.own().closed()
                    && d.netty() != null
                    && d.netty().request().fields().stream()
                            .anyMatch(f -> f.toLowerCase(java.util.Locale.ROOT).startsWith("expect:"))),
    OBS_TEXT(
            "RFC 9110 section 5.6.4: qdtext and quoted-pair include obs-text; Netty's check of chunk extensions fails on it",
            complains("IndexOutOfBoundsException: bitIndex < 0"));

    private final String reason;
    private final Predicate<NettyDifference> condition;

    NettyDifferences(String reason, Predicate<NettyDifference> condition) {
        this.reason = reason;
        this.condition = condition;
    }

    private static Predicate<NettyDifference> refuses(String... faults) {
        return d -> d.kind() == Kind.SERVER_REFUSES && java.util.List.of(faults).contains(d.detail());
    }

    private static Predicate<NettyDifference> complains(String part) {
        return d -> d.kind() == Kind.NETTY_REFUSES && d.detail().contains(part);
    }

    /** The first row that fits, or null. */
    static NettyDifferences of(NettyDifference difference) {
        for (NettyDifferences row : values()) {
            if (row.condition.test(difference)) {
                return row;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name() + ": " + reason;
    }
}
