"""The Markdown tables."""

import re
import unittest

from reporting import formatting, provenance, results, scenarios, summary, tables
from . import samples

UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


def markdown(scenario, content=None, partial=False):
    with samples.folder() as folder:
        found = results.load([samples.write(folder, content or samples.lines())], partial)
    return tables.scenario_markdown(summary.summarise(found)[scenario], found, [])


class TablesTest(unittest.TestCase):
    def test_should_have_as_many_cells_in_each_line_of_a_table(self):
        found = results.load([samples.SAMPLE])
        blocks = summary.summarise(found)
        texts = [tables.scenario_markdown(block, found, []) for block in blocks.values()]
        texts += [tables.summary_markdown(blocks, found), provenance.provenance_markdown(found, blocks, "a | b")]
        for text in texts:
            for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
                counts = {len(UNESCAPED_PIPE.findall(line)) for line in table.strip().split("\n")}
                self.assertEqual(1, len(counts), table)

    def test_should_escape_what_markdown_would_take_for_markup(self):
        self.assertEqual(r"a\|b \[c\] \*d\* \_e\_ \`f\` &lt;g&gt; &amp; \\ h",
                         formatting.cell("a|b [c] *d* _e_ `f` <g> &\n\\ h"))
        text = markdown("json-64")
        self.assertIn(r"Beta\|2 (with a \[pipe\])", text)
        self.assertIn("Gamma &lt;3&gt;", text)
        self.assertNotIn("<3>", text)

    def test_should_keep_code_in_one_span(self):
        self.assertEqual(r"`a \| b`", formatting.code("a | b"))
        self.assertEqual("`` a `b` ``", formatting.code("a `b`"))
        self.assertNotIn("-->", formatting.code("x <!-- /compare --> y"))

    def test_should_give_median_and_quartiles_of_a_row(self):
        self.assertIn("| 2.50 (1.75 to 3.25) | 400,000 | 2.50 (1.75 to 3.25) | 416,667 (312,500 to 625,000) |",
                      markdown("json-64"))

    def test_should_say_what_validation_costs(self):
        text = markdown("typed", samples.typed_lines())
        rows = {line.split("|")[1].strip(): line.split(" | ")[1:] for line in text.split("\n") if line.startswith("| ")}
        column = rows["server"].index("times without validation")
        self.assertEqual("1.100 (1.100 to 1.100)", rows["**Alpha 1**"][column])
        self.assertEqual("\u2013", rows["Zero"][column])
        self.assertNotIn("without validation", markdown("typed-unchecked", samples.typed_lines()))

    def test_should_highlight_ours(self):
        self.assertIn("| **Alpha 1** |", markdown("json-64"))

    def test_should_say_where_the_load_generator_was_the_limit(self):
        rows = {line.split("|")[1].strip(): line for line in markdown("json-64").split("\n") if line.startswith("| ")}
        self.assertIn("cost, not throughput", rows["**Alpha 1**"])
        self.assertNotIn("cost, not throughput", rows["Gamma &lt;3&gt;"])
        self.assertNotIn("cost, not throughput", markdown("small-machine"))

    def test_should_say_where_a_server_was_not_busy(self):
        def wait(line):
            if line.get("scenario") == "small-machine" and line.get("server") == "beta":
                line["server_percent"] = 61.0

        self.assertIn("| at least 111,111 (server 61 % busy) |", markdown("small-machine", samples.changed(wait)))

    def test_should_state_how_many_slices_were_left_out(self):
        self.assertIn("4 slices counted for each row; 4 of 20 were disturbed", markdown("json-64"))
        self.assertIn("none of 9 was disturbed", markdown("paced-50"))

    def test_should_list_who_failed_was_left_out_or_skipped(self):
        text = markdown("plaintext-16")
        self.assertIn(r"- Failed: Gamma &lt;3&gt;: answered 3 of 16 \| and closed", text)
        self.assertIn(r"- Left out: Beta\|2 (with a \[pipe\]): its only slice was disturbed", text)
        self.assertIn("- Not to be had on this machine: delta", text)
        self.assertIn("- Not measured in this scenario: Gamma", markdown("paced-50"))
        self.assertIn("- Failed: Gamma &lt;3&gt; at 1 MB: length was wrong", markdown("size"))

    def test_should_name_the_parameters_with_which_a_server_was_left_out_in_their_order(self):
        def disturb(line):
            if line.get("scenario") == "size" and line.get("server") == "gamma":
                line["disturbed"] = True

        self.assertIn("- Left out: Gamma &lt;3&gt; at 27 B, 1 KB: each of its 2 slices was disturbed",
                      markdown("size", samples.changed(disturb)))

    def test_should_show_a_scenario_where_all_failed(self):
        def fail(line):
            return not (line["kind"] == "slice" and line["scenario"] == "plaintext-16")

        text = markdown("plaintext-16", samples.changed(fail))
        self.assertNotIn("| server", text)
        self.assertIn("- Failed: Gamma", text)

    def test_should_compare_the_tail_with_the_floors_neighbouring_slice(self):
        def change(line):
            if line.get("scenario") == "paced-50" and line["kind"] == "slice" and line["server"] == "beta":
                line["floor_latency_micros"] = {"p999": 1000.0 * line["round"]}

        text = markdown("paced-50", samples.changed(change))
        self.assertIn("| p99.9, times the floor |", text)
        self.assertIn("| 1.500 (1.250 to 2.250) |", text)

    def test_should_say_where_the_load_generator_was_late(self):
        def change(line):
            if line.get("scenario") == "paced-50" and line.get("server") == "beta":
                line["load_limited"] = True

        self.assertIn("(load generator late)", markdown("paced-50", samples.changed(change)))

    def test_should_give_the_capacity_of_the_floor(self):
        content = samples.lines() + [{"kind": "capacity", "server": "zero", "requests_per_second": 123456.0}]
        self.assertIn("measured as 123,456 requests/s", markdown("paced-50", content))
        self.assertNotIn("could ask", markdown("paced-50", content))

    def test_should_say_that_the_capacity_was_the_load_generators(self):
        content = samples.lines() + [{"kind": "capacity", "server": "zero", "requests_per_second": 123456.0,
                                      "server_percent": 76.4, "load_limited": True}]
        self.assertIn("one CPU of the load generator could ask: the floor was 76 % busy", markdown("paced-50", content))

    def test_should_say_how_memory_was_bounded(self):
        def change(line):
            if line.get("scenario") == "small-machine":
                line["memory_bound"] = "none" if line.get("server") == "gamma" else "control group"

        self.assertIn("bounded by: control group (alpha, beta, zero); none (gamma).",
                      markdown("small-machine", samples.changed(change)))

    def test_should_not_speak_of_quartiles_of_a_single_slice(self):
        text = markdown("small-machine", samples.changed(lambda line: line.get("round") in (None, 1)
                                                         or line.get("scenario") != "small-machine"))
        self.assertIn("Figures of a single slice.", text)
        self.assertNotIn(" to ", text.split("Figures")[0])

    def test_should_say_how_many_pairs_multiples_of_the_floor_are_of(self):
        sentence = "Multiples of the floor are medians of 3 pairs of slices of a second"
        self.assertIn(sentence, markdown("small-machine", samples.pair_lines()))
        self.assertNotIn(sentence, markdown("small-machine"))

    def test_should_name_who_was_not_warm(self):
        def of_warm_up(server, **more):
            return {"kind": "slice", "scenario": "json-64", "parameter": None, "phase": "warm-up", "round": 0,
                    "server": server, "cpu_nanos_per_request": 1.0, "disturbed": False, **more}

        content = [*samples.lines(), of_warm_up("alpha"), of_warm_up("alpha", steady=True), of_warm_up("gamma", steady=False)]
        self.assertIn("so dearer here than in the long run: Gamma &lt;3&gt;.", markdown("json-64", content))
        self.assertNotIn("dearer here", markdown("json-64"))

    def test_should_count_failed_requests(self):
        self.assertIn("| 2 of 5,000 |", markdown("json-64"))

    def test_should_name_the_kind_of_loop_that_latencies_are_from(self):
        self.assertIn("Closed loop", markdown("json-64"))
        self.assertIn("Open loop", markdown("paced-50"))
        uncorrected = samples.changed(lambda line: line.__setitem__("latency_corrected", False))
        self.assertIn("not corrected for coordinated omission", markdown("paced-50", uncorrected))

    def test_should_show_a_cost_against_a_parameter_with_its_growth(self):
        text = markdown("size")
        self.assertIn("| server | 27 B | 1 KB | 1 MB | 1 MB to 27 B, times |", text)
        self.assertIn("| **Alpha 1** | 2.01, 2.00× | 2.26, 2.00× | 264, 2.00× | 132 |", text)
        self.assertIn("| Gamma &lt;3&gt; | 4.01, 4.00× | 4.26, 4.00× | – | – |", text)

    def test_should_mark_the_cells_where_the_load_generator_was_the_limit(self):
        def limit(line):
            if line.get("scenario") == "size" and line["kind"] == "slice" and line["server"] == "alpha":
                line["load_limited"] = line["parameter"]["value"] == 1024

        text = markdown("size", samples.changed(limit))
        self.assertIn("| **Alpha 1** | 2.01, 2.00× | 2.26, 2.00× \u2020 | 264, 2.00× | 132 |", text)
        self.assertIn("\u2020: the load generator was at its limit: cost, not throughput.", text)
        self.assertNotIn("\u2020", markdown("size"))

    def test_should_give_the_quartiles_of_wide_cells(self):
        def widen(line):
            if line.get("scenario") == "size" and line["kind"] == "slice" and line["server"] == "alpha":
                if line["parameter"]["value"] == 1024:
                    line["cpu_nanos_per_request"] = 1000 * line["round"]
                elif line["parameter"]["value"] == 27:
                    line["ratio"] = 2 + line["round"]

        text = markdown("size", samples.changed(widen))
        row = next(line for line in text.split("\n") if line.startswith("| **Alpha 1** |"))
        self.assertRegex(row, r"^\| \*\*Alpha 1\*\* \| 2\.01, 3\.50× \(3\.25 to 3\.75\) \| "
                              r"1\.50 \(1\.25 to 1\.75\), 2\.00× \| 264, 2\.00× \|")
        self.assertIn("where they are more than 5 % of the median apart", text)

    def test_should_compare_loops_round_by_round(self):
        self.assertIn("| 1.040 (1.040 to 1.040) |", markdown("two-loops"))

    def test_should_compare_loops_by_the_rounds_of_each_run_where_runs_are_put_together(self):
        second = [line for line in samples.lines() if line["kind"] == "run" or line.get("scenario") == "two-loops"]
        for line in second:
            if line["kind"] == "slice":
                line["cpu_nanos_per_request"] = {1: 5000.0, 2: 5500.0}[line["parameter"]["value"]]
        with samples.folder() as folder:
            found = results.load([samples.SAMPLE, samples.write(folder, second, "second.jsonl")])
        text = tables.scenario_markdown(summary.summarise(found)["two-loops"], found, [])
        self.assertIn("| 1.070 (1.040 to 1.100) |", text)

    def test_should_say_in_how_many_starts_latency_became_steady(self):
        def watch(line):
            if line["kind"] == "start":
                line["watched_seconds"] = 10

        self.assertIn("300 (300 to 300), in 2 of 3 starts", markdown("start", samples.changed(watch)))

    def test_should_count_only_starts_that_were_watched(self):
        def watch_the_first(line):
            if line["kind"] == "start":
                line["watched_seconds"] = 10 if line["round"] == 1 else 0
                line["steady_ms"] = 300 if line["round"] == 1 and line["server"] != "zero" else None

        text = markdown("start", samples.changed(watch_the_first))
        self.assertIn("Of each server 1 start at most was watched", text)
        self.assertIn("| 300 |", text)
        self.assertIn("| not within 10 s |", text)

    def test_should_mark_what_is_unfinished(self):
        content = samples.changed(lambda line: line["kind"] != "done")
        self.assertIn("**Unfinished", markdown("json-64", content, partial=True))

    def test_should_have_a_title_for_each_scenario(self):
        titles = [scenario.title for scenario in scenarios.SCENARIOS.values()]
        self.assertEqual(len(titles), len(set(titles)))

    def test_should_sum_up_scenarios_with_a_floor(self):
        found = results.load([samples.SAMPLE])
        text = tables.summary_markdown(summary.summarise(found), found)
        self.assertIn("| server | json-64 | plaintext-16 | paced-50 |", text)
        self.assertIn("| Gamma &lt;3&gt; | 345 | failed | – |", text)

    def test_should_sum_up_the_other_parts_that_are_in_the_same_results(self):
        content = samples.lines() + [line for line in samples.typed_lines() if line["kind"] in ("slice", "done")]
        with samples.folder() as folder:
            found = results.load([samples.write(folder, content)])
        text = tables.summary_markdown(summary.summarise(found), found)
        self.assertIn("| server | json-64 | plaintext-16 | paced-50 |\n", text)
        self.assertIn("| server | start | typed | typed-unchecked |\n", text)
        self.assertRegex(text, r"\| \*\*Alpha 1\*\* \| [\d.]+ \| 2\.20 \| 2\.00 \|")
        self.assertIn("; start: first answer in ms, medians.", text)


