"""Half a minute for one server, with the floor right before and after it."""

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

    def run_with(self, names, unit=SMALL, quick=False):
        context = fakes.FakeContext(names, quick)
        alone.run(context, unit)
        return context

    def test_puts_the_floor_right_before_and_after(self):
        self.run_with(["a"])
        # Its own warm-up; the floor as a server like others; the server
        self.assertEqual([("floor", 3), *[("floor", 3), ("floor", 3), ("floor", 30), ("floor", 3)],
                          *[("a", 3), ("floor", 3), ("a", 30), ("floor", 3)]], self.taken)

    def test_compares_with_the_mean_of_the_two(self):
        self.costs = lambda name, number: {7: 1000.0, 8: 3300.0, 9: 1200.0}.get(number, 500.0)
        (line,) = self.run_with(["a"]).measured("a")
        self.assertEqual((3.0, 1100.0), (line["ratio"], line["floor_cpu_nanos_per_request"]))

    def test_the_floor_is_compared_with_itself_under_another_name(self):
        self.costs = lambda name, number: 550.0 if number == 4 else 500.0
        (line,) = self.run_with([]).measured("floor")
        self.assertEqual((None, 1.1), (line["ratio"], line["ratio_to_itself"]))

    def test_keeps_all_other_slices_under_phases_that_do_not_count(self):
        context = self.run_with(["a"])
        kept = [(line["server"], line["phase"], line.get("beside")) for line in context.lines]
        self.assertEqual([
            ("floor", "warm-up", None),
            ("floor", "warm-up", None), ("floor", "beside", "floor"), ("floor", "beside", "floor"),
            ("floor", "measured", None),
            ("a", "warm-up", None), ("floor", "beside", "a"), ("floor", "beside", "a"), ("a", "measured", None)], kept)

    def test_repeats_what_was_disturbed(self):
        self.disturbed = lambda name, number: number == 8
        context = self.run_with(["a"])
        self.assertEqual([("floor", 3), ("a", 30), ("floor", 3)] * 2, self.taken[6:])
        self.assertEqual([True, False], [line["disturbed"] for line in context.measured("a")])

    def test_repeats_where_the_floor_was_disturbed(self):
        self.disturbed = lambda name, number: number in (7, 12)
        context = self.run_with(["a"])
        self.assertEqual([True, True, False], [line["disturbed"] for line in context.measured("a")])

    def test_does_not_repeat_for_ever(self):
        self.disturbed = lambda name, number: name == "a"
        self.assertEqual([True] * 3, [line["disturbed"] for line in self.run_with(["a"]).measured("a")])
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
