"""What start-watch sends: real, against a server in a thread of this process."""

import json
import re
import socket
import subprocess
import threading
import unittest

import measure

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def listed(name):
    """A list of load.lua."""
    with open(measure.LOAD_SCRIPT, encoding="utf-8") as script:
        return re.findall(r'"([^"]*)"', re.search(rf"local {name} = {{(.*?)}}", script.read(), re.DOTALL).group(1))


class Server:
    """Answers every request and keeps the heads that came."""

    def __init__(self):
        self.heads = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            received = b""
            try:
                while data := connection.recv(65536):
                    received += data
                    while b"\r\n\r\n" in received:
                        head, _, received = received.partition(b"\r\n\r\n")
                        self.heads.append(head.decode())
                        connection.sendall(ANSWER)
            except OSError:
                pass


class StartWatchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server = Server()
        cls.addClassCleanup(server.listener.close)
        watch = subprocess.run([measure.build_tool("start-watch"), str(server.port), "1000", "4", "1"],
                               capture_output=True, text=True, timeout=30)
        cls.code, cls.result = watch.returncode, json.loads(watch.stdout)
        cls.heads = [head.split("\r\n") for head in server.heads]

    def values(self, name):
        return {line.partition(": ")[2] for head in self.heads for line in head[1:] if line.startswith(f"{name}: ")}

    def test_ends_well(self):
        self.assertEqual((0, 4), (self.code, len(self.result["p99_micros"])))

    def test_sends_whole_requests(self):
        for head in self.heads:
            self.assertEqual(("GET /json HTTP/1.1", ["Accept", "Connection", "Host"]),
                             (head[0], sorted(line.partition(":")[0] for line in head[1:])))

    def test_changes_headers_as_wrks_script_does(self):
        self.assertEqual(set(listed("HOSTS")), self.values("Host"))
        self.assertEqual(set(listed("ACCEPTS")), self.values("Accept"))
        self.assertEqual({"keep-alive"}, self.values("Connection"))

    def test_changes_their_order(self):
        self.assertEqual(6, len({tuple(line.partition(":")[0] for line in head[1:]) for head in self.heads}))
