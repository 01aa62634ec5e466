/*
 * Goes into wrk with LD_PRELOAD and counts what its TLS connections were, when they end.
 *
 * wrk takes an SSL object again for the next connection (SSL_clear), and that keeps the session: with a server that gives
 * tickets nearly all handshakes but the first ones are resumed. Here the session is forgotten, so that each handshake is
 * a full one, unless TLS_CLIENT_RESUMES is set. When wrk ends, the file that TLS_CLIENT_COUNTS names gets one object of
 * JSON: handshakes, how many of them were resumed, protocol and cipher of the last one.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/* Of libssl; declared here, so that its headers are not needed. */
typedef struct ssl_st SSL;
typedef struct ssl_session_st SSL_SESSION;
typedef struct ssl_cipher_st SSL_CIPHER;
extern int SSL_is_init_finished(const SSL *ssl) __attribute__((weak));
extern int SSL_session_reused(const SSL *ssl) __attribute__((weak));
extern int SSL_set_session(SSL *ssl, SSL_SESSION *session) __attribute__((weak));
extern const char *SSL_get_version(const SSL *ssl) __attribute__((weak));
extern const SSL_CIPHER *SSL_get_current_cipher(const SSL *ssl) __attribute__((weak));
extern const char *SSL_CIPHER_get_name(const SSL_CIPHER *cipher) __attribute__((weak));

static long handshakes, resumed;
static const char *version = "", *cipher = "";

/* wrk has one thread here. It calls SSL_shutdown right before SSL_clear, both for a connection that never was one, too. */
int SSL_shutdown(SSL *ssl)
{
    static int (*original)(SSL *);
    if (!original) {
        original = (int (*)(SSL *))dlsym(RTLD_NEXT, "SSL_shutdown");
    }
    if (SSL_is_init_finished(ssl)) {
        handshakes++;
        resumed += SSL_session_reused(ssl);
        version = SSL_get_version(ssl);
        cipher = SSL_CIPHER_get_name(SSL_get_current_cipher(ssl));
    }
    return original(ssl);
}

int SSL_clear(SSL *ssl)
{
    static int (*original)(SSL *);
    if (!original) {
        original = (int (*)(SSL *))dlsym(RTLD_NEXT, "SSL_clear");
    }
    int result = original(ssl);
    if (!getenv("TLS_CLIENT_RESUMES")) {
        SSL_set_session(ssl, NULL);
    }
    return result;
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("TLS_CLIENT_COUNTS");
    FILE *file = path && handshakes ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "{\"handshakes\":%ld,\"resumed\":%ld,\"protocol\":\"%s\",\"cipher\":\"%s\"}\n", handshakes, resumed,
                version, cipher);
        fclose(file);
    }
}
