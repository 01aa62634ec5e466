"""Tests of the floor: python3 -m unittest floor_test, in this folder."""

import email.utils
import os
import re
import socket
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import measure

REQUEST = measure.request_bytes("/json")
CLOSING_REQUEST = measure.request_bytes("/json", "close")
SMALLEST_REQUEST = b"GET / HTTP/1.1\r\n\r\n"


class FloorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = measure.Server("floor", f"{measure.build_floor()} --port {{port}} --close")
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.stop)

    def client(self):
        client = measure.Client(self.server.port)
        self.addCleanup(client.close)
        return client

    def expect_answers(self, client, count):
        for _ in range(count):
            measure.check_answer(client.read_answer(), "/json")

    def expect_silence(self, client):
        """After a further request exactly one more answer comes."""
        client.send(REQUEST)
        self.expect_answers(client, 1)
        client.socket.shutdown(socket.SHUT_WR)
        client.expect_end()

    def test_answers_a_request_split_at_every_byte(self):
        client = self.client()
        for split in range(1, len(REQUEST)):
            client.send(REQUEST[:split])
            client.send(REQUEST[split:])
            self.expect_answers(client, 1)
        self.expect_silence(client)

    def test_answers_a_request_that_comes_byte_by_byte(self):
        client = self.client()
        for byte in REQUEST:
            client.send(bytes([byte]))
        self.expect_answers(client, 1)
        self.expect_silence(client)

    def test_counts_every_pipelined_request(self):
        for count in (2, 16, 511, 512, 513, 5000):
            for request in (REQUEST, SMALLEST_REQUEST):
                client = self.client()
                client.send(request * count)
                self.expect_answers(client, count)
                self.expect_silence(client)

    def test_counts_requests_cut_anywhere_between_two_reads(self):
        batch = SMALLEST_REQUEST * 3
        for split in range(1, len(batch)):
            client = self.client()
            client.send(batch[:split])
            self.expect_answers(client, split // len(SMALLEST_REQUEST))
            client.send(batch[split:])
            self.expect_answers(client, 3 - split // len(SMALLEST_REQUEST))
            self.expect_silence(client)

    def test_takes_no_other_line_ends_for_the_end(self):
        client = self.client()
        client.send(b"GET / HTTP/1.1\r\nA: \n\n\r\r\n\r\r\n\n\rx\r\n\r\n")
        self.expect_answers(client, 1)
        self.expect_silence(client)

    def test_keeps_answers_for_a_slow_reader(self):
        client = self.client()
        client.socket.setblocking(False)
        requests = 0
        # Until both socket buffers are full and the server has stopped reading.
        try:
            while True:
                sent = client.socket.send(SMALLEST_REQUEST)
                if sent < len(SMALLEST_REQUEST):
                    break
                requests += 1
        except BlockingIOError:
            sent = 0
        client.socket.settimeout(measure.ANSWER_SECONDS_MAX)
        kept = [client.read_answer() for _ in range(requests)]
        client.send(SMALLEST_REQUEST[sent:])
        fresh = client.read_answer()
        measure.check_answer(fresh, "/json")
        # Those kept may be old by now, which is all that they may differ in
        dates = [email.utils.parsedate_to_datetime(answer.headers.pop("date")) for answer in [*kept, fresh]]
        self.assertEqual(sorted(dates), dates)
        for answer in kept:
            self.assertEqual(vars(fresh), vars(answer))
        self.expect_silence(client)

    def test_closes_when_asked_to_wherever_the_request_is_split(self):
        for split in range(1, len(CLOSING_REQUEST)):
            client = self.client()
            client.send(CLOSING_REQUEST[:split])
            client.send(CLOSING_REQUEST[split:])
            answer = client.read_answer()
            measure.check_answer(answer, "/json")
            self.assertEqual("close", answer.headers.get("connection"))
            client.expect_end()

    def test_refuses_bad_options(self):
        binary = measure.build_floor()
        for options in (["--port"], ["--port", "x"], ["--port", ""], ["--port", "65536"], ["--what"],
                        ["--loops", "0"], ["--body-bytes", "26"], ["--body-bytes", "1048577"]):
            result = subprocess.run([binary, *options], capture_output=True, text=True, timeout=10)
            self.assertEqual(2, result.returncode, options)
            self.assertTrue(result.stderr)

    def test_prints_the_port_it_got(self):
        process = measure.start_child([measure.build_floor(), "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(measure.end_child, process)
        port = re.search(r"http://127\.0\.0\.1:(\d+) ", process.stdout.readline()).group(1)
        with measure.Client(int(port)) as client:
            measure.check_answer(client.get("/json"), "/json")


class FloorOptionsTest(unittest.TestCase):
    def started(self, options):
        server = measure.Server("floor", f"{measure.build_floor()} --port {{port}} {options}")
        self.addCleanup(server.stop)
        server.__enter__()
        self.addCleanup(server.output.close)
        return server

    def client(self, server):
        client = measure.Client(server.port)
        self.addCleanup(client.close)
        return client

    def test_answers_a_body_of_the_length_asked_for(self):
        # The last ones are more than both socket buffers hold, so that an answer goes out in parts.
        for length, count in ((27, 3), (1000, 1000), (131_072, 200), (1_048_576, 20)):
            client = self.client(self.started(f"--body-bytes {length}"))
            body = b'{"message":"' + b"x" * (length - 14) + b'"}'
            client.send(SMALLEST_REQUEST * count)
            for _ in range(count):
                answer = client.read_answer()
                measure.check_answer(answer, "/size")
                self.assertEqual("application/json", answer.headers["content-type"])
                self.assertTrue(body == answer.body, f"{len(answer.body)} bytes, wanted {length}")

    def test_dates_are_whole_where_an_answer_is_sent_in_two_seconds(self):
        server = self.started("--body-bytes 1000")
        clock = self.client(server)
        # More than both socket buffers hold.
        counts = [12_000, 12_001, 12_003, 12_007]
        clients = [self.client(server) for _ in counts]
        for client, count in zip(clients, counts):
            client.send(SMALLEST_REQUEST * count)
        first = clock.get("/json").headers["date"]
        while clock.get("/json").headers["date"] == first:
            pass
        for client, count in zip(clients, counts):
            dates = [client.read_answer().headers["date"] for _ in range(count)]
            seconds = [email.utils.parsedate_to_datetime(date) for date in dates]
            self.assertEqual(sorted(seconds), seconds)
            self.assertGreater(len(set(seconds)), 1)

    def test_shares_the_connections_among_its_loops(self):
        server = self.started("--loops 3 --close")
        self.assertEqual(3, len(os.listdir(f"/proc/{server.process.pid}/task")))
        clients = [self.client(server) for _ in range(64)]
        for client in clients:
            measure.check_answer(client.get("/json"), "/json")
        for client in clients:
            measure.check_answer(client.get("/json", "close"), "/json")
            client.expect_end()
        # Every thread has answered something: each has slept in epoll_wait since, and so been switched from.
        for task in os.listdir(f"/proc/{server.process.pid}/task"):
            with open(f"/proc/{server.process.pid}/task/{task}/status", encoding="ascii") as file:
                switches = re.search(r"^voluntary_ctxt_switches:\s*(\d+)", file.read(), re.M)
            self.assertGreater(int(switches.group(1)), 1)


if __name__ == "__main__":
    unittest.main()
