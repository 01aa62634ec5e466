"""Tests of compare: python3 -m unittest compare_test, in this folder."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

FOLDER = os.path.dirname(os.path.abspath(__file__))
COMPARE = os.path.join(FOLDER, "compare")
ROWS = """# a comment, and an empty line

ours JsonBenchmark.vivace
ours JsonBenchmark.a
ours JsonBenchmark.b
ours JsonBenchmark.c
other JsonBenchmark.generated
helper JsonBenchmark.byHand
"""


def row(method, nanos, allocated, unit="ns/op", error=0.1, iteration="1000 s", **params):
    result = {
        "benchmark": f"dev.vivace.internal.json.JsonBenchmark.{method}",
        "measurementTime": iteration,
        "primaryMetric": {"score": nanos, "scoreError": error, "scoreUnit": unit},
        "secondaryMetrics": {"gc.alloc.rate.norm": {"score": allocated, "scoreError": "NaN", "scoreUnit": "B/op"}},
    }
    return {**result, "params": params} if params else result


class CompareTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return path

    def compare(self, old, new, *options, rows=ROWS):
        command = [sys.executable, COMPARE, self.file("old.json", old), self.file("new.json", new),
                   "--rows", self.file("rows", rows), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def expect(self, status, old, new, *options, rows=ROWS):
        result = self.compare(old, new, *options, rows=rows)
        self.assertEqual(status, result.returncode, result.stdout + result.stderr)
        return result.stdout + result.stderr

    def test_same_results_pass(self):
        rows = [row("vivace", 100, 0.001), row("vivace", 9_000, 2_048, size="1KB")]
        self.assertIn("2 rows compared, 0 allocate more", self.expect(0, rows, rows))

    def test_new_allocation_fails_and_is_named(self):
        out = self.expect(1, [row("vivace", 100, 0.001)], [row("vivace", 100, 16.001)])
        self.assertIn("JsonBenchmark.vivace: 0.0 -> 16.0 B/op", out)

    def test_only_the_parameters_that_allocate_more_are_named(self):
        old = [row("vivace", 1, 0, size="1KB"), row("vivace", 1, 0, size="1MB")]
        new = [row("vivace", 1, 0, size="1KB"), row("vivace", 1, 24, size="1MB")]
        out = self.expect(1, old, new, "--failures-only")
        self.assertIn("vivace(1MB)", out)
        self.assertNotIn("vivace(1KB)", out)

    def test_threshold_is_half_a_byte_and_one_percent(self):
        self.expect(0, [row("vivace", 1, 0)], [row("vivace", 1, 0.5)])
        self.expect(1, [row("vivace", 1, 0)], [row("vivace", 1, 0.51)])
        self.expect(0, [row("vivace", 1, 1_000)], [row("vivace", 1, 1_010.5)])
        self.expect(1, [row("vivace", 1, 1_000)], [row("vivace", 1, 1_010.6)])

    def test_the_share_of_what_jmh_allocates_in_an_iteration_passes(self):
        old = [row("vivace", 20_000, 0, iteration="300 ms")]
        self.expect(0, old, [row("vivace", 20_000, 1.5, iteration="300 ms")])
        self.expect(1, old, [row("vivace", 20_000, 1.7, iteration="300 ms")])
        self.expect(1, [row("vivace", 200, 0, iteration="300 ms")], [row("vivace", 200, 0.6, iteration="300 ms")])

    def test_threshold_can_be_set(self):
        old, new = [row("vivace", 1, 100)], [row("vivace", 1, 150)]
        self.expect(1, old, new)
        self.expect(0, old, new, "--percent", "50")
        self.expect(0, old, new, "--bytes", "50")

    def test_less_allocation_and_slower_times_pass(self):
        out = self.expect(0, [row("vivace", 100, 64)], [row("vivace", 250, 0)])
        self.assertIn("2.50*", out)

    def test_times_within_their_errors_are_not_starred(self):
        out = self.expect(0, [row("vivace", 100, 0, error=6)], [row("vivace", 110, 0, error=5)])
        self.assertIn("1.10 ", out)
        self.assertNotIn("1.10*", out)

    def test_units_are_converted(self):
        out = self.expect(0, [row("vivace", 100, 0)], [row("vivace", 0.2, 0, unit="us/op", error=0.001)])
        self.assertIn("2.00*", out)

    def test_cpu_time_goes_before_time_on_the_clock(self):
        old, new = row("vivace", 100, 0), row("vivace", 900, 0)
        for result, nanos in ((old, 90), (new, 45)):
            result["secondaryMetrics"]["cpu.norm"] = {"score": nanos, "scoreError": 0.1, "scoreUnit": "ns/op"}
        self.assertIn("0.50*", self.expect(0, [old], [new]))

    def test_other_libraries_and_helpers_do_not_fail(self):
        self.assertIn("\n~ JsonBenchmark.generated ", self.expect(0, [row("generated", 1, 0)], [row("generated", 1, 999)]))
        self.assertIn("\n- JsonBenchmark.byHand ", self.expect(0, [row("byHand", 1, 0)], [row("byHand", 1, 999)]))

    def test_the_list_decides_and_no_name(self):
        for method in ("wrkNetty", "setAndCancelJdk", "jackson", "generated"):
            rows = f"ours JsonBenchmark.{method}\n"
            self.expect(1, [row(method, 1, 0)], [row(method, 1, 999)], rows=rows)
            self.expect(0, [row(method, 1, 0)], [row(method, 1, 999)], rows=rows.replace("ours", "other"))

    def test_a_row_that_is_not_in_the_list_is_refused(self):
        known, unknown = row("a", 1, 0), row("jacksonNew", 1, 0)
        for old, new in (([known, unknown], [known, unknown]), ([known, unknown], [known]), ([known], [known, unknown])):
            self.assertIn("JsonBenchmark.jacksonNew is not in the file of rows", self.expect(2, old, new))
        self.expect(0, [known, unknown], [known, unknown], "--only", r"\.a$")

    def test_the_list_is_kept_to_its_form(self):
        rows = [row("a", 1, 0)]
        for line in ("theirs JsonBenchmark.d", "JsonBenchmark.d", "ours JsonBenchmark.a", "other JsonBenchmark.a"):
            self.expect(2, rows, rows, rows=ROWS + line + "\n")

    def test_the_rows_of_the_committed_results_are_in_the_list(self):
        results = os.path.join(FOLDER, "results", "jdk25.json")
        command = [sys.executable, COMPARE, results, results]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertIn("\n~ ChecksBenchmark.generated", result.stdout)
        self.assertIn("\n- ChecksBenchmark.written", result.stdout)
        self.assertIn("\n  ChecksBenchmark.compiled", result.stdout)

    def test_rows_of_one_file_are_listed(self):
        out = self.expect(0, [row("a", 1, 0), row("b", 1, 0)], [row("b", 1, 0), row("c", 1, 99)])
        self.assertIn("gone: JsonBenchmark.a", out)
        self.assertIn("new: JsonBenchmark.c", out)

    def test_only_selects(self):
        old, new = [row("a", 1, 0), row("b", 1, 0)], [row("a", 1, 99), row("b", 1, 0)]
        self.expect(1, old, new)
        self.expect(0, old, new, "--only", r"\.b$")

    def test_nothing_to_compare_is_no_success(self):
        self.expect(2, [row("a", 1, 0)], [row("b", 1, 0)])
        self.expect(2, "no json", [row("a", 1, 0)])
        self.expect(2, [{"benchmark": "x.y"}], [row("a", 1, 0)])

    def test_missing_allocation_figures_are_no_success(self):
        result = row("a", 1, 0)
        del result["secondaryMetrics"]["gc.alloc.rate.norm"]
        self.expect(2, [row("a", 1, 0)], [result])


if __name__ == "__main__":
    unittest.main()
