"""Blocks of a document are replaced, and nothing else."""

import os
import tempfile
import unittest

from failure import Failure
from performance_document import write_block


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
