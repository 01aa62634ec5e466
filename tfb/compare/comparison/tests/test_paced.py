"""Servers that do not keep up with a fixed rate."""

import unittest
from types import SimpleNamespace
from unittest import mock

import measure
from comparison import beside, loads, paced, slices
from comparison.scenarios import SCENARIOS

UNIT = SCENARIOS["paced-50"].units()[0]


class PacedTest(unittest.TestCase):
    def setUp(self):
        context = SimpleNamespace(rounds=lambda unit: 1, options=SimpleNamespace(quick=True), fleet=None)
        self.paced = paced.Paced(context, UNIT, [])
        self.paced.rate = 1000
        self.member = SimpleNamespace(name="one")

    def slice(self, overloaded, disturbed=False):
        line = {"overloaded": overloaded, "disturbed": disturbed, "requests_per_second": 500.0}
        with mock.patch.object(beside.Beside, "slice", lambda *_: line):
            return self.paced.slice(self.member, 1)

    def test_passes_on_a_slice(self):
        self.assertEqual(500.0, self.slice(False)["requests_per_second"])

    def test_ends_with_the_first_overload(self):
        with self.assertRaisesRegex(loads.Overloaded, "overloaded at 1000 requests a second: it answered 500"):
            self.slice(True)

    def test_bears_with_overload_while_disturbed(self):
        self.slice(True, disturbed=True)
        self.slice(True, disturbed=True)
        self.slice(False, disturbed=True)
        self.slice(True, disturbed=True)
        self.slice(True, disturbed=True)
        with self.assertRaises(loads.Overloaded):
            self.slice(True, disturbed=True)

    def test_the_floor_must_keep_up(self):
        self.paced.floor = self.member
        with mock.patch.object(paced.Paced, "slice", side_effect=loads.Overloaded("slow")):
            with self.assertRaisesRegex(measure.Failure, "load generator is the limit: slow"):
                self.paced.floor_slice(1)

    def test_keeps_the_latency_of_the_floor(self):
        line = {"cpu_nanos_per_request": 3.0}
        self.paced.add_floor_fields(line, {"cpu_nanos_per_request": 2.0, "latency_micros": {"p999": 9}})
        self.assertEqual((1.5, {"p999": 9}), (line["ratio"], line["floor_latency_micros"]))

    def test_measures_the_capacity_once_in_a_run(self):
        known = SimpleNamespace(results=SimpleNamespace(of_kind=lambda kind: [{"requests_per_second": 7.0}]))
        self.assertEqual(7.0, paced.capacity(known, UNIT, self.member))

    def capacity_of(self, *found):
        self.kept, self.results = [], []
        context = SimpleNamespace(options=SimpleNamespace(load_cpu=1),
                                  add_slice=lambda unit, one, line: self.kept.append(line),
                                  results=SimpleNamespace(of_kind=lambda kind: [], add=self.results.append))
        lines = [{"requests_per_second": rate, "disturbed": disturbed, "server_percent": rate * 7, "load_limited": rate < 11}
                 for rate, disturbed in found]
        with mock.patch.object(slices.meter, "metered", side_effect=lines):
            return paced.capacity(context, UNIT, SimpleNamespace(name="floor", server=None))

    def test_leaves_disturbed_slices_out_of_the_capacity(self):
        self.assertEqual(10.0, self.capacity_of((10.0, False), (3.0, True), (11.0, False), (2.0, True), (9.0, False)))

    def test_says_whether_it_is_the_load_generators_and_how_busy_the_floor_was(self):
        self.capacity_of((10.0, False), (3.0, True), (11.0, False), (9.0, False))
        (line,) = self.results
        self.assertEqual((70.0, True), (line["server_percent"], line["load_limited"]))

    def test_keeps_the_slices_that_the_capacity_is_of(self):
        self.capacity_of((10.0, False), (3.0, True), (11.0, False), (9.0, False))
        self.assertEqual([10.0, 3.0, 11.0, 9.0], [line["requests_per_second"] for line in self.kept])
        self.assertEqual({"warm-up"}, {line["phase"] for line in self.kept})

    def test_takes_what_there_is_on_a_machine_that_is_never_quiet(self):
        self.assertEqual(5.0, self.capacity_of(*[(float(rate), True) for rate in range(1, 10)]))
