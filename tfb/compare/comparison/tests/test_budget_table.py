"""The table of `budget`, from kept lines."""

import unittest

import measure
from comparison import budget_table

RUN = {"kind": "run", "id": "2030-01-02T03:04:05Z", "commit": "0123456789abcdef", "changed": False, "jdk": "25.0.3",
       "kernel": "9.9", "cpus": 2, "cpu": "Sample", "path": "/json", "connections": 64, "command": "budget --seconds 1"}


def slices(server, *costs, phase="measured"):
    line = {"kind": "slice", "server": server, "phase": phase, "requests": 10}
    return [{**line, "cpu_nanos": 10 * cost} for cost in costs]


def samples(server, layer, count):
    return {"kind": "samples", "server": server, "layer": layer, "samples": count}


LINES = [RUN, *slices("vivace", 9000, phase="warm-up"), *slices("vivace", 1000, 2000, 3000), *slices("floor", 1000),
         samples("vivace", "parsing", 1), samples("vivace", "kernel: receive", 2), samples("vivace", "parsing", 1),
         samples("floor", "kernel: receive", 5)]


class BudgetTableTest(unittest.TestCase):
    def test_divides_the_median_cost_by_the_samples(self):
        rows = budget_table.table(LINES, "x").split("\n")[2:]
        self.assertEqual(["| layer | Vivace, ns | floor, ns |", "|---|---|---|", "| kernel: receive | 1,000 | 1,000 |",
                          "| parsing | 1,000 | 0 |", "| **together** | **2,000** | **1,000** |"], rows)

    def test_says_where_the_figures_come_from(self):
        head = budget_table.table(LINES, "budget --from F --write").split("\n")[0]
        self.assertEqual("Commit 0123456789ab, JDK 25.0.3, kernel 9.9, 2 x Sample, 2030-01-02; /json, 64 connections, "
                         "one loop. Measured by `budget --seconds 1`, written by `budget --from F --write`.", head)
        changed = [{**RUN, "changed": True}, *LINES[1:]]
        self.assertIn("0123456789ab with changes,", budget_table.table(changed, "x"))

    def test_refuses_what_is_not_whole(self):
        for lines, said in ((LINES[1:], "where it was measured"), ([RUN], "no slice of vivace")):
            with self.subTest(said=said), self.assertRaisesRegex(measure.Failure, said):
                budget_table.table(lines, "x")
        with self.assertRaisesRegex(measure.Failure, "no samples of floor"):
            budget_table.table(LINES[:-1], "x")


if __name__ == "__main__":
    unittest.main()
