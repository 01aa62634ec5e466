"""Writing between markers, and the script as a whole."""

import os
import unittest

from reporting import document
from . import samples

PROSE = "# Title\n\nbefore\n<!-- compare:json-64 -->\nold\n<!-- /compare -->\nafter\n"


class FillTest(unittest.TestCase):
    def test_should_replace_only_what_is_between_markers(self):
        new, names = document.fill(PROSE, {"json-64": "new\ntext", "size": "other"})
        self.assertEqual(PROSE.replace("old", "new\ntext"), new)
        self.assertEqual(["json-64"], names)

    def test_should_change_nothing_the_second_time(self):
        once, _ = document.fill(PROSE, {"json-64": "new"})
        self.assertEqual(once, document.fill(once, {"json-64": "new"})[0])

    def test_should_leave_a_block_without_a_text_as_it_is(self):
        self.assertEqual((PROSE, []), document.fill(PROSE, {"json-64": None}))

    def test_should_refuse_markers_that_make_no_sense(self):
        for text, said in (
                ("<!-- compare:other -->\n<!-- /compare -->", "line 1: unknown marker compare:other"),
                ("<!-- compare:a -->\n", "line 1: compare:a has no end marker"),
                ("<!-- compare:a -->\n<!-- compare:a -->\n", "begins before compare:a has ended"),
                ("<!-- compare:a -->\n<!-- /compare -->\n" * 2, "line 3: compare:a is there twice"),
                ("<!-- /compare -->", "line 1: an end marker without a beginning"),
                ("none", "no marker")):
            with self.subTest(said=said), self.assertRaisesRegex(document.Malformed, said):
                document.fill(text, {"a": ""})


