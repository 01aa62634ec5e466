"""Tests of report: python3 -m unittest report_test, in this folder."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

FOLDER = os.path.dirname(os.path.abspath(__file__))
REPORT = os.path.join(FOLDER, "report")
RECORDED = os.path.join(FOLDER, "results", "jdk25")


class ReportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        with open(RECORDED + ".json", encoding="utf-8") as file:
            self.results = json.load(file)

    def row(self, name, **params):
        return next(result for result in self.results if result["benchmark"].endswith("." + name)
                    and params.items() <= result.get("params", {}).items())

    def change(self, name, nanos=None, allocated=None, **params):
        metrics = self.row(name, **params)["secondaryMetrics"]
        if nanos is not None:
            metrics["cpu.norm"] = {"score": nanos, "scoreError": 0, "scoreUnit": "ns/op"}
        if allocated is not None:
            metrics["gc.alloc.rate.norm"]["score"] = allocated

    def report(self, *options):
        source = os.path.join(self.folder, "run.json")
        with open(source, "w", encoding="utf-8") as file:
            json.dump(self.results, file)
        with open(RECORDED + ".environment.json", encoding="utf-8") as file:
            environment = file.read()
        with open(os.path.join(self.folder, "run.environment.json"), "w", encoding="utf-8") as file:
            file.write(environment)
        return subprocess.run([sys.executable, REPORT, source, *options], capture_output=True, text=True, check=False)

    def line(self, start):
        done = self.report()
        self.assertEqual(0, done.returncode, done.stderr)
        return next(line for line in done.stdout.splitlines() if line.startswith("| " + start))

    def test_compares_each_kind_of_head_with_netty(self):
        for name in ("wrk", "browser", "pipelined", "halves"):
            self.change(f"HeadParserBenchmark.{name}", 24)
            self.change(f"HeadParserBenchmark.{name}Netty", 100)
        self.assertRegex(self.line("Request heads"), r"\| wrk 0\.24, .* \| reached \|$")
        self.change("HeadParserBenchmark.halves", 26)
        self.assertRegex(self.line("Request heads"), r", halves 0\.26 \| \*\*missed\*\* \|$")

    def test_takes_the_dearest_look_up_of_a_route(self):
        self.change("RouteTableBenchmark.oneStaticRoute", 10)
        for name in ("githubStatic", "githubParams", "githubAll", "githubMiss"):
            self.change(f"RouteTableBenchmark.{name}", 20)
        self.assertIn("githubMiss 2.00 | reached", self.line("Routes"))
        self.change("RouteTableBenchmark.githubAll", 21)
        self.assertIn("githubAll 2.10, githubMiss 2.00 | **missed**", self.line("Routes"))

    def test_counts_the_bytes_of_the_documents(self):
        for kind, aim in (("strings", 1000), ("numbers", 400)):
            size = os.path.getsize(os.path.join(FOLDER, f"src/main/resources/dev/vivace/internal/json/{kind}-10k.json"))
            self.change("StrictJsonBenchmark.validate", 1000 * size / aim, document=kind)
            self.assertIn(f"| {aim:,} | reached |", self.line(f"Validator, 10 KB of {kind}"))
            self.change("StrictJsonBenchmark.validate", 1010 * size / aim, document=kind)
            self.assertIn("**missed**", self.line(f"Validator, 10 KB of {kind}"))

    def test_bounds_the_whole_way(self):
        self.change("ExchangeBenchmark.json", 200)
        self.assertIn("| 200 | reached |", self.line("`/json`"))
        self.change("ExchangeBenchmark.json", 201)
        self.assertIn("| 201 | **missed** |", self.line("`/json`"))

    def test_names_our_rows_that_allocate_and_no_others(self):
        before = re.search(r"in (\d+) of (\d+) rows", self.line("Nothing allocated"))
        self.change("DateClockBenchmark.sameSecond", allocated=24)
        self.change("DateClockBenchmark.newSecondJdk", allocated=999)
        after = re.search(r"in (\d+) of (\d+) rows", self.line("Nothing allocated"))
        self.assertEqual((int(before[1]) - 1, before[2]), (int(after[1]), after[2]))
        text = self.report().stdout
        self.assertIn("DateClockBenchmark.sameSecond 24", text)
        self.assertNotIn("newSecondJdk", text)

    def test_shows_json_beside_other_libraries_in_units_that_fit(self):
        for library, nanos in (("vivace", 63.2), ("jackson", 2_310), ("jacksonUnique", 3_730_000), ("avaje", 50), ("fastjson2", 8)):
            self.change(f"JsonInputBenchmark.{library}", nanos, 1000, document="message")
        self.assertEqual("| message | 63.2 ns, 1,000 B | 2.31 µs, 1,000 B | 3.73 ms, 1,000 B | 50 ns, 1,000 B | 8 ns, 1,000 B |",
                         self.line("message"))

    def test_refuses_a_run_of_a_part(self):
        self.results.remove(self.row("HeadParserBenchmark.wrkNetty"))
        done = self.report()
        self.assertEqual(2, done.returncode)
        self.assertIn("'HeadParserBenchmark.wrkNetty' is not in it", done.stderr)
        self.assertEqual(1, done.stderr.count("\n"))

    def test_refuses_a_run_of_which_nothing_is_known(self):
        done = subprocess.run([sys.executable, REPORT, os.path.join(self.folder, "none.json")], capture_output=True, text=True,
                              check=False)
        self.assertEqual(2, done.returncode)
        self.assertIn("none.environment.json", done.stderr)

    def test_fails_where_the_document_has_other_tables(self):
        self.change("ExchangeBenchmark.json", 12345)
        self.assertEqual(1, self.report("--check").returncode)


if __name__ == "__main__":
    unittest.main()
