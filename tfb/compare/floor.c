/*
 * The floor: what one answered HTTP request costs at least on this kernel with sockets and epoll.
 *
 * One thread for each loop, level-triggered epoll, one precomputed answer, no parsing: the only thing looked for in
 * the bytes received is the empty line that ends a request (CR LF CR LF), also where it is split over two reads. All
 * answers to one read leave in one write. A body is not understood: a request with one is answered when its head has
 * ended, and there must be no empty line in it.
 *
 * With --close the bytes are also searched for "Connection: close", and such a connection is closed after its answer.
 * It is an option because looking for it costs, and keep-alive loads never send it.
 *
 * Each loop has a listening socket of its own on the one port (SO_REUSEPORT) and shares nothing with the others, so all
 * that changes while it runs is thread-local.
 *
 *     gcc -O2 -Wall -Wextra -Werror -o floor floor.c
 *     ./floor [--port N] [--close] [--loops N] [--body-bytes N]
 *
 *     --port        0: any free port; the port is in the line printed
 *     --loops       threads, 1 when not given
 *     --body-bytes  length of the JSON document {"message":"xxx..."} answered instead of {"message":"Hello, World!"}
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
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
    /* Copies of the answer lie one after the other, so that a pipelined batch is one write without copying: */
    COPY_COUNT_MAX = 512,
    /* and as many of them only as fit into this, but always one. */
    COPIES_BYTES = 128 * 1024,
    HEAD_BYTES_MAX = 256,
    DATE_LENGTH = 29,
    BODY_BYTES_MIN = 27,
    BODY_BYTES_MAX = 1024 * 1024,
    /* Bytes kept from one read to the next: long enough for the longest thing searched for, CLOSE_HEADER. */
    TAIL_BYTES_MAX = 24,
    EVENT_COUNT_MAX = 512,
    BACKLOG = 4096,
    LOOP_COUNT_MAX = 64,
};

static const char CLOSE_HEADER[] = "Connection: close";
static const char HELLO[] = "{\"message\":\"Hello, World!\"}";
static const char BODY_BEGIN[] = "{\"message\":\"";
static const char BODY_END[] = "\"}";
static const char HEAD_BEGIN[] = "HTTP/1.1 200 OK\r\nServer: Vivace\r\nDate: ";

/* The answer, `count` times. */
struct answers {
    size_t head_length;
    size_t length;
    size_t count;
    char *bytes;
};

struct connection {
    int fd;
    bool closing;       /* the client asked for it */
    size_t tail_length; /* bytes after the last complete request, at most TAIL_BYTES_MAX of them */
    char tail[TAIL_BYTES_MAX];
    size_t owed_count;      /* answers that a slow reader has not taken yet; while there are some, nothing is read */
    size_t sent_length;     /* of the first of them */
    char date[DATE_LENGTH]; /* of the first, where its head went out in part: the next second must not tear it */
};

static _Thread_local struct answers keep_alive_answers;
static _Thread_local struct answers closing_answers;
static _Thread_local char input[TAIL_BYTES_MAX + READ_BYTES_MAX];
static _Thread_local int epoll_fd;

/* Set before the first thread starts. */
static bool close_when_asked;
static int port = 8080;
static int loop_count = 1;
static size_t body_length = sizeof HELLO - 1;
static char *body;
static int listeners[LOOP_COUNT_MAX];

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void *allocate(size_t length) {
    void *memory = malloc(length);
    if (memory == NULL) {
        die("malloc");
    }
    return memory;
}

static void write_answers(struct answers *answers, const char *date, const char *connection_header) {
    char head[HEAD_BYTES_MAX];
    int length = snprintf(head, sizeof head, "%s%s\r\n%sContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                          HEAD_BEGIN, date, connection_header, body_length);
    if (length < 0 || (size_t) length >= sizeof head) {
        fprintf(stderr, "floor: the head of the answer does not fit\n");
        exit(1);
    }
    if (answers->bytes == NULL) {
        answers->head_length = (size_t) length;
        answers->length = answers->head_length + body_length;
        size_t count = COPIES_BYTES / answers->length;
        answers->count = count == 0 ? 1 : count < COPY_COUNT_MAX ? count : COPY_COUNT_MAX;
        answers->bytes = allocate(answers->count * answers->length);
    }
    for (size_t copy = 0; copy < answers->count; copy++) {
        char *to = answers->bytes + copy * answers->length;
        memcpy(to, head, answers->head_length);
        memcpy(to + answers->head_length, body, body_length);
    }
}

/* Called once a wake-up; the coarse clock is read without a system call. */
static void refresh_date(void) {
    static _Thread_local time_t written;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec == written) {
        return;
    }
    written = now.tv_sec;
    struct tm utc;
    char date[DATE_LENGTH + 1];
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
    free(connection);
}

static void wait_for(struct connection *connection, unsigned events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_MOD, connection->fd, &event) < 0) {
        die("epoll_ctl");
    }
}

/*
 * Bytes taken by the socket, 0 when it is full, -1 when the connection is gone. The last answer of a connection waits
 * for the close behind it (MSG_MORE), so that both are one packet.
 */
static ssize_t send_some(const struct connection *connection, const char *bytes, size_t length) {
    int flags = connection->closing ? MSG_NOSIGNAL | MSG_MORE : MSG_NOSIGNAL;
    ssize_t sent = send(connection->fd, bytes, length, flags);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
        return 0;
    }
    return sent;
}

/*
 * Sends what is owed as far as the socket takes it; false when the connection is gone or is to be closed now. Nothing
 * is copied for what is left over: any copy of the answer continues it, but for the date.
 */
