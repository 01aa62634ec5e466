"""Servers and loads for the tests: folders with a small server in Python, a wrk that sends a few requests."""

import json
import os
import stat
import sys
import textwrap

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
            if FAULT == "wrong":
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


class FakeServer:
    """What a running server looks like to the code that takes slices."""

    def __init__(self, name):
        self.name = name
        self.alive = True

    def end_or(self, failure):
        return str(failure)

    def require_alive(self):
        if not self.alive:
            raise RuntimeError(f"{self.name} is dead")
