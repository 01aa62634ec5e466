/*
 * Watches a server that is just starting: when it gives its first answer, and how its latency settles under a load of
 * a fixed rate. In C, as a client that has to warm up itself would be seen in the figures; it never sleeps, so it needs
 * a CPU of its own.
 *
 * From start on it tries to connect every half millisecond. After the first answer it opens its connections and sends
 * request number i at begin + i / rate, on connection i modulo their number, or as soon as the answer before it on that
 * connection is there. Latencies count from the time a request was due, so a server that stood still cannot hide it.
 * Headers change from request to request as in load.lua: their order, Host and Accept, the same way in every run.
 *
 *     gcc -O2 -Wall -Wextra -Werror -o start-watch start-watch.c
 *     ./start-watch PORT RATE CONNECTIONS SECONDS       SECONDS 0: only the first answer
 *
 * Prints one line of JSON. Times are of CLOCK_MONOTONIC. Exit code 1: no answer, or a wrong one.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTION_COUNT_MAX = 1024,
    INPUT_BYTES_MAX = 4096,
    EVENT_COUNT_MAX = 64,
    WINDOW_MILLIS = 250,
    START_SECONDS_MAX = 60,
    ANSWER_SECONDS_MAX = 10,
    HEADER_COUNT = 3,
    ORDER_COUNT = 6,
    VALUE_COUNT = 3,       /* of Host and of Accept */
    NUMBERS_PER_ORDER = 7, /* each order meets more than one Host and Accept */
    VARIANT_COUNT = 126,   /* then they begin anew */
    REQUEST_BYTES_MAX = 512,
};

static const int64_t SECOND_NANOS = 1000000000;
static const int64_t WINDOW_NANOS = WINDOW_MILLIS * 1000000LL;
static const char *const HOSTS[VALUE_COUNT] = {"tfb-server:8080", "tfb-server-2:8080", "10.0.0.1:8080"};
static const char *const ACCEPTS[VALUE_COUNT] = {
    "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7",
    "text/plain,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7",
    "application/json, */*",
};
static const int ORDERS[ORDER_COUNT][HEADER_COUNT] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                                      {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

struct request {
    size_t length;
    char text[REQUEST_BYTES_MAX];
};

struct connection {
    int fd;
    bool waiting;   /* for an answer */
    int64_t number; /* of the request that waits, or of the next one */
    size_t length;
    char input[INPUT_BYTES_MAX];
};

static struct request requests[VARIANT_COUNT];
static struct connection connections[CONNECTION_COUNT_MAX];
static int port;
static int64_t rate;
static int64_t connection_count;
static int64_t request_count;
static int64_t begin_nanos;
static uint32_t *latency_micros; /* by request */
static int epoll_fd;

static int64_t now_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND_NANOS + now.tv_nsec;
}

static void fail(const char *what) {
    fprintf(stderr, "start-watch: %s\n", what);
    exit(1);
}

static void make_requests(void) {
    for (int number = 0; number < VARIANT_COUNT; number++) {
        char headers[HEADER_COUNT][REQUEST_BYTES_MAX / 4];
        snprintf(headers[0], sizeof headers[0], "Host: %s\r\n", HOSTS[number % VALUE_COUNT]);
        snprintf(headers[1], sizeof headers[1], "Accept: %s\r\n", ACCEPTS[number / VALUE_COUNT % VALUE_COUNT]);
        snprintf(headers[2], sizeof headers[2], "Connection: keep-alive\r\n");
        const int *order = ORDERS[number / NUMBERS_PER_ORDER % ORDER_COUNT];
        int length = snprintf(requests[number].text, REQUEST_BYTES_MAX, "GET /json HTTP/1.1\r\n%s%s%s\r\n",
                              headers[order[0]], headers[order[1]], headers[order[2]]);
        requests[number].length = (size_t) length;
    }
}

/* Whether the socket took all of the request with this number. */
static bool transmit(int fd, int64_t number) {
    const struct request *request = &requests[number % VARIANT_COUNT];
    errno = 0;
    return send(fd, request->text, request->length, MSG_NOSIGNAL) == (ssize_t) request->length;
}

/* A blocking socket, or -1 when nobody listens yet. */
static int try_connect(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        fail("no socket");
    }
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(fd, (struct sockaddr *) &address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* The length of the complete answer that `input` begins with, 0 when it is not all there; anything but 200 ends. */
static size_t answer_length(const char *input, size_t length) {
    const char *head_end = memmem(input, length, "\r\n\r\n", 4);
    if (head_end == NULL) {
        return 0;
    }
    if (length < 12 || memcmp(input, "HTTP/1.1 200", 12) != 0) {
        fail("an answer that is not 200");
    }
    for (const char *line = input; line < head_end; line = (const char *) memmem(line, length, "\r\n", 2) + 2) {
        if (strncasecmp(line, "Content-Length:", 15) == 0) {
            size_t total = (size_t) (head_end + 4 - input) + strtoul(line + 15, NULL, 10);
            if (total > INPUT_BYTES_MAX) {
                fail("an answer that is too long");
            }
            return length >= total ? total : 0;
        }
    }
    fail("an answer without Content-Length");
    return 0;
}

/* Whether an answer came: a connection that is closed without one is one to a server that is not up yet. */
static bool ask_once(int fd) {
    char input[INPUT_BYTES_MAX];
    size_t length = 0;
    struct timeval timeout = {.tv_sec = ANSWER_SECONDS_MAX};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    if (!transmit(fd, 0)) {
        return false;
    }
    while (answer_length(input, length) == 0) {
        ssize_t count = recv(fd, input + length, sizeof input - length, 0);
        if (count <= 0) {
            return false;
        }
        length += (size_t) count;
    }
    return true;
}

static int64_t first_answer_nanos(void) {
    int64_t deadline = now_nanos() + START_SECONDS_MAX * SECOND_NANOS;
    while (now_nanos() < deadline) {
        int fd = try_connect();
        if (fd >= 0) {
            bool answered = ask_once(fd);
            int64_t now = now_nanos();
            close(fd);
            if (answered) {
                return now;
            }
        }
        struct timespec pause = {.tv_nsec = 500000};
        nanosleep(&pause, NULL);
    }
    fail("no answer after 60 s");
    return 0;
}

static void open_connection(struct connection *connection) {
    connection->fd = try_connect();
    if (connection->fd < 0 || fcntl(connection->fd, F_SETFL, O_NONBLOCK) != 0) {
        fail("cannot connect");
    }
    connection->length = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, connection->fd, &event) != 0) {
        fail("epoll_ctl");
    }
}

