"""A small client that checks what it gets: framing, status, headers, bodies."""

import email.utils
import socket
import time

from failure import Failure

JSON_BODY = b'{"message":"Hello, World!"}'
PLAINTEXT_BODY = b"Hello, World!"
HOST = "tfb-server:8080"
ACCEPT = "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7"

# An answer that is not there after this long is a failure, whatever is measured.
ANSWER_SECONDS_MAX = 10
IP_BIND_ADDRESS_NO_PORT = 24


class Answer:
    def __init__(self, status_line, headers, body, length):
        self.status_line = status_line
        self.headers = headers  # names in lower case
        self.body = body
        self.length = length  # bytes on the wire, head and body


class Client:
    """A small blocking HTTP/1.1 client that checks framing. Answers must carry Content-Length."""

    def __init__(self, port, address="127.0.0.1"):
        self.socket = socket.socket()
        self.socket.settimeout(ANSWER_SECONDS_MAX)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if address != "127.0.0.1":
            # The port is then chosen at connect, for the pair of addresses.
            self.socket.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
            self.socket.bind((address, 0))
        self.socket.connect(("127.0.0.1", port))
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def get(self, path, connection="keep-alive"):
        self.send(request_bytes(path, connection))
        return self.read_answer()

    def post(self, path, body, connection="keep-alive"):
        self.send(post_bytes(path, body, connection))
        return self.read_answer()

    def send(self, data):
        self.socket.sendall(data)

    def fill(self):
        data = self.socket.recv(65536)
        if not data:
            raise Failure(f"connection closed in the middle of an answer, after {self.buffer!r}")
        self.buffer += data

    def read_answer(self):
        try:
            while b"\r\n\r\n" not in self.buffer:
                self.fill()
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            status_line, *lines = head.decode("latin-1").split("\r\n")
            headers = {}
            for line in lines:
                name, _, value = line.partition(":")
                headers[name.strip().lower()] = value.strip()
            if not headers.get("content-length", "").isdigit():
                raise Failure(f"answer without Content-Length: {head!r}")
            length = int(headers["content-length"])
            while len(self.buffer) < length:
                self.fill()
        except TimeoutError as late:
            raise Failure(f"no complete answer within {ANSWER_SECONDS_MAX} s") from late
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return Answer(status_line, headers, body, len(head) + 4 + length)

    def expect_end(self):
        """The server must close the connection now, without another byte."""
        try:
            rest = self.buffer + self.socket.recv(1)
        except TimeoutError as late:
            raise Failure("the connection stayed open after an answer to Connection: close") from late
        if rest:
            raise Failure(f"bytes after the last answer: {rest!r}")


def request_bytes(path, connection="keep-alive"):
    """The request of the TechEmpower load, the same headers that wrk sends here."""
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: {ACCEPT}\r\nConnection: {connection}\r\n\r\n".encode()


def post_bytes(path, body, connection="keep-alive"):
    """A JSON body in one piece with its head, with the headers of `request_bytes`."""
    head = request_bytes(path, connection).replace(b"GET", b"POST", 1)[:-2]
    return head + f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def check_answer(answer, path, server="the server"):
    """Raises a Failure that says what is wrong with an answer to one of the paths measured here."""
    faults = []
    if answer.status_line != "HTTP/1.1 200 OK":
        faults.append(f"status line {answer.status_line!r}")
    faults.extend(header_faults(answer.headers))
    expected = {"/json": (JSON_BODY, "application/json"), "/plaintext": (PLAINTEXT_BODY, "text/plain")}.get(path)
    if expected is not None:
        body, content_type = expected
        if answer.body != body:
            faults.append(f"body {answer.body!r}")
        if answer.headers.get("content-type", "").split(";")[0].strip() != content_type:
            faults.append(f"Content-Type {answer.headers.get('content-type')!r}")
    elif not answer.body:
        faults.append("empty body")
    if faults:
        raise Failure(f"wrong answer of {server} to {path}: {', '.join(faults)}")


def header_faults(headers):
    if not headers.get("server"):
        yield "no Server header"
    date = headers.get("date", "")
    try:
        age = time.time() - email.utils.parsedate_to_datetime(date).timestamp()
        # Whole seconds, refreshed once a second: up to two seconds old, and never from the future.
        if len(date) != 29 or not -0.1 < age < 2.5:
            yield f"Date {date!r} ({age:.1f} s old)"
    except (TypeError, ValueError):
        yield f"Date {date!r}"
