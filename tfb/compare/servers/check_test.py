"""Tests of check, with a server that can do each thing wrong: python3 -m unittest check_test, in this folder."""

import os
import subprocess
import sys
import tempfile
import unittest

FOLDER = os.path.dirname(os.path.abspath(__file__))

SERVER = r'''#!/usr/bin/env python3
import asyncio, os, re, signal, sys, time, uuid
sys.path.insert(0, COMPARE)
import orders
fault = os.path.basename(os.path.dirname(os.path.abspath(__file__)))
routes = int(os.environ["ROUTES"])
started = time.time()

def body(path):
    size = re.fullmatch(r"/size/(\d+)", path)
    many = re.fullmatch(r"/r(\d+)/users/\w+", path)
    if path == "/plaintext":
        return "text/plain", b"Hello, World!"
    if path == "/person":
        random = {"old-uuid": uuid.uuid1(), "one-uuid": uuid.UUID(int=1, version=4)}.get(fault, uuid.uuid4())
        return "application/json", b'{"id":1,"name":"Alice","uuid":"%s"}' % str(random).encode()
    if size:
        length = int(size[1]) - (14 if fault != "short" or int(size[1]) < 4096 else 15)
        return "application/json", b'{"message":"' + b"x" * length + b'"}'
    if path == "/json" or many and int(many[1]) < routes and fault != "few":
        return "text/html" if fault == "type" else "application/json", b'{"message":"Hello, World!"}'
    if fault == "found":
        return "text/plain", b"found"

REFUSED = {each.body: each for each in orders.refused()}

def posted(path, order):
    refused = REFUSED.get(order)
    if refused and (refused.malformed or path == "/typed") and not (fault == "lax" and refused.what == "/id 0"):
        return "400 Bad Request", "text/plain", b"no"
    if refused:
        return "200 OK", "application/json", b"{}"
    answer = orders.answer_bytes(order)
    if fault == "total" and path == "/typed-unchecked":
        answer = answer.replace(b'"total":', b'"total":1')
    return "200 OK", "application/json", answer

class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.data = transport, b""
    def data_received(self, data):
        self.data += data
        answers = []
        while b"\r\n\r\n" in self.data:
            head, _, rest = self.data.partition(b"\r\n\r\n")
            length = int((re.search(rb"Content-Length: (\d+)", head) or [0, 0])[1])
            if len(rest) < length:
                break
            self.data = rest[length:]
            answers.append(self.answer(head.decode(), rest[:length]))
            if b"Connection: close" in head and fault != "open":
                self.data = b""
                self.transport.write(b"".join(answers))
                return self.transport.close()
        if fault == "order":
            answers.reverse()
        self.transport.write(b"".join(answers))
    def answer(self, head, order):
        path = head.split(" ")[1]
        if fault == "log":
            print(path, flush=True)
        found = posted(path, order) if head.startswith("POST") else body(path)
        status, kind, content = ("200 OK", *found)[-3:] if found else ("404 Not Found", "text/plain", b"")
        now = started if fault == "date" else time.time()
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}",
                 f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(now))}"]
        if fault != "nameless":
            lines.append("Server: x")
        lines.append("Transfer-Encoding: chunked" if fault == "chunked" else f"Content-Length: {len(content)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + content

async def main():
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", int(os.environ["PORT"]))
    await server.serve_forever()

if fault == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if fault == "absent":
    print("something is missing")
    sys.exit(3)
if fault == "children" and os.fork() == 0:
    signal.pause()
asyncio.run(main())
'''
SERVER = SERVER.replace("COMPARE", repr(os.path.dirname(FOLDER)))
WRAPPED = "#!/bin/sh\npython3 {server}\n"
ROUTES = '["json", "plaintext", "person", "size", "many", "typed"]'


class CheckTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name

    def check(self, name, build=None, start=SERVER):
        """The line and the exit code for a server of which the name is the fault."""
        folder = os.path.join(self.folder, name)
        os.mkdir(folder)
        with open(os.path.join(folder, "server.json"), "w", encoding="ascii") as description:
            description.write('{"title": "T", "kind": "native", "routes": %s}' % ROUTES)
        for file, text in (("start", start), ("build", build)):
            if text is not None:
                path = os.path.join(folder, file)
                with open(path, "w", encoding="ascii") as script:
                    script.write(text)
                os.chmod(path, 0o755)
        result = subprocess.run([sys.executable, os.path.join(FOLDER, "check"), "--folder", self.folder, name],
                                capture_output=True, text=True, timeout=120)
        self.assertEqual("", result.stderr)
        return result.stdout.strip(), result.returncode

    def expect(self, name, line, code=1, **options):
        self.assertEqual((f"{name}: {line}", code), self.check(name, **options))

    def expect_in(self, name, part):
        line, code = self.check(name)
        self.assertRegex(line, f"^{name}: wrong: .*{part}")
        self.assertEqual(1, code)

    def test_accepts_a_server_that_is_right(self):
        self.expect("right", "ok (T, json plaintext person size many typed)", 0)

    def test_finds_a_wrong_answer(self):
        self.expect_in("type", "/json: Content-Type 'text/html'")
        self.expect_in("nameless", "no Server header")
        self.expect_in("chunked", "without Content-Length")
        self.expect_in("short", "/size/4096: 4095 bytes, wanted 4096")
        self.expect_in("old-uuid", "/person: body")
        self.expect_in("one-uuid", "/person: the same UUID twice")
        self.expect_in("found", "/unknown: status line 'HTTP/1.1 200 OK', wanted 404")

    def test_finds_a_server_that_takes_anything(self):
        self.expect_in("lax", "takes /typed with /id 0: 'HTTP/1.1 200 OK', wanted 4xx")

    def test_finds_a_wrong_answer_to_an_order(self):
        self.expect_in("total", "wrong answer of it to /typed-unchecked")

    def test_finds_answers_out_of_order(self):
        self.expect_in("order", "pipelined, answer 1 of 16")

    def test_finds_a_connection_that_stays_open(self):
        self.expect_in("open", "stayed open")

    def test_finds_a_date_that_stands_still(self):
        self.expect_in("date", "Date")

    def test_finds_a_missing_route(self):
        self.expect_in("few", "/r0/users/1: status line 'HTTP/1.1 404 Not Found'")

    def test_finds_logging(self):
        self.expect_in("log", "it logs requests")

    def test_finds_a_server_that_does_not_end(self):
        self.expect_in("deaf", "still running 10 s after SIGTERM")
        self.expect_in("children", "SIGTERM has left processes behind")

    def test_finds_a_start_script_that_stays(self):
        real = os.path.join(self.folder, "server.py")
        with open(real, "w", encoding="ascii") as script:
            script.write(SERVER)
        line, code = self.check("wrapped", start=WRAPPED.format(server=real))
        self.assertRegex(line, "start has not replaced itself by the server")
        self.assertEqual(1, code)

    def test_says_why_a_server_cannot_be_had(self):
        self.expect("absent", "not available: something is missing", 0)
        self.expect("unbuilt", "not available: cc is needed", 0, build="#!/bin/sh\necho cc is needed >&2\nexit 3\n")

    def test_finds_a_build_that_fails(self):
        self.expect("broken", "wrong: build ended with code 1: no", 1, build="#!/bin/sh\necho no >&2\nexit 1\n")


if __name__ == "__main__":
    unittest.main()
