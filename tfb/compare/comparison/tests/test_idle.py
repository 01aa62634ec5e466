"""Slices beside idle connections, and of the floor without any."""

from types import SimpleNamespace

from comparison import idle
from comparison.scenarios import SCENARIOS
from comparison.tests import fakes

UNIT = SCENARIOS["idle-10000"].units()[0]


class IdleTest(fakes.MadeUpSlices):
    def setUp(self):
        super().setUp()
        self.patch(idle.measure, "raise_file_limit", lambda: 100_000)
        self.patch(idle.measure, "check_answer", lambda *_: None)
        self.patch(idle, "resident_bytes", lambda server: 1_000_000 if self.opened else 0)
        self.patch(idle, "open_connections", self.open)
        self.opened = []

    def open(self, server, clients):
        self.opened.append(server.name)
        clients.append(SimpleNamespace(get=lambda path: None, close=lambda: None))

    def run_with(self, names, rounds=1, quick=False):
        context = fakes.FakeContext(names, quick, rounds)
        idle.run(context, UNIT)
        self.assertEqual({}, context.failed)
        return context

    def test_compares_with_the_floor_without_idle_connections(self):
        self.costs = lambda name, number: {5: 1500.0, 6: 1000.0}.get(number, 1.0)
        context = self.run_with(["a"])
        (line,) = context.measured("a")
        self.assertEqual((1.5, 1000.0), (line["ratio"], line["floor_cpu_nanos_per_request"]))
        self.assertEqual([("floor", "floor"), ("floor", "a")],
                         [(line["server"], line["beside"]) for line in context.lines if line["phase"] == "beside"])

    def test_repeats_a_pair_that_was_disturbed(self):
        self.disturbed = lambda name, number: number == 7
        context = self.run_with(["a"], rounds=2)
        kept = [(line["round"], line["disturbed"]) for line in context.measured("a")]
        self.assertEqual([(1, True), (1, False), (2, False)], kept)

    def test_does_not_repeat_for_ever(self):
        self.disturbed = lambda name, number: True
        self.assertEqual([1, 1, 1, 2, 2, 2], [line["round"] for line in self.run_with(["a"], rounds=2).measured("a")])
        self.assertEqual(2, len(self.run_with(["a"], quick=True).measured("a")))
