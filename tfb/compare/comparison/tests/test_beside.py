"""The order of slices, the floor's next to each, repeats, and servers that fail."""

import unittest
from types import SimpleNamespace
from unittest import mock

import measure
from comparison import beside, loads, slices
from comparison.scenarios import SCENARIOS
from comparison.tests.fakes import FakeServer

UNIT = SCENARIOS["json-64"].units()[0]


def member(name, kind="native"):
    return SimpleNamespace(name=name, server=FakeServer(name), answer_bytes=(100, 100), is_new=True,
                           folder=SimpleNamespace(name=name, kind=kind), warm_up_slices=lambda: (2, 4))


class FakeFleet:
    def __init__(self, members):
        self.all = members
        self.ended = []

    def environment(self, folder, route_count, floor_options, closing):
        return {}

    def require(self, wanted):
        return {folder.name: self.all[folder.name] for folder, _ in wanted}, {}

    def end(self, members):
        self.ended.extend(member.name for member in members)


class FakeContext:
    def __init__(self, names, rounds=1, quick=False):
        self.members = {name: member(name) for name in ["floor", *names]}
        self.floor = self.members["floor"].folder
        self.group = [self.members[name].folder for name in names]
        self.fleet = FakeFleet(self.members)
        self.options = SimpleNamespace(quick=quick, load_cpu=1)
        self.round_count = rounds
        self.lines = []
        self.failed = {}

    def rounds(self, unit):
        return self.round_count

    def add_slice(self, unit, one, line):
        self.lines.append({"server": one.name, **line})

    def fail(self, unit, name, why):
        self.failed[name] = why

    def print_round(self, *_):
        pass


class BesideTest(unittest.TestCase):
    """Slices are made up: `costs` gives what one costs, `disturbed` whether it is, by the number of the slice."""

    def setUp(self):
        self.costs = lambda name, number: 1000.0
        self.disturbed = lambda name, number: False
        self.taken = []
        self.check = self.patch(beside.answers, "check", lambda one, unit: (100, 100))
        self.patch(slices.answers, "check_once", lambda one, unit: None)
        self.patch(slices.meter, "metered", lambda server, load: load())
        self.patch(beside.loads, "wrk", lambda one, unit, seconds, cpu: self.slice(one.name))
        # As it comes, so that the order can be told.
        self.patch(beside.random.Random, "shuffle", lambda self, values: None)

    def patch(self, target, name, replacement):
        patcher = mock.patch.object(target, name, replacement)
        patcher.start()
        self.addCleanup(patcher.stop)

    def slice(self, name):
        self.taken.append(name)
        number = len(self.taken)
        cost = self.costs(name, number)
        if isinstance(cost, Exception):
            raise cost
        return {"cpu_nanos_per_request": cost, "disturbed": self.disturbed(name, number), "latency_micros": {}}

    def run_with(self, names, rounds=1, quick=False):
        context = FakeContext(names, rounds, quick)
        runner = beside.Beside(context, UNIT, context.group)
        runner.check_and_warm_up = lambda one: None
        runner.run()
        return context

    def test_puts_a_floor_next_to_every_server(self):
        self.run_with(["a", "b", "c", "d"])
        self.assertEqual("floor a b floor c d floor".split(), self.taken)

    def test_needs_no_floor_after_an_odd_one(self):
        self.run_with(["a", "b", "c"])
        self.assertEqual("floor a b floor c".split(), self.taken)

    def test_measures_the_floor_alone(self):
        self.run_with([], rounds=2)
        self.assertEqual(["floor", "floor"], self.taken)

    def test_compares_with_the_neighbour(self):
        self.costs = lambda name, number: 100.0 * number
        context = self.run_with(["a", "b", "c"])
        ratios = {line["server"]: line["ratio"] for line in context.lines if "ratio" in line}
        self.assertEqual({"a": 2.0, "b": 0.75, "c": 1.25}, ratios)

    def test_repeats_only_what_was_disturbed(self):
        self.disturbed = lambda name, number: name == "c" and number < 6
        context = self.run_with(["a", "b", "c"])
        self.assertEqual("floor a b floor c floor c".split(), self.taken)
        self.assertEqual([True, False], [line["disturbed"] for line in context.lines if line["server"] == "c"])

    def test_a_disturbed_floor_disturbs_its_neighbours(self):
        self.disturbed = lambda name, number: number == 1
        self.run_with(["a", "b"])
        self.assertEqual("floor a b floor floor a".split(), self.taken)

    def test_does_not_repeat_for_ever(self):
        self.disturbed = lambda name, number: True
        context = self.run_with(["a"], rounds=2)
        self.assertEqual(["floor", "a"] * 6, self.taken)
        self.assertEqual([1, 1, 1, 2, 2, 2], [line["round"] for line in context.lines if line["server"] == "a"])

    def test_drops_a_server_that_fails_twice(self):
        self.costs = lambda name, number: measure.Failure("broken") if name == "a" else 1000.0
        context = self.run_with(["a", "b"], rounds=2)
        self.assertEqual("floor a a b floor floor b".split(), self.taken)
        self.assertEqual({"a": "broken"}, context.failed)
        self.assertEqual(["a"], context.fleet.ended)

    def test_gives_a_server_a_second_chance(self):
        self.costs = lambda name, number: measure.Failure("late") if number == 2 else 1000.0
        context = self.run_with(["a"])
        self.assertEqual("floor a a".split(), self.taken)
        self.assertEqual({}, context.failed)

    def test_looks_at_an_answer_after_every_slice_that_counts(self):
        looked = []
        self.patch(slices.answers, "check_once", lambda one, unit: looked.append(one.name))
        self.run_with(["a", "b"])
        self.assertEqual(self.taken, looked)

    def test_drops_a_server_whose_answer_changed_under_load(self):
        looks = []

        def look(one, unit):
            looks.append(one.name)
            if one.name == "a" and len(self.taken) > 3:
                raise measure.Failure("another head")

        self.patch(slices.answers, "check_once", look)
        context = self.run_with(["a", "b"], rounds=3)
        self.assertEqual({"a": "another head"}, context.failed)
        self.assertEqual("floor a b floor floor a b floor floor b".split(), self.taken)
        self.assertEqual(3, looks.count("a"))

    def test_gives_no_second_chance_to_an_overloaded_one(self):
        self.costs = lambda name, number: loads.Overloaded("slow") if name == "a" else 1000.0
        context = self.run_with(["a", "b"])
        self.assertEqual("floor a b floor".split(), self.taken)
        self.assertEqual({"a": "slow"}, context.failed)

    def test_cannot_go_on_without_the_floor(self):
        self.costs = lambda name, number: measure.Failure("gone") if name == "floor" else 1000.0
        with self.assertRaisesRegex(measure.Failure, "gone"):
            self.run_with(["a"])

    def test_drops_a_server_with_wrong_answers(self):
        context = FakeContext(["a", "b"])

        def check(one, unit):
            if one.name == "a":
                raise measure.Failure("wrong answer")
            return 100, 100

        self.patch(beside.answers, "check", check)
        beside.Beside(context, UNIT, context.group).run()
        self.assertEqual({"a": "wrong answer"}, context.failed)
        self.assertNotIn("a", self.taken)
