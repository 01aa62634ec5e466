"""Medians, and what does not count."""

import unittest

from reporting import results, summary
from . import samples


def blocks(content=None):
    if content is None:
        return summary.summarise(results.load([samples.SAMPLE]))
    with samples.folder() as folder:
        return summary.summarise(results.load([samples.write(folder, content)]))


def row(block, server):
    return next(each for each in block.rows if each.server == server)


class SummaryTest(unittest.TestCase):
    def test_should_give_medians_and_quartiles(self):
        found = row(blocks()["json-64"], "beta").spreads["cpu"]
        self.assertEqual((2500, 1750, 3250, 4), tuple(found))

    def test_should_give_the_median_of_the_ratios_and_not_the_ratio_of_the_medians(self):
        figures = {1: (100, 3.0), 2: (900, 1.0), 3: (500, 2.5)}

        def change(line):
            if line["kind"] == "slice":
                if line["scenario"] != "json-64" or line["round"] not in figures:
                    return False
                if line["server"] == "beta":
                    line["cpu_nanos_per_request"], line["ratio"] = figures[line["round"]]
            return line["kind"] not in ("failed", "start")

        content = samples.changed(change)
        found = row(blocks(content)["json-64"], "beta")
        self.assertEqual((500, 2.5), (found.median("cpu"), found.median("ratio")))

    def test_should_take_multiples_of_the_floor_from_the_pairs_where_there_are_some(self):
        before, after = (row(blocks(each)["small-machine"], "alpha") for each in (samples.lines(), samples.pair_lines()))
        self.assertEqual((1.5, 3), (after.median("ratio"), after.spreads["ratio"].count))
        # All else is of the half minute
        self.assertEqual((before.spreads["cpu"], before.greatest), (after.spreads["cpu"], after.greatest))
        self.assertEqual(before.requests + 40, after.requests)

    def test_should_leave_out_disturbed_slices_and_the_warm_up_and_count_the_disturbed(self):
        block = blocks()["json-64"]
        self.assertEqual((4, 1), (row(block, "beta").counted, row(block, "beta").disturbed))
        self.assertEqual((20, 4), (block.measured, block.disturbed))
        quiet = blocks(samples.changed(lambda line: line.__setitem__("disturbed", False)))
        self.assertEqual(3000, row(quiet["json-64"], "beta").median("cpu"))

    def test_should_count_failed_requests_of_disturbed_slices_too(self):
        content = samples.changed(lambda line: None)
        for line in content:
            if line.get("scenario") == "json-64" and line.get("disturbed") and line["server"] == "alpha":
                line["errors"] = 7
        self.assertEqual(7, row(blocks(content)["json-64"], "alpha").errors)

    def test_should_not_miss_a_server_where_it_is_not_for_the_scenario(self):
        def restrict(line):
            if line["kind"] == "server" and line["server"] == "gamma":
                line["scenarios"] = ["json-64"]

        self.assertIn("gamma", [each.server for each in blocks()["paced-50"].missing])
        self.assertNotIn("gamma", [each.server for each in blocks(samples.changed(restrict))["paced-50"].missing])

    def test_should_sort_by_cpu_per_request(self):
        self.assertEqual(["zero", "alpha", "beta", "gamma"], [each.server for each in blocks()["json-64"].rows])

    def test_should_sort_by_the_ratio_where_the_machine_moved(self):
        def slow_down(line):
            if line.get("scenario") == "json-64" and line.get("server") == "alpha":
                line["cpu_nanos_per_request"] *= 100

        self.assertEqual("alpha", blocks(samples.changed(slow_down))["json-64"].rows[1].server)

    def test_should_give_the_floor_the_ratio_one(self):
        self.assertEqual(1.0, row(blocks()["json-64"], "zero").median("ratio"))
        self.assertFalse(blocks()["small-machine"].has_floor)
        self.assertIsNone(row(blocks()["small-machine"], "zero").median("ratio"))

    def test_should_say_who_was_only_disturbed_and_who_was_not_there(self):
        self.assertEqual([("beta", None, "its only slice was disturbed")], blocks()["plaintext-16"].missing)
        self.assertEqual([("gamma", None, None)], blocks()["paced-50"].missing)

    def test_should_give_no_figures_of_a_server_that_failed(self):
        block = blocks()["plaintext-16"]
        self.assertEqual(["zero", "alpha"], [each.server for each in block.rows])
        self.assertEqual(["gamma"], [each["server"] for each in block.failures])

    def test_should_keep_the_other_parameters_of_a_server_that_failed_at_one(self):
        found = [each.parameter[1] for each in blocks()["size"].rows if each.server == "gamma"]
        self.assertEqual([27, 1024], sorted(found))
        self.assertEqual([27, 1024, 1048576], [value for _, value in blocks()["size"].parameters])

    def test_should_take_the_most_memory_and_the_worst_latency(self):
        found = row(blocks()["paced-50"], "alpha")
        self.assertEqual((13 * 2**20, 36000.0), (found.greatest["peak_rss_bytes"], found.greatest["max"]))

    def test_should_call_a_row_limited_when_most_of_its_slices_are(self):
        for limited, expected in ((2, False), (3, True)):
            def limit(line):
                if line.get("scenario") == "json-64" and line.get("server") == "beta":
                    line["load_limited"] = line["round"] <= limited

            with self.subTest(limited=limited):
                self.assertEqual(expected, row(blocks(samples.changed(limit))["json-64"], "beta").load_limited)

    def test_should_notice_who_fell_behind_a_rate(self):
        def slow_down(line):
            if line.get("scenario") == "paced-50" and line["kind"] == "slice":
                line["rate"] = line["requests_per_second"]
                if line["server"] == "beta":
                    line["requests_per_second"] *= 0.9

        block = blocks(samples.changed(slow_down))["paced-50"]
        self.assertEqual(["beta"], [each.server for each in block.rows if each.fell_behind])

    def test_should_measure_each_row_by_the_rate_that_was_asked_of_it(self):
        def ask_for_more(line):
            if line.get("scenario") == "paced-50" and line["kind"] == "slice":
                line["rate"] = line["requests_per_second"] = 2000 if line["server"] == "beta" else 1000

        content = samples.changed(ask_for_more)
        block = blocks(content)["paced-50"]
        self.assertEqual([], [each.server for each in block.rows if each.fell_behind])
        self.assertEqual(2, len(set().union(*(each.rates for each in block.rows))))


if __name__ == "__main__":
    unittest.main()
