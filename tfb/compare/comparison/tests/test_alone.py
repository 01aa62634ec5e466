"""Half a minute for one server, and pairs of slices with the floor after it."""

import os

import measure
from comparison import alone
from comparison.scenarios import SCENARIOS
from comparison.tests import fakes

SMALL = SCENARIOS["small-machine"].units()[0]
ALL = SCENARIOS["all-cpus"].units()[0]


class AloneTest(fakes.MadeUpSlices):
    def setUp(self):
        super().setUp()
        # No control group is made here
        self.patch(alone.MemoryBound, "PLACES", ())
        self.patch(alone.MemoryBound.__init__, "__defaults__", ((),))

    def run_with(self, names, unit=SMALL, quick=False, rounds=1):
        context = fakes.FakeContext(names, quick, rounds)
        alone.run(context, unit)
        return context

    def test_has_pairs_with_the_floor_after_the_half_minute(self):
        self.run_with(["a"], rounds=2)
        # Its own warm-up; the floor as a server like others; the server
        self.assertEqual([("floor", 1), ("floor", 1), ("floor", 30), *[("floor", 1)] * 4,
                          ("a", 1), ("a", 30), ("floor", 1), ("a", 1), ("a", 1), ("floor", 1)], self.taken)

    def test_compares_the_slices_of_a_pair(self):
        self.costs = lambda name, number: {10: 1000.0, 11: 3300.0, 12: 2000.0, 13: 4000.0}.get(number, 500.0)
        context = self.run_with(["a"], rounds=2)
        (line,) = context.measured("a")
        self.assertEqual((None, 500.0), (line["ratio"], line["cpu_nanos_per_request"]))
        pairs = [line for line in context.lines if (line["server"], line["phase"]) == ("a", "pair")]
        # The second time the server is the first of the two
        self.assertEqual([(1, 3.3, 1000.0), (2, 0.5, 4000.0)],
                         [(line["round"], line["ratio"], line["floor_cpu_nanos_per_request"]) for line in pairs])

    def test_the_floor_is_compared_with_itself_under_another_name(self):
        self.costs = lambda name, number: 550.0 if number == 5 else 500.0
        lines = self.run_with([]).lines
        (pair,) = [line for line in lines if line["phase"] == "pair"]
        self.assertEqual((None, 1.1), (pair["ratio"], pair["ratio_to_itself"]))

    def test_keeps_all_other_slices_under_phases_of_their_own(self):
        context = self.run_with(["a"])
        kept = [(line["server"], line["phase"], line.get("beside")) for line in context.lines]
        self.assertEqual([
            ("floor", "warm-up", None),
            ("floor", "warm-up", None), ("floor", "measured", None), ("floor", "beside", "floor"), ("floor", "pair", None),
            ("a", "warm-up", None), ("a", "measured", None), ("floor", "beside", "a"), ("a", "pair", None)], kept)

    def test_repeats_a_half_minute_that_was_disturbed(self):
        self.disturbed = lambda name, number: number == 7
        context = self.run_with(["a"])
        self.assertEqual([("a", 30), ("a", 30), ("floor", 1), ("a", 1)], self.taken[6:])
        self.assertEqual([True, False], [line["disturbed"] for line in context.measured("a")])

    def test_repeats_a_pair_of_which_one_was_disturbed(self):
        self.disturbed = lambda name, number: number in (8, 11)
        context = self.run_with(["a"])
        pairs = [line for line in context.lines if (line["server"], line["phase"]) == ("a", "pair")]
        self.assertEqual([True, True, False], [line["disturbed"] for line in pairs])
        self.assertEqual(1, len(context.measured("a")))

    def test_does_not_repeat_for_ever(self):
        self.disturbed = lambda name, number: name == "a"
        context = self.run_with(["a"])
        self.assertEqual([True] * 3, [line["disturbed"] for line in context.measured("a")])
        self.assertEqual([("floor", 1), ("a", 1)] * 3, self.taken[9:])
        self.assertEqual([True] * 2, [line["disturbed"] for line in self.run_with(["a"], quick=True).measured("a")])

    def test_leaves_out_a_server_that_fails(self):
        self.costs = lambda name, number: measure.Failure("broken") if name == "a" else 1000.0
        context = self.run_with(["a", "b"])
        self.assertEqual({"a": "broken"}, context.failed)
        self.assertEqual(1, len(context.measured("b")))

    def test_shares_one_cpu_with_a_floor_without_bound(self):
        context = self.run_with(["a"])
        self.assertEqual([("floor", 0), ("floor", 0), ("a", 0)], [start[:2] for start in context.fleet.started])
        self.assertIsNone(context.fleet.started[0][3])

    def test_gives_all_cpus_to_both(self):
        context = self.run_with(["a"], ALL)
        count = str(len(os.sched_getaffinity(0)))
        self.assertEqual([(name, None, {"CPUS": count}, None) for name in ("floor", "floor", "a")],
                         context.fleet.started)
        self.assertEqual("none", context.measured("a")[0]["memory_bound"])
