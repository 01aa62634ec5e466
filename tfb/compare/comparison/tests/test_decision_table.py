"""The table of `decisions`, from kept lines."""

import unittest

import measure
from comparison import decision_table

JAVA = 'openjdk version "25.0.3" 2026 / OpenJDK Runtime Environment (build 25.0.3+9) / OpenJDK 64-Bit Server VM'
JAVA_17 = 'openjdk version "17.0.1" 2021 / OpenJDK Runtime Environment (build 17.0.1+1) / OpenJDK 64-Bit Server VM'


def environment(name="one", commit="c1", java=JAVA):
    return {"kind": "environment", "time": "2030-01-02T03:04:05Z", "commit": commit, "kernel": "9.9", "cpu": "Sample",
            "cpus": 2, "boot": "b1", "servers": [{"name": name, "java": java}, {"name": "ours", "java": JAVA}]}


def ratio(name, scenario, median):
    return {"kind": "ratio", "server": name, "scenario": scenario, "median": median,
            "quartiles": [median - 0.1, median + 0.1]}


LINES = [environment(), ratio("one", "keep-alive-64", 1.2), ratio("one", "pipelined", 1.5)]
TITLES = {"one": "Without one", "two": "Without two"}


class DecisionTableTest(unittest.TestCase):
    def test_has_a_row_for_each_decision_that_was_measured(self):
        rows = decision_table.table(TITLES, LINES, "x --write").split("\n")[2:]
        self.assertEqual(["| without it | /json, 64 connections | 16 pipelined |", "|---|---|---|",
                          "| Without one | 1.200 (1.100 to 1.300) | 1.500 (1.400 to 1.600) |"], rows)

    def test_keeps_a_row_that_the_tree_has_no_title_for(self):
        text = decision_table.table(TITLES, LINES + [ratio("gone", "pipelined", 1.0)], "x")
        self.assertTrue(text.endswith("\n| gone |  | 1.000 (0.900 to 1.100) |"), text)

    def test_says_where_the_figures_come_from(self):
        runs = [{"kind": "run", "command": "decisions --pairs 9"}] * 2
        lines = runs + LINES + [environment("jdk-17", java=JAVA_17)]
        head = decision_table.table(TITLES, lines, "decisions --from F --write").split("\n")[0]
        for part in ("Commit c1,", "JDK 25.0.3 (build 25.0.3+9) and 17.0.1 (build 17.0.1+1),", "kernel 9.9, 2 x Sample,",
                     "2030-01-02;", "Measured by `decisions --pairs 9`, written by `decisions --from F --write`."):
            self.assertIn(part, head)

    def test_does_not_mix_commits(self):
        with self.assertRaisesRegex(measure.Failure, "commit is c1 and c2"):
            decision_table.table(TITLES, LINES + [environment(commit="c2")], "x")

    def test_refuses_what_has_no_provenance(self):
        with self.assertRaisesRegex(measure.Failure, "where it was measured"):
            decision_table.table(TITLES, LINES[1:], "x")


if __name__ == "__main__":
    unittest.main()
