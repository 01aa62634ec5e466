"""The order of slices with and without validation, what is compared with what, and servers that fail."""

import unittest
from unittest import mock

import measure
from comparison import beside, slices, typed
from comparison.scenarios import SCENARIOS
from comparison.tests.test_beside import FakeContext

UNIT = SCENARIOS["typed"].units()[0]


class NamedContext(FakeContext):
    """Knows the scenario of each line."""

    def add_slice(self, unit, one, line):
        super().add_slice(unit, one, {"scenario": unit.scenario.name, **line})

    def fail(self, unit, name, why):
        self.failed[name, unit.scenario.name] = why


class TypedTest(unittest.TestCase):
    """Slices are made up; one is written as the server's name, in capitals where it validates."""

    def setUp(self):
        self.costs = lambda name, number: 1000.0
        self.disturbed = lambda name, number: False
        self.taken = []
        self.seconds = set()
        self.patch(beside.answers, "check", lambda one, unit: (100, 100))
        self.patch(slices.answers, "check_once", lambda one, unit: None)
        self.patch(slices.meter, "metered", lambda server, load: load())
        self.patch(beside.loads, "wrk", self.slice)
        self.patch(beside.random.Random, "shuffle", lambda self, values: None)

    def patch(self, target, name, replacement):
        patcher = mock.patch.object(target, name, replacement)
        patcher.start()
        self.addCleanup(patcher.stop)

    def slice(self, one, unit, seconds, cpu):
        name = one.name.upper() if unit.scenario.name == "typed" else one.name
        self.taken.append(name)
        self.seconds.add(seconds)
        number = len(self.taken)
        cost = self.costs(name, number)
        if isinstance(cost, Exception):
            raise cost
        self.assertEqual("/typed" if name.isupper() else "/typed-unchecked", unit.path)
        return {"cpu_nanos_per_request": cost, "disturbed": self.disturbed(name, number), "latency_micros": {}}

    def run_with(self, names, rounds=1, warm_up=False):
        context = NamedContext(names, rounds)
        context.options.typed_seconds = 10
        runner = typed.Typed(context, UNIT, context.group)
        if not warm_up:
            runner.check_and_warm_up = lambda one: None
        runner.run()
        return context

    def test_puts_both_slices_of_a_server_between_two_of_the_floor(self):
        self.run_with(["a", "b", "c"])
        self.assertEqual("FLOOR A a floor b B FLOOR C c floor".split(), self.taken)

    def test_takes_slices_as_long_as_asked_for(self):
        self.run_with(["a"])
        self.assertEqual({10}, self.seconds)

    def test_begins_with_the_other_kind_in_the_next_round(self):
        self.run_with(["a"], rounds=2)
        self.assertEqual("FLOOR A a floor floor a A FLOOR".split(), self.taken)

    def test_keeps_slices_under_two_names(self):
        context = self.run_with(["a", "b"])
        found = [(line["server"], line["scenario"]) for line in context.lines]
        for name in ("floor", "a", "b"):
            self.assertIn((name, "typed"), found)
            self.assertIn((name, "typed-unchecked"), found)

    def test_compares_with_the_neighbours(self):
        # FLOOR A a floor b B FLOOR
        self.costs = lambda name, number: {"FLOOR": 100.0, "A": 330.0, "a": 300.0, "floor": 50.0, "b": 200.0,
                                           "B": 500.0}[name]
        context = self.run_with(["a", "b"])
        lines = {(line["server"], line["scenario"]): line for line in context.lines}
        self.assertEqual((3.3, 1.1), (lines["a", "typed"]["ratio"], lines["a", "typed"]["ratio_to_unchecked"]))
        self.assertEqual(6.0, lines["a", "typed-unchecked"]["ratio"])
        self.assertEqual((5.0, 2.5), (lines["b", "typed"]["ratio"], lines["b", "typed"]["ratio_to_unchecked"]))
        self.assertEqual(4.0, lines["b", "typed-unchecked"]["ratio"])
        self.assertNotIn("ratio_to_unchecked", lines["b", "typed-unchecked"])

    def test_repeats_both_where_one_was_disturbed(self):
        self.disturbed = lambda name, number: number == 3
        context = self.run_with(["a", "b"])
        self.assertEqual("FLOOR A a floor b B FLOOR FLOOR A a floor".split(), self.taken)
        self.assertEqual([True, True, False, False], [line["disturbed"] for line in context.lines if line["server"] == "a"])
        self.assertEqual([False, False], [line["disturbed"] for line in context.lines if line["server"] == "b"])

    def test_drops_a_server_from_both_where_it_fails_one(self):
        self.costs = lambda name, number: measure.Failure("broken") if name == "a" else 1000.0
        context = self.run_with(["a", "b"], rounds=2)
        self.assertEqual({("a", "typed"): "broken", ("a", "typed-unchecked"): "broken"}, context.failed)
        self.assertEqual(["a"], context.fleet.ended)
        self.assertEqual("FLOOR A a a floor b B FLOOR floor b B FLOOR".split(), self.taken)

    def test_warms_up_both(self):
        context = self.run_with(["a"], warm_up=True)
        warm = [(line["server"], line["scenario"]) for line in context.lines if line["phase"] == "warm-up"]
        for name in ("floor", "a"):
            self.assertIn((name, "typed"), warm)
            self.assertIn((name, "typed-unchecked"), warm)
