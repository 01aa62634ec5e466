"""Which results are refused."""

import json
import unittest

from reporting import results
from . import samples


class ResultsTest(unittest.TestCase):
    def setUp(self):
        context = samples.folder()
        self.folder = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)

    def load(self, content, partial=False):
        return results.load([samples.write(self.folder, content)], partial)

    def refusal(self, *paths, partial=False):
        with self.assertRaises(results.Refused) as caught:
            results.load(paths, partial)
        text = str(caught.exception)
        self.assertNotIn("\n", text)
        return text

    def refusal_of_lines(self, content, partial=False):
        return self.refusal(samples.write(self.folder, content), partial=partial)

    def second_run(self, **fields):
        run = samples.lines()[0] | {"id": "2030-01-02T09:00:00Z"} | fields
        return samples.write(self.folder, [run], "second.jsonl")

    def test_should_read_everything_of_the_sample(self):
        found = results.load([samples.SAMPLE])
        self.assertEqual(["zero", "alpha", "beta", "gamma"], list(found.servers))
        self.assertEqual({"delta": "delta-tool is needed: get | it"}, found.skipped)
        self.assertEqual(2, len(found.failed))
        self.assertEqual(12, len(found.starts))
        self.assertEqual([], found.unfinished())

    def test_should_take_a_second_run_of_the_same_kind(self):
        self.assertEqual(2, len(results.load([samples.SAMPLE, self.second_run()]).runs))

    def test_should_refuse_to_mix(self):
        for field, other, what in (
                ("commit", "fedcba9", "commits"), ("changed", True, "a changed tree with a clean one"),
                ("tree", "1234", "states of a changed tree"), ("quick", True, "quick results with full ones"),
                ("boot", "2030-01-05T00:00:00Z", "boots"), ("jdk", "98", "JDKs"), ("kernel", "9.8", "kernels"),
                ("cpu", "Other CPU", "CPUs"), ("cpus", 4, "numbers of CPUs"),
                ("java_options", "-Xmx64m", "JVM flags")):
            with self.subTest(field=field):
                text = self.refusal(samples.SAMPLE, self.second_run(**{field: other}))
                self.assertIn(f"will not mix {what}", text)
                self.assertIn("second.jsonl", text)

    def test_should_take_a_run_that_does_not_name_jvm_flags_as_one_without(self):
        self.assertEqual(2, len(results.load([samples.SAMPLE, self.second_run(java_options="")]).runs))
        other = self.second_run(java_options="-Xint")
        self.assertIn("will not mix JVM flags: nothing in ", self.refusal(samples.SAMPLE, other))

    def test_should_refuse_two_runs_in_one_file_that_differ(self):
        other = samples.lines()[0] | {"boot": "2030-01-05T00:00:00Z"}
        self.assertIn("boots", self.refusal_of_lines(samples.lines() + [other]))

    def test_should_refuse_two_versions_of_a_server(self):
        server = next(line for line in samples.lines() if line["kind"] == "server") | {"version": "2.0"}
        self.assertIn("zero is of two versions, 1.0 and 2.0", self.refusal_of_lines(samples.lines() + [server]))

    def test_should_refuse_the_same_slices_twice(self):
        self.assertIn("given twice", self.refusal(samples.SAMPLE, samples.SAMPLE))
        copy = samples.write(self.folder, samples.lines(), "copy.jsonl")
        self.assertIn("the same slice is there twice", self.refusal(samples.SAMPLE, copy))

    def test_should_refuse_unfinished_scenarios_unless_asked_for(self):
        content = samples.changed(lambda line: (line["kind"], line.get("scenario")) != ("done", "json-64"))
        self.assertIn("not finished: json-64", self.refusal_of_lines(content))
        self.assertEqual([("json-64", None)], self.load(content, partial=True).unfinished())

    def test_should_refuse_a_parameter_that_is_unfinished(self):
        content = samples.changed(lambda line: line["kind"] != "done" or (line["parameter"] or {}).get("value") != 1024)
        self.assertIn("not finished: size (bytes 1024)", self.refusal_of_lines(content))

    def test_should_refuse_a_last_line_that_was_cut_off_unless_partial(self):
        path = samples.write(self.folder, samples.lines())
        with open(path, "a", encoding="utf-8") as file:
            file.write('{"kind":"sli')
        self.assertIn("not JSON", self.refusal(path))
        self.assertEqual(1, len(results.load([path], partial=True).runs))

    def test_should_take_slices_of_the_floor_in_the_same_second_of_a_round(self):
        line = next(line for line in samples.lines() if line.get("phase") == "measured" and line["server"] == "zero")
        self.load(samples.lines() + [line | {"requests": 1001}])

    def test_should_refuse_what_it_does_not_understand(self):
        run = samples.lines()[0]
        for content, said in (
                ([], "no line of kind run"),
                ([run, {"kind": "other"}], "line 2: unknown kind 'other'"),
                ([run, {"kind": "done", "scenario": "other"}], "line 2: unknown scenario 'other'"),
                ([run, {"kind": "failed", "scenario": "size"}], "line 2: a failed line without 'server'"),
                ([run, [1]], "line 2: not a JSON object"),
                ([{key: value for key, value in run.items() if key != "commit"}], "the run has no commit")):
            with self.subTest(said=said):
                self.assertIn(said, self.refusal_of_lines(content))

    def test_should_refuse_files_that_are_not_there(self):
        self.assertIn("cannot read", self.refusal(self.folder + "/none.jsonl"))

    def test_should_not_depend_on_the_order_of_the_files(self):
        other = samples.write(self.folder, [samples.lines()[0] | {"id": "2030-01-02T09:00:00Z"}], "a.jsonl")
        first, second = results.load([samples.SAMPLE, other]), results.load([other, samples.SAMPLE])
        self.assertEqual(json.dumps(first.runs), json.dumps(second.runs))


if __name__ == "__main__":
    unittest.main()
