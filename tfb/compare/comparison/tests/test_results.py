"""The file of results."""

import os
import tempfile
import unittest
from unittest import mock

import measure
from comparison import results
from comparison.results import Results
from comparison.scenarios import SCENARIOS

RUN = {"kind": "run", "commit": "a" * 40, "changed": False, "tree": None, "boot": "b", "jdk": "25", "server_cpu": 0,
       "load_cpu": 1, "id": "2026-11-21T09:30:00Z"}
JSON_64 = {"scenario": "json-64", "parameter": None}
SIZE_27 = {"scenario": "size", "parameter": {"name": "bytes", "value": 27}}
SIZE_256 = {"scenario": "size", "parameter": {"name": "bytes", "value": 256}}


class ResultsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "deep", "r.jsonl")

    def create(self, *lines):
        file = Results.create(self.path, RUN)
        for line in lines:
            file.add(line)
        file.close()
        return file

    def resume(self, **different):
        file = Results.resume(self.path, {**RUN, **different})
        self.addCleanup(file.close)
        return file

    def test_keeps_every_line_at_once(self):
        file = Results.create(self.path, RUN)
        self.addCleanup(file.close)
        file.add({"kind": "skipped", "server": "x", "why": "y"})
        self.assertEqual([RUN, {"kind": "skipped", "server": "x", "why": "y"}], results.read_lines(self.path))

    def test_never_writes_over_a_file(self):
        self.create()
        second = self.create()
        self.assertNotEqual(self.path, second.path)
        self.assertEqual([RUN], results.read_lines(self.path))

    def test_goes_on_where_a_run_was_cut_off(self):
        self.create({"kind": "slice", **SIZE_27}, {"kind": "done", **SIZE_27}, {"kind": "capacity"},
                    {"kind": "slice", **SIZE_256})
        with open(self.path, "a", encoding="utf-8") as file:
            file.write('{"kind":"slice","scen')
        resumed = self.resume()
        size_27, size_256 = SCENARIOS["size"].units()[:2]
        self.assertTrue(resumed.is_done(size_27))
        self.assertFalse(resumed.is_done(size_256))
        resumed.add({"kind": "done", **JSON_64})
        kinds = [line["kind"] for line in results.read_lines(self.path)]
        self.assertEqual(["run", "slice", "done", "capacity", "run", "done"], kinds)

    def test_keeps_the_command_of_each_part_of_a_run(self):
        self.create({"kind": "done", **JSON_64})
        self.resume(id="later", command="run --resume r.jsonl")
        self.resume(id="still later", command="run --resume r.jsonl --servers netty")
        runs = [line for line in results.read_lines(self.path) if line["kind"] == "run"]
        self.assertEqual([None, "run --resume r.jsonl", "run --resume r.jsonl --servers netty"],
                         [line.get("command") for line in runs])

    def test_does_not_mix_what_must_not_be_mixed(self):
        self.create()
        for name in ("commit", "boot", "jdk", "tree", "server_cpu"):
            with self.subTest(name), self.assertRaisesRegex(measure.Failure, f"{name} was .* and is other"):
                self.resume(**{name: "other"})
        self.resume(id="later")

    def test_does_not_mix_slices_of_different_shapes(self):
        shape = {"quick": False, "rounds": 5, "long_seconds": 30, "paced_seconds": 3, "typed_seconds": 10,
                 "steady_seconds": 10, "group_size": 0, "fresh": False}
        Results.create(self.path, {**RUN, **shape, "java_options": ""}).close()
        for name, other, said in (
                ("quick", True, "--quick was off and is on"), ("rounds", 7, "--rounds was 5 and is 7"),
                ("long_seconds", 5, "--long-seconds was 30 and is 5"),
                ("paced_seconds", 1, "--paced-seconds was 3 and is 1"),
                ("typed_seconds", 1, "--typed-seconds was 10 and is 1"),
                ("steady_seconds", 1, "--steady-seconds was 10 and is 1"),
                ("group_size", 6, "--group-size was 0 and is 6"), ("fresh", True, "--fresh was off and is on"),
                ("java_options", "-Xmx64m", "JAVA_OPTIONS was nothing and is -Xmx64m")):
            with self.subTest(name), self.assertRaisesRegex(measure.Failure, f": {said}$"):
                self.resume(**{**shape, "java_options": "", name: other})
        self.resume(**shape, java_options="")

    def test_goes_on_with_a_file_that_does_not_say_how_it_was_shaped(self):
        Results.create(self.path, {**RUN, "rounds": 5}).close()
        self.resume(rounds=5, paced_seconds=1, java_options="-Xmx64m")
        with self.assertRaisesRegex(measure.Failure, "--rounds was 5 and is 6"):
            self.resume(rounds=6)

    def test_refuses_a_file_that_is_no_run(self):
        os.makedirs(os.path.dirname(self.path))
        with open(self.path, "w", encoding="utf-8") as file:
            file.write('{"kind":"done","scenario":"json-64"}\n')
        with self.assertRaisesRegex(measure.Failure, "does not begin"):
            self.resume()

    def test_is_of_a_commit(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(results, "REPOSITORY", folder), \
                mock.patch.dict(os.environ, {"GIT_CEILING_DIRECTORIES": os.path.dirname(folder)}):
            for of_git in (lambda: results.git("rev-parse", "HEAD"), results.changes):
                with self.assertRaisesRegex(measure.Failure, "^git .*: fatal: not a git repository"):
                    of_git()

    def test_says_that_a_commit_is_not_known_where_nothing_is_kept(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(measure, "FOLDER", folder), \
                mock.patch.dict(os.environ, {"GIT_CEILING_DIRECTORIES": os.path.dirname(folder)}):
            self.assertEqual("unknown", measure.environment()["commit"])

    def test_names_files_after_commit_and_day(self):
        self.assertEqual("aaaaaaaaaaaa-2026-11-21.jsonl", os.path.basename(results.default_path(RUN)))

    def test_leaves_out_where_the_checkout_is(self):
        self.assertEqual("java -jar tfb/a.jar", results.relative(f"java -jar {results.REPOSITORY}/tfb/a.jar"))
        self.assertEqual("java -cp 'tfb/lib/*' Main --results r.jsonl",
                         results.relative("/opt/jdk/bin/java -cp 'tfb/lib/*' Main --results /var/tmp/r.jsonl"))
