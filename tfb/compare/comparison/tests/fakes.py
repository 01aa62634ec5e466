"""Servers and loads for the tests: folders with a small server in Python, a wrk that sends a few requests."""

import contextlib
import json
import os
import stat
import sys
import textwrap
import types
import unittest
from unittest import mock

from comparison import slices

SERVER = '''
    import http.server, json, os, sys, uuid
    FAULT = sys.argv[1] if len(sys.argv) > 1 else ""
    FLOOR = sys.argv[2:] == ["floor"]
    asked = 0

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self):
            global asked
            asked += 1
            kind, body = "application/json", b'{"message":"Hello, World!"}'
            if FAULT == "dies" and asked > 20:
                os._exit(3)
            if FAULT == "wrong" or FAULT == "tires" and asked > 10:
                body = b"{}"
            elif FLOOR:
                pass
            elif self.path == "/plaintext":
                kind, body = "text/plain", b"Hello, World!"
            elif self.path == "/person":
                one = "00000000-0000-4000-8000-000000000000" if FAULT == "same" else str(uuid.uuid4())
                body = ('{"id":1,"name":"Alice","uuid":"%s"}' % one).encode()
            elif self.path.startswith("/size/"):
                size = int(self.path.rpartition("/")[2])
                body = json.dumps({"message": "x" * (size - 14)}, separators=(",", ":")).encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if FAULT == "grows" and asked > 10:
                self.send_header("X-More", "1")
            if self.headers["Connection"] == "close":
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
'''

# Takes the options of wrk that measure.run_wrk gives, and prints what load.lua prints.
WRK = '''
    import json, socket, sys, time, urllib.parse
    url = next(part for part in sys.argv if part.startswith("http://"))
    where = urllib.parse.urlsplit(url)
    close = "Connection: close" in sys.argv
    wish = "close" if close else "keep-alive"
    request = f"GET {where.path} HTTP/1.1\\r\\nHost: x\\r\\nConnection: {wish}\\r\\n\\r\\n"
    received, begin = 0, time.monotonic()
    connection = None
    for number in range(8):
        if connection is None:
            connection = socket.create_connection(("127.0.0.1", where.port), 5)
            stream = connection.makefile("rb")
        connection.sendall(request.encode())
        length = 0
        while True:
            line = stream.readline()
            received += len(line)
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            if line in (b"\\r\\n", b""):
                break
        received += len(stream.read(length))
        if close:
            connection.close()
            connection = None
    print("result " + json.dumps({
        "requests": 8, "micros": int((time.monotonic() - begin) * 1e6) + 1, "bytes": received, "connect_errors": 0,
        "read_errors": 0, "write_errors": 0, "status_errors": 0, "timeouts": 0,
        "latency_micros": {"mean": 1.0, "p50": 1, "p90": 1, "p99": 2, "p999": 3, "max": 4}}))
'''


def write_script(path, text, interpreter=None):
    """An executable file; Python unless another interpreter is named."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"#!{interpreter or sys.executable}\n{textwrap.dedent(text).lstrip()}")
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)


def write_server(folder, name, kind="native", routes=("json", "plaintext"), fault="", build=None, version="1.0"):
    """A folder as those in servers/; `build` is the text of a shell script."""
    path = os.path.join(folder, name)
    os.makedirs(path)
    description = {"title": name.title(), "language": "Python", "kind": kind, "version": version, "home": "",
                   "notes": "a fake", "routes": routes}
    with open(os.path.join(path, "server.json"), "w", encoding="utf-8") as file:
        json.dump(description, file)
    server = os.path.join(path, "server.py")
    write_script(server, SERVER)
    role = "floor" if kind == "floor" else "peer"
    write_script(os.path.join(path, "start"), f'exec {sys.executable} {server} "{fault}" {role}', "/bin/sh")
    if build is not None:
        write_script(os.path.join(path, "build"), build, "/bin/sh")
    return path


def describe(path, **changes):
    """Changes what the server.json of such a folder says."""
    description = os.path.join(path, "server.json")
    with open(description, encoding="utf-8") as file:
        values = json.load(file)
    with open(description, "w", encoding="utf-8") as file:
        json.dump({**values, **changes}, file)


class FakeStarts:
    """A fleet whose servers are names, all of them to be had; tells who was started how."""

    def __init__(self):
        self.started = []

    def end_all(self):
        pass

    def environment(self, folder, cpu_count=1):
        return {"CPUS": str(cpu_count)}

    def start(self, folder, cpus, environment, prepare=None):
        self.started.append((folder.name, cpus, environment, prepare))
        one = types.SimpleNamespace(name=folder.name, folder=folder, server=FakeServer(folder.name), is_new=True,
                                    answer_bytes=None, warm_up_slices=lambda: (1, 1))
        return contextlib.nullcontext(one)


class FakeContext:
    """What the scenarios with servers of their own need of a context; the lines they keep."""

    def __init__(self, names, quick=False, rounds=1):
        self.floor, *self.others = [types.SimpleNamespace(name=name, is_jvm=False) for name in ["floor", *names]]
        self.fleet = FakeStarts()
        self.options = types.SimpleNamespace(quick=quick, server_cpu=0, load_cpu=1, long_seconds=30)
        self.lines = []
        self.failed = {}
        self.round_count = rounds

    def participants(self, unit):
        return self.others

    def rounds(self, unit):
        return self.round_count

    def add_slice(self, unit, one, line):
        self.lines.append({"server": one.name, "ratio": None, **line})

    def fail(self, unit, name, why):
        self.failed[name] = why

    def print_progress(self, *_):
        pass

    def print_round(self, *_):
        pass

    def measured(self, name):
        return [line for line in self.lines if line["server"] == name and line["phase"] == "measured"]


class MadeUpSlices(unittest.TestCase):
    """Slices are made up: `costs` gives what one costs, `disturbed` whether it is, by server and number of slice."""

    def setUp(self):
        self.costs = lambda name, number: 1000.0
        self.disturbed = lambda name, number: False
        self.taken = []
        self.patch(slices.answers, "check", lambda one, unit: (100, 100))
        self.patch(slices.answers, "check_once", lambda one, unit: None)
        self.patch(slices.meter, "metered", lambda server, load: load())
        self.patch(slices.loads, "wrk", self.slice)

    def patch(self, target, name, replacement):
        patcher = mock.patch.object(target, name, replacement)
        patcher.start()
        self.addCleanup(patcher.stop)

    def slice(self, one, unit, seconds, cpu, threads=1, tolerant=False):
        self.taken.append((one.name, seconds))
        number = len(self.taken)
        cost = self.costs(one.name, number)
        if isinstance(cost, Exception):
            raise cost
        return {"cpu_nanos_per_request": cost, "disturbed": self.disturbed(one.name, number), "latency_micros": {},
                "requests_per_second": 1.0, "errors": 0, "peak_rss_bytes": 0}


class FakeServer:
    """What a running server looks like to the code that takes slices."""

    def __init__(self, name):
        self.name = name
        self.alive = True
        self.process = types.SimpleNamespace(pid=0)

    def cpu_nanos(self):
        return 0

    def end_or(self, failure):
        return str(failure)

    def require_alive(self):
        if not self.alive:
            raise RuntimeError(f"{self.name} is dead")
