"""What is made of the load generators' words."""

import json
import os
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import measure
from comparison import loads
from comparison.scenarios import SCENARIOS
from comparison.tests import fakes

UNIT = SCENARIOS["json-64"].units()[0]
CLEAN = {"requests": 100_000, "micros": 1_000_000, "bytes": 15_000_000, "connect_errors": 0, "read_errors": 0,
         "write_errors": 0, "status_errors": 0, "timeouts": 0, "latency_micros": {"p99": 10}}
LINE = {"scheduled": 3000, "sent": 3000, "completed": 3000, "error_count": 0, "overloaded": False, "seconds": 3.0,
        "bytes": 450_000, "errors": {"timeout": 0, "status": 0, "length": 0, "malformed": 0},
        "latency_micros": {"p99": 200}, "service_micros": {"p99": 150}, "send_lag_micros": {"p99": 20}}


class WrkTest(unittest.TestCase):
    def wrk(self, tolerant=False, **counts):
        member = SimpleNamespace(name="one", server=None, answer_bytes=(150, 174))
        with mock.patch.object(loads.measure, "run_wrk", lambda *_, **__: {**CLEAN, **counts}):
            return loads.wrk(member, UNIT, 1, 1, tolerant=tolerant)

    def test_passes_on_what_was_counted(self):
        values = self.wrk()
        self.assertEqual((100_000, 1.0, 0, False), (values["requests"], values["seconds"], values["errors"],
                                                    values["latency_corrected"]))

    def test_takes_answers_of_both_lengths(self):
        self.wrk(bytes=16_500_000)

    def test_refuses_answers_of_another_length(self):
        for received in (14_000_000, 18_000_000):
            with self.assertRaisesRegex(measure.Failure, f"{received} bytes for 100000 answers of 150 to 174"):
                self.wrk(bytes=received)

    def test_keeps_a_few_errors_on_record(self):
        self.assertEqual(5, self.wrk(timeouts=5)["errors"])

    def test_refuses_many_errors(self):
        with self.assertRaisesRegex(measure.Failure, "200 errors in 100000 answers.*timeouts"):
            self.wrk(timeouts=200)

    def test_counts_errors_where_they_are_the_result(self):
        self.assertEqual(200, self.wrk(tolerant=True, timeouts=200)["errors"])

    def test_refuses_a_server_that_mostly_fails_even_there(self):
        with self.assertRaisesRegex(measure.Failure, "10001 errors in 100000 answers"):
            self.wrk(tolerant=True, status_errors=10_001)

    def test_takes_failed_answers_of_any_length_where_they_are_the_result(self):
        for received in (15_000_000 - 1000 * 100, 15_000_000 + 1000 * 2000):
            self.assertEqual(1000, self.wrk(tolerant=True, status_errors=1000, bytes=received)["errors"])

    def test_refuses_answers_of_another_length_even_there(self):
        for received in (14_000_000, 18_000_000):
            with self.assertRaisesRegex(measure.Failure, f"{received} bytes for 100000 answers of 150 to 174"):
                self.wrk(tolerant=True, bytes=received)
            with self.assertRaisesRegex(measure.Failure, f"{received} bytes for 100000 answers of 150 to 174"):
                # Requests without an answer have no bytes at all
                self.wrk(tolerant=True, bytes=received, timeouts=5000)

    def test_says_on_which_cpus_with_how_many_threads(self):
        values = self.wrk()
        self.assertEqual((1, {1}), (values["load_threads"], values["load_cpus"]))


class PacedTest(unittest.TestCase):
    """The load generator is a script here that prints what it is told to."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.java = os.path.join(folder.name, "java")
        self.arguments = os.path.join(folder.name, "arguments")

    def paced(self, line, code=0):
        printed = "" if line is None else f"print({json.dumps(json.dumps(line))})"
        fakes.write_script(self.java, f"""
            import sys
            open({self.arguments!r}, "w").write(" ".join(sys.argv[1:]))
            {printed}
            print("something", file=sys.stderr)
            sys.exit({code})
        """.replace("\n            ", "\n"))
        member = SimpleNamespace(name="one", server=SimpleNamespace(port=1234, require_alive=lambda: None),
                                 answer_bytes=(150, 150))
        return loads.paced(member, UNIT, 3, 1000, SimpleNamespace(java=self.java, load_cpu=None))

    def test_asks_for_the_rate(self):
        self.paced(LINE)
        with open(self.arguments, encoding="utf-8") as file:
            self.assertIn("http://127.0.0.1:1234 --rate 1000 --connections 64 --duration 3 --warm-up 2 --path /json "
                          "--expect-length 27 --json", file.read())

    def test_passes_on_corrected_latencies(self):
        values = self.paced(LINE)
        self.assertEqual(({"p99": 200}, True, 1000), (values["latency_micros"], values["latency_corrected"],
                                                      values["rate"]))

    def test_counts_the_requests_of_the_warm_up_for_cpu_time(self):
        self.assertEqual(5000, self.paced(LINE)["cpu_requests"])

    def test_says_when_the_generator_was_late(self):
        self.assertFalse(self.paced(LINE)["load_limited"])
        self.assertTrue(self.paced({**LINE, "send_lag_micros": {"p99": 5000}})["load_limited"])

    def test_tells_an_overloaded_server(self):
        self.assertFalse(self.paced(LINE)["overloaded"])
        self.assertTrue(self.paced({**LINE, "seconds": 3.2})["overloaded"])
        given_up = {**LINE, "completed": 0, "bytes": 0, "seconds": 0, "overloaded": True}
        self.assertTrue(self.paced(given_up, code=1)["overloaded"])

    def test_refuses_errors(self):
        with self.assertRaisesRegex(measure.Failure, "100 errors.*something"):
            self.paced({**LINE, "error_count": 100}, code=1)

    def test_tells_wrong_answers_from_overload(self):
        wrong = {**LINE["errors"], "length": 3000}
        with self.assertRaisesRegex(measure.Failure, "3000 errors in 0 answers of one.*something"):
            self.paced({**LINE, "completed": 0, "bytes": 0, "error_count": 3000, "errors": wrong}, code=1)

    def test_takes_time_outs_for_overload(self):
        late = {**LINE["errors"], "timeout": 500}
        self.assertTrue(self.paced({**LINE, "completed": 2500, "bytes": 375_000, "error_count": 500, "errors": late},
                                   code=1)["overloaded"])

    def test_refuses_heads_of_another_length(self):
        with self.assertRaisesRegex(measure.Failure, "530000 bytes for 3000 answers of 150 to 150"):
            self.paced({**LINE, "bytes": 530_000})

    def test_says_what_a_broken_generator_said(self):
        with self.assertRaisesRegex(measure.Failure, "failed with code 2: something"):
            self.paced(None, code=2)