static bool send_owed(struct connection *connection) {
    const struct answers *answers = connection->closing ? &closing_answers : &keep_alive_answers;
    const size_t date_offset = sizeof HEAD_BEGIN - 1;
    while (connection->owed_count > 0) {
        size_t batch = connection->owed_count < answers->count ? connection->owed_count : answers->count;
        const char *from = answers->bytes + connection->sent_length;
        size_t length = batch * answers->length - connection->sent_length;
        char head[HEAD_BYTES_MAX];
        bool in_head = connection->sent_length > 0 && connection->sent_length < answers->head_length;
        if (in_head) {
            memcpy(head, answers->bytes, answers->head_length);
            memcpy(head + date_offset, connection->date, DATE_LENGTH);
            from = head + connection->sent_length;
            length = answers->head_length - connection->sent_length;
        }
        ssize_t sent = send_some(connection, from, length);
        if (sent < 0) {
            return false;
        }
        if ((size_t) sent == length && !in_head) {
            connection->owed_count -= batch;
            connection->sent_length = 0;
            continue;
        }
        size_t sent_length = connection->sent_length + (size_t) sent;
        connection->owed_count -= sent_length / answers->length;
        connection->sent_length = sent_length % answers->length;
        if (!in_head) {
            memcpy(connection->date, answers->bytes + date_offset, DATE_LENGTH);
        }
        if ((size_t) sent < length) {
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
    if (count == 0) {
        return;
    }
    connection->owed_count = count;
    if (!send_owed(connection)) {
        close_connection(connection);
    } else if (connection->owed_count > 0) {
        wait_for(connection, EPOLLOUT);
    }
}

static void on_writable(struct connection *connection) {
    if (!send_owed(connection)) {
        close_connection(connection);
    } else if (connection->owed_count == 0) {
        wait_for(connection, EPOLLIN);
    }
}

/* One for each event, which comes again while more wait: to find the queue empty costs the kernel a file and an inode. */
static void accept_one(int listener) {
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

/* TCP_NODELAY set on the listener holds for what it accepts, which saves a system call for each connection. */
static int listen_on(struct sockaddr_in *address) {
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    socklen_t address_length = sizeof *address;
    if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
        setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) < 0 ||
        setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0 ||
        bind(listener, (struct sockaddr *) address, sizeof *address) < 0 || listen(listener, BACKLOG) < 0 ||
        getsockname(listener, (struct sockaddr *) address, &address_length) < 0) {
        die("floor: cannot listen");
    }
    return listener;
}

/* All listeners are there before the first loop runs: one that came later would take over a part of the connections. */
static void listen_for_all_loops(void) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t) port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int index = 0; index < loop_count; index++) {
        listeners[index] = listen_on(&address);
    }
    printf("floor listening on http://127.0.0.1:%d (%d thread%s, epoll%s)\n", ntohs(address.sin_port), loop_count,
           loop_count == 1 ? "" : "s", close_when_asked ? ", closes when asked" : "");
    fflush(stdout);
}

static void *run_loop(void *listener_pointer) {
    int listener = *(int *) listener_pointer;
    refresh_date();
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_fd < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &event) < 0) {
        die("epoll");
    }
    struct epoll_event events[EVENT_COUNT_MAX];
    for (;;) {
        int count = epoll_wait(epoll_fd, events, EVENT_COUNT_MAX, -1);
        if (count < 0 && errno != EINTR) {
            die("epoll_wait");
        }
        refresh_date();
        for (int index = 0; index < count; index++) {
            struct connection *connection = events[index].data.ptr;
            if (connection == NULL) {
                accept_one(listener);
            } else if (connection->owed_count > 0) {
                on_writable(connection);
            } else {
                on_readable(connection);
            }
        }
    }
    return NULL;
}

static long parse_number(const char *option, const char *text, long min, long max) {
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < min || value > max) {
        fprintf(stderr, "floor: %s takes a number from %ld to %ld, not %s\n", option, min, max, text);
        exit(2);
    }
    return value;
}

static void make_message(long length) {
    size_t begin_length = sizeof BODY_BEGIN - 1;
    size_t end_length = sizeof BODY_END - 1;
    body_length = (size_t) length;
    memset(body, 'x', body_length);
    memcpy(body, BODY_BEGIN, begin_length);
    memcpy(body + body_length - end_length, BODY_END, end_length);
}

static void parse_options(int argc, char **argv) {
    for (int index = 1; index < argc; index++) {
        const char *option = argv[index];
        const char *value = index + 1 < argc ? argv[index + 1] : NULL;
        if (strcmp(option, "--close") == 0) {
            close_when_asked = true;
            continue;
        } else if (value != NULL && strcmp(option, "--port") == 0) {
            port = (int) parse_number(option, value, 0, 65535);
        } else if (value != NULL && strcmp(option, "--loops") == 0) {
            loop_count = (int) parse_number(option, value, 1, LOOP_COUNT_MAX);
        } else if (value != NULL && strcmp(option, "--body-bytes") == 0) {
            make_message(parse_number(option, value, BODY_BYTES_MIN, BODY_BYTES_MAX));
        } else {
            fprintf(stderr, "usage: floor [--port N] [--close] [--loops N] [--body-bytes N]\n");
            exit(2);
        }
        index++;
    }
}

int main(int argc, char **argv) {
    body = allocate(BODY_BYTES_MAX);
    memcpy(body, HELLO, body_length);
    parse_options(argc, argv);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    listen_for_all_loops();
    for (int index = 1; index < loop_count; index++) {
        pthread_t thread;
        errno = pthread_create(&thread, NULL, run_loop, &listeners[index]);
        if (errno != 0) {
            die("pthread_create");
        }
    }
    run_loop(&listeners[0]);
}
