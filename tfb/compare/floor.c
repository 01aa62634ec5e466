/*
 * The floor: what one answered HTTP request costs at least on this kernel with sockets and epoll.
 *
 * One thread, level-triggered epoll, one precomputed answer, no parsing: the only thing looked for in the bytes
 * received is the empty line that ends a request (CR LF CR LF), also where it is split over two reads. All answers to
 * one read leave in one write. Requests with bodies are not understood; use GET.
 *
 * With --close the bytes are also searched for "Connection: close", and such a connection is closed after its answer.
 * It is an option because looking for it costs, and keep-alive loads never send it.
 *
 *     gcc -O2 -Wall -Wextra -Werror -o floor floor.c
 *     ./floor [--port N] [--close]          N = 0: any free port; the port is in the line printed
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    READ_BYTES_MAX = 32 * 1024,
    /* Copies of the answer that lie one after the other, so that a pipelined batch is one write without copying. */
    COPY_COUNT = 512,
    ANSWER_BYTES_MAX = 256,
    /* Bytes kept from one read to the next: long enough for the longest thing searched for, CLOSE_HEADER. */
    TAIL_BYTES_MAX = 24,
    EVENT_COUNT_MAX = 512,
    ACCEPT_COUNT_MAX = 64,
    BACKLOG = 4096,
};

static const char CLOSE_HEADER[] = "Connection: close";
static const char BODY[] = "{\"message\":\"Hello, World!\"}";

/* The answer, COPY_COUNT times. */
struct answers {
    size_t length;
    char bytes[COPY_COUNT * ANSWER_BYTES_MAX];
};

struct connection {
    int fd;
    bool closing;       /* the client asked for it */
    size_t tail_length; /* bytes after the last complete request, at most TAIL_BYTES_MAX of them */
    char tail[TAIL_BYTES_MAX];
    char *pending; /* what a slow reader has not taken yet; while there is some, nothing is read */
    size_t pending_offset;
    size_t pending_length;
};

static struct answers keep_alive_answers;
static struct answers closing_answers;
static char input[TAIL_BYTES_MAX + READ_BYTES_MAX];
static bool close_when_asked;
static int epoll_fd;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void write_answers(struct answers *answers, const char *date, const char *connection_header) {
    char one[ANSWER_BYTES_MAX];
    int length = snprintf(one, sizeof one,
                          "HTTP/1.1 200 OK\r\nServer: Vivace\r\nDate: %s\r\n%sContent-Type: application/json\r\n"
                          "Content-Length: %zu\r\n\r\n%s",
                          date, connection_header, sizeof BODY - 1, BODY);
    if (length < 0 || (size_t) length >= sizeof one) {
        fprintf(stderr, "floor: the answer does not fit\n");
        exit(1);
    }
    answers->length = (size_t) length;
    for (int copy = 0; copy < COPY_COUNT; copy++) {
        memcpy(answers->bytes + (size_t) copy * answers->length, one, answers->length);
    }
}

/* Called once a wake-up; the coarse clock is read without a system call. */
static void refresh_date(void) {
    static time_t written;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec == written) {
        return;
    }
    written = now.tv_sec;
    struct tm utc;
    char date[30];
    gmtime_r(&now.tv_sec, &utc);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    write_answers(&keep_alive_answers, date, "");
    if (close_when_asked) {
        write_answers(&closing_answers, date, "Connection: close\r\n");
    }
}

/*
 * Counts the CR LF CR LF in a range and says where the last one ended. It looks at the byte where an end could be and
 * skips by what that byte allows, so most of the time it reads every fourth byte.
 */
static size_t count_requests(const char *from, const char *to, const char **last_end) {
    size_t count = 0;
    *last_end = from;
    const char *at = from + 3;
    while (at < to) {
        char byte = *at;
        if (byte > '\r') {
            at += 4;
        } else if (byte == '\r') {
            at += 1;
        } else if (byte != '\n') {
            at += 4;
        } else if (at[-1] == '\r' && at[-2] == '\n' && at[-3] == '\r') {
            count++;
            *last_end = at + 1;
            at += 4;
        } else {
            at += 2;
        }
    }
    return count;
}

/* Closing takes the descriptor out of the epoll set too. */
static void close_connection(struct connection *connection) {
    close(connection->fd);
    free(connection->pending);
    free(connection);
}

static void wait_for(struct connection *connection, unsigned events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_MOD, connection->fd, &event) < 0) {
        die("epoll_ctl");
    }
}

/* Bytes taken by the socket, 0 when it is full, -1 when the connection is gone. */
static ssize_t send_some(int fd, const char *bytes, size_t length) {
    ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
        return 0;
    }
    return sent;
}

static void keep_rest(struct connection *connection, const char *rest, size_t rest_length, size_t more_count,
                      const struct answers *answers) {
    size_t more_length = more_count * answers->length;
    char *pending = malloc(rest_length + more_length);
    if (pending == NULL) {
        die("malloc");
    }
    memcpy(pending, rest, rest_length);
    for (size_t index = 0; index < more_count; index++) {
        memcpy(pending + rest_length + index * answers->length, answers->bytes, answers->length);
    }
    connection->pending = pending;
    connection->pending_offset = 0;
    connection->pending_length = rest_length + more_length;
    wait_for(connection, EPOLLOUT);
}