static int64_t due_nanos(int64_t number) {
    return begin_nanos + number * SECOND_NANOS / rate;
}

static void send_request(struct connection *connection) {
    connection->waiting = true;
    /* A lost connection shows as an event; the request goes out again then. */
    if (!transmit(connection->fd, connection->number) && errno == EAGAIN) {
        fail("a server that does not read");
    }
}

static void send_if_due(struct connection *connection, int64_t now) {
    if (!connection->waiting && connection->number < request_count && due_nanos(connection->number) <= now) {
        send_request(connection);
    }
}

static void record(int64_t number, int64_t now) {
    int64_t micros = (now - due_nanos(number)) / 1000;
    latency_micros[number] = micros < 0 ? 0 : micros > UINT32_MAX ? UINT32_MAX : (uint32_t) micros;
}

static void on_readable(struct connection *connection) {
    ssize_t count = recv(connection->fd, connection->input + connection->length,
                         sizeof connection->input - connection->length, 0);
    if (count < 0 && errno == EAGAIN) {
        return;
    }
    if (count <= 0) {
        close(connection->fd);
        open_connection(connection);
        if (connection->waiting) {
            send_request(connection);
        }
        return;
    }
    connection->length += (size_t) count;
    if (answer_length(connection->input, connection->length) == 0) {
        return;
    }
    int64_t now = now_nanos();
    record(connection->number, now);
    connection->length = 0;
    connection->waiting = false;
    connection->number += connection_count;
    send_if_due(connection, now);
}

static void load(int64_t seconds) {
    struct epoll_event events[EVENT_COUNT_MAX];
    for (int64_t index = 0; index < connection_count; index++) {
        connections[index].number = index;
        open_connection(&connections[index]);
    }
    begin_nanos = now_nanos();
    int64_t end = begin_nanos + seconds * SECOND_NANOS;
    int64_t due = 0; /* requests below this number were due before */
    for (int64_t now = begin_nanos; now < end; now = now_nanos()) {
        for (; due < request_count && due_nanos(due) <= now; due++) {
            send_if_due(&connections[due % connection_count], now);
        }
        int count = epoll_wait(epoll_fd, events, EVENT_COUNT_MAX, 0);
        for (int index = 0; index < count; index++) {
            on_readable(events[index].data.ptr);
        }
    }
    /* What has no answer yet took at least until now. */
    for (int64_t index = 0; index < connection_count; index++) {
        for (int64_t number = connections[index].number; number < request_count; number += connection_count) {
            record(number, end);
        }
    }
}

static int compare_micros(const void *left, const void *right) {
    uint32_t one = *(const uint32_t *) left, other = *(const uint32_t *) right;
    return (one > other) - (one < other);
}

static void print_windows(void) {
    int64_t window_requests = rate * WINDOW_NANOS / SECOND_NANOS;
    for (int64_t from = 0; from + window_requests <= request_count; from += window_requests) {
        qsort(latency_micros + from, (size_t) window_requests, sizeof *latency_micros, compare_micros);
        printf("%s%u", from == 0 ? "" : ",", latency_micros[from + (window_requests * 99 + 99) / 100 - 1]);
    }
}

int main(int argument_count, char **arguments) {
    if (argument_count != 5) {
        fprintf(stderr, "usage: start-watch PORT RATE CONNECTIONS SECONDS\n");
        return 2;
    }
    port = atoi(arguments[1]);
    rate = atoll(arguments[2]);
    connection_count = atoll(arguments[3]);
    int64_t seconds = atoll(arguments[4]);
    if (port < 1 || port > 65535 || rate < 1000 || connection_count < 1 || connection_count > CONNECTION_COUNT_MAX
        || seconds < 0 || seconds > 600) {
        fprintf(stderr, "start-watch: RATE is 1000 or more, CONNECTIONS at most 1024, SECONDS at most 600\n");
        return 2;
    }
    request_count = rate * seconds;
    latency_micros = calloc((size_t) request_count + 1, sizeof *latency_micros);
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (latency_micros == NULL || epoll_fd < 0) {
        fail("out of memory");
    }
    make_requests();
    int64_t first_answer = first_answer_nanos();
    if (seconds > 0) {
        load(seconds);
    }
    printf("{\"first_answer_nanos\":%lld,\"begin_nanos\":%lld,\"window_millis\":%d,\"p99_micros\":[",
           (long long) first_answer, (long long) begin_nanos, WINDOW_MILLIS);
    print_windows();
    printf("]}\n");
    return 0;
}
