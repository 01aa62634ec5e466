"""Warm-ups."""

from comparison import fleet, slices
from comparison.scenarios import SCENARIOS
from comparison.tests import fakes

UNIT = SCENARIOS["json-64"].units()[0]


class WarmUpTest(fakes.MadeUpSlices):
    def warm_up(self, costs, least, most):
        """The lines of a warm-up in which slices cost so much."""
        self.taken.clear()
        self.costs = lambda name, number: costs[number - 1]
        context = fakes.FakeContext(["a"])
        with context.fleet.start(context.others[0], 0, {}) as member:
            member.warm_up_slices = lambda: (least, most)
            slices.warm_up(context, UNIT, member, lambda: self.slice(member, UNIT, 1, 1))
            self.assertFalse(member.is_new)
        self.assertEqual({"warm-up"}, {line["phase"] for line in context.lines})
        return context.lines

    def test_goes_on_while_the_cost_falls(self):
        # What Javalin cost at first, in microseconds
        falling = [110, 95, 84, 77, 73, 68, 58, 55, 37, 24, 18.5, 19, 18.6, 19.2, 18.4]
        lines = self.warm_up(falling, 6, 30)
        self.assertEqual(falling[:14], [line["cpu_nanos_per_request"] for line in lines])
        self.assertEqual([None] * 13 + [True], [line.get("steady") for line in lines])

    def test_takes_no_dear_slice_for_the_end_of_the_fall(self):
        self.assertEqual(7, len(self.warm_up([100, 90, 80, 95, 50, 49, 50, 51, 1], 4, 30)))

    def test_is_told_by_no_fewer_slices_than_asked_for(self):
        self.assertEqual(4, len(self.warm_up([10.0] * 9, 4, 9)))
        self.assertEqual(6, len(self.warm_up([10.0] * 9, 6, 9)))

    def test_ends_and_says_so_where_the_cost_falls_for_ever(self):
        lines = self.warm_up([100 * 0.9 ** number for number in range(9)], 4, 7)
        self.assertEqual([None] * 6 + [False], [line.get("steady") for line in lines])

    def test_does_not_wait_for_what_has_no_compiler(self):
        self.assertEqual([True], [line["steady"] for line in self.warm_up([10.0] * 9, 1, 1)])

    def test_is_a_question_to_each_server_that_compiles(self):
        for kind in ("ours", "jvm", "javascript"):
            for least, most in fleet.WARM_UP_SLICES[kind]:
                # Two windows of two slices at least, and a way out of a fall seen at the first look
                self.assertGreaterEqual(least, 4, kind)
                self.assertGreaterEqual(most, 2 * least, kind)
