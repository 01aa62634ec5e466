"""Blocks of a document are replaced, and nothing else."""

import argparse
import contextlib
import io
import os
import tempfile
import unittest

from failure import Failure
from performance_document import settle, write_block, written_by


class PerformanceDocumentTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "DOCUMENT.md")

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)

    def read(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    def test_replaces_its_block_only(self):
        self.write("before\n<!-- a -->\nold\n<!-- /a -->\nbetween\n<!-- b -->\nkept\n<!-- /b -->\n")
        write_block("a", "new", self.path)
        self.assertEqual("before\n<!-- a -->\nnew\n<!-- /a -->\nbetween\n<!-- b -->\nkept\n<!-- /b -->\n", self.read())

    def test_writes_the_same_again(self):
        self.write("<!-- a -->\n<!-- /a -->\n")
        write_block("a", "text", self.path)
        once = self.read()
        write_block("a", "text", self.path)
        self.assertEqual(once, self.read())

    def test_changes_nothing_without_both_markers(self):
        self.write("<!-- a -->\nno end\n")
        with self.assertRaisesRegex(Failure, "DOCUMENT.md has no"):
            write_block("a", "text", self.path)
        self.assertEqual("<!-- a -->\nno end\n", self.read())

    def settle(self, text, **options):
        """The exit code, and what was printed."""
        options = argparse.Namespace(**{"write": False, "check": False, "source": "file.jsonl", **options})
        with contextlib.redirect_stdout(io.StringIO()) as output:
            return settle("a", text, options, self.path), output.getvalue()

    def test_writes_only_when_asked_to(self):
        self.write("<!-- a -->\nold\n<!-- /a -->\n")
        self.assertEqual((0, "new\n"), self.settle("new"))
        self.assertIn("old", self.read())
        self.assertEqual((0, "new\n"), self.settle("new", write=True))
        self.assertIn("new", self.read())

    def test_checks_without_writing(self):
        self.write("<!-- a -->\ntext\nof two lines\n<!-- /a -->\n")
        self.assertEqual((0, ""), self.settle("text\nof two lines", check=True))
        self.assertEqual((1, "DOCUMENT.md: a is not what file.jsonl gives\n"), self.settle("other", check=True))
        self.assertNotIn("other", self.read())

    def test_names_files_outside_of_the_repository_by_their_name_only(self):
        here = os.path.dirname(os.path.abspath(__file__))
        self.assertEqual("tfb/compare/x --from tfb/compare/results/x.jsonl --write",
                         written_by("x", os.path.join(here, "results", "x.jsonl")))
        self.assertEqual("tfb/compare/x --from x.jsonl --write", written_by("x", "/elsewhere/x.jsonl"))