class ReportTest(unittest.TestCase):
    def setUp(self):
        context = samples.folder()
        self.folder = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        self.document = os.path.join(self.folder, "PERFORMANCE.md")
        self.charts = os.path.join(self.folder, "docs", "performance")
        self.write_document("provenance", "summary", "json-64", "size", "person-256")

    def write_document(self, *names):
        with open(self.document, "w", encoding="utf-8") as file:
            file.writelines(f"## {name}\n<!-- compare:{name} -->\n<!-- /compare -->\n" for name in names)

    def content(self):
        with open(self.document, encoding="utf-8") as file:
            return file.read()

    def report(self, *arguments, code=0):
        process = samples.report(samples.SAMPLE, "--document", self.document, *arguments)
        self.assertEqual(code, process.returncode, process.stderr)
        return process.stdout if code < 2 else process.stderr

    def test_should_say_which_jvm_flags_were_added(self):
        self.assertNotIn("JVM flags", self.report())
        given = samples.write(self.folder, samples.changed(
            lambda line: line["kind"] != "run" or line.update(java_options="-Xmx64m")))
        output = samples.report(given, "--document", self.document).stdout
        self.assertIn("| JVM flags | `-Xmx64m` for all servers on it |", output)

    def test_should_print_every_measured_scenario_without_writing(self):
        before = self.content()
        text = self.report()
        for part in ("## JSON, 64 connections", "## Cost against the size of the answer", "0123abc"):
            self.assertIn(part, text)
        self.assertEqual(before, self.content())
        self.assertFalse(os.path.exists(self.charts))

    def test_should_write_tables_and_charts(self):
        said = self.report("--write")
        self.assertIn("without a marker in PERFORMANCE.md: long-provenance, starts-provenance, plaintext-16, small-machine",
                      said)
        self.assertIn("(docs/performance/json-64-cpu.svg)", self.content())
        self.assertIn("Not in these results.", self.content())
        self.assertEqual(["json-64-cpu.svg", "json-64-throughput.svg", "size-cpu.svg"], sorted(os.listdir(self.charts)))

    def test_should_write_the_same_again(self):
        self.report("--write")
        before = self.content()
        self.assertIn("0 files changed", self.report("--write"))
        self.assertEqual(before, self.content())

    def test_should_check(self):
        self.assertIn("PERFORMANCE.md is not what the results give", self.report("--check", code=1))
        self.report("--write")
        self.assertEqual("", self.report("--check"))

    def test_should_notice_a_figure_typed_by_hand(self):
        self.report("--write")
        text = self.content()
        with open(self.document, "w", encoding="utf-8") as file:
            file.write(text.replace("1.265", "1.165"))
        self.report("--check", code=1)
        self.report("--write")
        self.assertEqual(text, self.content())

    def test_should_notice_charts_that_are_changed_missing_or_left_over(self):
        self.report("--write")
        chart = os.path.join(self.charts, "json-64-cpu.svg")
        with open(chart, "a", encoding="utf-8") as file:
            file.write(" ")
        self.assertIn("json-64-cpu.svg", self.report("--check", code=1))
        os.remove(chart)
        self.assertIn("json-64-cpu.svg", self.report("--check", code=1))
        self.report("--write")
        self.write_document("json-64")
        self.report("--write")
        self.assertNotIn("size-cpu.svg", os.listdir(self.charts))

    def test_should_leave_pictures_of_others_alone(self):
        os.makedirs(self.charts)
        drawing = os.path.join(self.charts, "drawing.svg")
        with open(drawing, "w", encoding="utf-8") as file:
            file.write("<svg/>")
        self.report("--write")
        self.assertTrue(os.path.exists(drawing))

    def test_should_refuse_with_one_line_and_write_nothing(self):
        self.write_document("json-64", "other")
        before = self.content()
        text = self.report("--write", code=2)
        self.assertEqual(1, text.count("\n"), text)
        self.assertIn("report: line 5: unknown marker compare:other", text)
        self.assertEqual(before, self.content())
        self.assertFalse(os.path.exists(self.charts))

    def test_should_refuse_mixed_results_with_one_line(self):
        other = samples.write(self.folder, [samples.lines()[0] | {"commit": "fedcba9"}])
        text = self.report(other, code=2)
        self.assertRegex(text, r"^report: will not mix commits: .*\n$")

    def test_should_leave_a_part_alone_that_the_results_have_nothing_of(self):
        self.write_document("provenance", "json-64", "typed-provenance", "typed", "typed-unchecked")
        typed = samples.write(self.folder, samples.typed_lines())
        self.report("--write")
        rest, mark, part = self.content().partition("## typed-provenance")
        self.assertNotIn("Not in these results.", part)
        self.assertIn("typed-provenance\n<!-- compare:typed-provenance -->\n<!-- /compare -->", mark + part)
        process = samples.report(typed, "--document", self.document, "--write")
        self.assertEqual("", process.stderr)
        self.assertIn("typed-cpu.svg", os.listdir(self.charts))
        self.assertIn("json-64-cpu.svg", os.listdir(self.charts))
        self.assertEqual(rest, self.content().partition("## typed-provenance")[0])
        self.assertEqual("", self.report("--check"))
        process = samples.report(typed, "--document", self.document, "--check")
        self.assertEqual((0, ""), (process.returncode, process.stdout))

    def test_should_say_where_the_figures_of_a_part_come_from(self):
        self.write_document("typed-provenance", "typed")
        typed = samples.write(self.folder, [line | {"commit": "fedcba9"} if line["kind"] == "run" else line
                                            for line in samples.typed_lines()])
        process = samples.report(typed, "--document", self.document, "--write")
        self.assertIn("without a marker in PERFORMANCE.md: typed-unchecked", process.stdout)
        self.assertIn("| Commit | `fedcba9` |", self.content())
        self.assertIn("| Slices | 18 measured", self.content())
        self.assertIn("<summary>The servers</summary>", self.content())

    def test_should_say_that_a_part_was_measured_with_the_rest(self):
        self.write_document("provenance", "summary", "json-64", "typed-provenance", "typed", "typed-unchecked")
        # In one file more, the run is the same.
        typed = samples.write(self.folder, [line for line in samples.typed_lines() if line["kind"] != "server"])
        self.report(typed, "--write")
        part = self.content().partition("## typed-provenance")[2]
        self.assertIn("Measured with the rest", part)
        self.assertNotIn("| Commit |", part)
        self.assertEqual(1, self.content().count("| Commit |"))
        self.assertIn("| server | start | typed | typed-unchecked |", self.content())
        self.assertEqual("", self.report(typed, "--check"))

    def test_should_write_the_readme_beside_the_document_from_it(self):
        path = os.path.join(self.folder, "README.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write("# Prose\n<!-- compare:readme -->\n<!-- /compare -->\nmore\n")
        self.assertIn("README.md is not what the results give", self.report("--check", code=1))
        self.report("--write")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertRegex(text, r"^# Prose\n<!-- compare:readme -->\n(?s:.*)<!-- /compare -->\nmore\n$")
        self.assertEqual("", self.report("--check"))
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("<!-- compare:readme -->", "<!-- compare:readme -->\n1.000"))
        self.assertIn("README.md is not", self.report("--check", code=1))

    def test_should_leave_a_readme_without_the_block_alone(self):
        path = os.path.join(self.folder, "README.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write("<!-- /compare -->\n")
        self.report("--write")
        with open(path, encoding="utf-8") as file:
            self.assertEqual("<!-- /compare -->\n", file.read())

    def test_should_not_depend_on_the_folder_it_is_started_in(self):
        self.report("--write")
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(self.folder)
        process = samples.report(samples.SAMPLE, "--document", "PERFORMANCE.md", "--check")
        self.assertEqual((0, ""), (process.returncode, process.stdout))

    def test_should_explain_itself(self):
        process = samples.report("--help")
        self.assertEqual(0, process.returncode)
        for option in ("--write", "--check", "--partial", "--document", "--charts"):
            self.assertIn(option, process.stdout)


if __name__ == "__main__":
    unittest.main()
