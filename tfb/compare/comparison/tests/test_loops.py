"""Two loops against one: what is compared with what, and what is repeated."""

from comparison import loops
from comparison.scenarios import SCENARIOS
from comparison.tests import fakes

UNIT = SCENARIOS["two-loops"].units()[0]


class LoopsTest(fakes.MadeUpSlices):
    def run_it(self, rounds=1, quick=False):
        context = fakes.FakeContext(["vivace-epoll", "other"], quick, rounds)
        loops.run(context, UNIT)
        return context

    def test_takes_one_loop_and_two_of_each_in_turn(self):
        context = self.run_it()
        # After a warm-up slice of each
        self.assertEqual(["vivace-epoll", "vivace-epoll", "floor", "floor"], [name for name, _ in self.taken[4:]])
        kept = [(line["server"], line["parameter"]["value"]) for line in context.lines if line["phase"] == "measured"]
        self.assertEqual([("vivace-epoll", 1), ("vivace-epoll", 2), ("floor", 2), ("floor", 1)], kept)

    def test_compares_with_one_loop_and_with_the_floor(self):
        costs = {5: 1000.0, 6: 1050.0, 7: 500.0, 8: 400.0}
        self.costs = lambda name, number: costs.get(number, 1.0)
        one, two = self.run_it().measured("vivace-epoll")
        self.assertEqual((2.5, 1.0), (one["ratio"], one["ratio_to_one_loop"]))
        self.assertEqual((2.1, 1.05), (two["ratio"], two["ratio_to_one_loop"]))

    def test_keeps_the_warm_up(self):
        kept = [(line["server"], line["parameter"]["value"]) for line in self.run_it().lines
                if line["phase"] == "warm-up"]
        self.assertEqual([("vivace-epoll", 1), ("vivace-epoll", 2), ("floor", 1), ("floor", 2)], kept)

    def test_repeats_all_of_a_round_that_was_disturbed(self):
        self.disturbed = lambda name, number: number == 7
        context = self.run_it(rounds=2)
        self.assertEqual(4 + 3 * 4, len(self.taken))
        for name in ("vivace-epoll", "floor"):
            kept = [(line["round"], line["disturbed"]) for line in context.measured(name)]
            self.assertEqual([(1, True), (1, True), (1, False), (1, False), (2, False), (2, False)], kept)

    def test_does_not_repeat_for_ever(self):
        self.disturbed = lambda name, number: True
        self.run_it()
        self.assertEqual(4 + 3 * 4, len(self.taken))
        self.taken.clear()
        self.run_it(quick=True)
        self.assertEqual(4 + 2 * 4, len(self.taken))