class ProvenanceTest(unittest.TestCase):
    def provenance(self, content=None):
        with samples.folder() as folder:
            found = results.load([samples.write(folder, content or samples.lines())])
        return provenance.provenance_markdown(found, summary.summarise(found), "tfb/compare/report x --write")

    def test_should_carry_what_makes_figures_worth_something(self):
        text = self.provenance()
        for part in ("`0123abc`", "99 (sample)", "9.9", "Sample CPU", "2030-01-01T00:00:00Z", "server on CPU 0",
                     "`tfb/compare/run --rounds 4`", "`tfb/compare/report x --write`", "5 of them disturbed",
                     r"- Skipped: delta: delta-tool is needed: get \| it", "| Alpha 1 | 1.0 | Java |"):
            self.assertIn(part, text)
        self.assertNotIn("quick", text)

    def test_should_warn_of_quick_runs_and_changed_trees(self):
        def change(line):
            if line["kind"] == "run":
                line |= {"quick": True, "changed": True}

        text = self.provenance(samples.changed(change))
        self.assertIn("**A quick run: a first look, no result.**", text)
        self.assertIn("**The working tree had changes", text)

    def test_should_not_tell_where_things_were_on_the_machine(self):
        self.assertNotIn("/opt/sample", self.provenance())
        self.assertNotIn("/home/sample", self.provenance())
        for command, expected in (
                ("/opt/jdk/bin/java -cp /a/b/lib/*:/a/c.jar Main", "java -cp lib/*:c.jar Main"),
                ("node server.js http://127.0.0.1:8080/json", "node server.js http://127.0.0.1:8080/json"),
                ("/x/tfb/compare/servers/a/start --path /json", "tfb/compare/servers/a/start --path /json")):
            self.assertEqual(expected, provenance.without_folders(command))


if __name__ == "__main__":
    unittest.main()