/* Answers the requests of one read; false when the connection is gone. */
static bool answer(struct connection *connection, size_t count) {
    const struct answers *answers = connection->closing ? &closing_answers : &keep_alive_answers;
    while (count > 0) {
        size_t batch = count < COPY_COUNT ? count : COPY_COUNT;
        size_t length = batch * answers->length;
        ssize_t sent = send_some(connection->fd, answers->bytes, length);
        if (sent < 0) {
            return false;
        }
        count -= batch;
        if ((size_t) sent < length) {
            keep_rest(connection, answers->bytes + sent, length - (size_t) sent, count, answers);
            return true;
        }
    }
    return !connection->closing;
}

static void on_readable(struct connection *connection) {
    char *fresh = input + TAIL_BYTES_MAX;
    ssize_t received = recv(connection->fd, fresh, READ_BYTES_MAX, 0);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (received <= 0) {
        close_connection(connection);
        return;
    }
    const char *from = fresh - connection->tail_length;
    const char *to = fresh + received;
    memcpy(fresh - connection->tail_length, connection->tail, connection->tail_length);
    if (close_when_asked && memmem(from, (size_t) (to - from), CLOSE_HEADER, sizeof CLOSE_HEADER - 1) != NULL) {
        connection->closing = true;
    }
    const char *rest;
    size_t count = count_requests(from, to, &rest);
    size_t rest_length = (size_t) (to - rest);
    connection->tail_length = rest_length < TAIL_BYTES_MAX ? rest_length : TAIL_BYTES_MAX;
    memcpy(connection->tail, to - connection->tail_length, connection->tail_length);
    if (count > 0 && !answer(connection, count)) {
        close_connection(connection);
    }
}

static void on_writable(struct connection *connection) {
    size_t left = connection->pending_length - connection->pending_offset;
    ssize_t sent = send_some(connection->fd, connection->pending + connection->pending_offset, left);
    if (sent < 0) {
        close_connection(connection);
        return;
    }
    connection->pending_offset += (size_t) sent;
    if ((size_t) sent < left) {
        return;
    }
    free(connection->pending);
    connection->pending = NULL;
    if (connection->closing) {
        close_connection(connection);
    } else {
        wait_for(connection, EPOLLIN);
    }
}

/* Bounded, so that a flood of connections does not keep the answered ones waiting. */
static void accept_some(int listener) {
    for (int accepted = 0; accepted < ACCEPT_COUNT_MAX; accepted++) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            return;
        }
        struct connection *connection = calloc(1, sizeof *connection);
        if (connection == NULL) {
            die("calloc");
        }
        connection->fd = fd;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0) {
            die("epoll_ctl");
        }
    }
}

/* TCP_NODELAY set on the listener holds for what it accepts, which saves a system call for each connection. */
static int listen_on(int port) {
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t) port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t address_length = sizeof address;
    if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
        setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) < 0 ||
        setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0 ||
        bind(listener, (struct sockaddr *) &address, sizeof address) < 0 || listen(listener, BACKLOG) < 0 ||
        getsockname(listener, (struct sockaddr *) &address, &address_length) < 0) {
        die("floor: cannot listen");
    }
    printf("floor listening on http://127.0.0.1:%d (1 thread, epoll%s)\n", ntohs(address.sin_port),
           close_when_asked ? ", closes when asked" : "");
    fflush(stdout);
    return listener;
}

static int parse_options(int argc, char **argv) {
    int port = 8080;
    for (int index = 1; index < argc; index++) {
        if (strcmp(argv[index], "--close") == 0) {
            close_when_asked = true;
        } else if (strcmp(argv[index], "--port") == 0 && index + 1 < argc) {
            char *end;
            long value = strtol(argv[++index], &end, 10);
            if (*end != '\0' || value < 0 || value > 65535) {
                fprintf(stderr, "floor: --port takes a number from 0 to 65535, not %s\n", argv[index]);
                exit(2);
            }
            port = (int) value;
        } else {
            fprintf(stderr, "usage: floor [--port N] [--close]\n");
            exit(2);
        }
    }
    return port;
}

int main(int argc, char **argv) {
    int port = parse_options(argc, argv);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    refresh_date();
    int listener = listen_on(port);
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_fd < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &event) < 0) {
        die("epoll");
    }
    static struct epoll_event events[EVENT_COUNT_MAX];
    for (;;) {
        int count = epoll_wait(epoll_fd, events, EVENT_COUNT_MAX, -1);
        if (count < 0 && errno != EINTR) {
            die("epoll_wait");
        }
        refresh_date();
        for (int index = 0; index < count; index++) {
            struct connection *connection = events[index].data.ptr;
            if (connection == NULL) {
                accept_some(listener);
            } else if (connection->pending != NULL) {
                on_writable(connection);
            } else {
                on_readable(connection);
            }
        }
    }
}
