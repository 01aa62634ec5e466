"""The entry's flags, and which requests a script sends."""

import argparse
import os
import tempfile
import unittest

import jvm_options
import measure
from comparison.tests import fakes


class JvmOptionsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.java = os.path.join(folder.name, "java")

    def flags(self, version):
        fakes.write_script(self.java, f"""
            import sys
            print('openjdk version "{version}" 2026-01-20', file=sys.stderr)
        """)
        return jvm_options.flags(self.java)

    def options(self, *arguments):
        parser = argparse.ArgumentParser()
        measure.add_java_options(parser, "a.jar")
        measure.add_request_options(parser)
        return parser.parse_args(["--java", self.java, *arguments])

    def test_gives_old_jvms_only_what_they_know(self):
        self.assertEqual(jvm_options.read(jvm_options.FILE), self.flags("17.0.15"))
        self.assertEqual(jvm_options.read(jvm_options.FILE), self.flags("23"))

    def test_gives_newer_jvms_both_files(self):
        both = jvm_options.read(jvm_options.FILE) + jvm_options.read(jvm_options.NEWER_FILE)
        self.assertEqual(both, self.flags("24"))
        self.assertEqual(both, self.flags("25.0.3"))

    def test_reads_flags_and_no_comments(self):
        for file in (jvm_options.FILE, jvm_options.NEWER_FILE):
            self.assertTrue(jvm_options.read(file))
            for flag in jvm_options.read(file):
                self.assertRegex(flag, r"^-\S+$")

    def test_is_the_default_of_a_script(self):
        flags = self.flags("25")
        self.assertEqual(" ".join(flags), jvm_options.line(self.options()))

    def test_is_replaced_as_a_whole(self):
        self.assertEqual("-Xmx64m", jvm_options.line(self.options("--java-options=-Xmx64m")))
        self.assertEqual("", jvm_options.line(self.options("--java-options=")))

    def test_leaves_the_collector_to_others(self):
        flags = self.flags("25")
        without = jvm_options.without_collector(flags)
        self.assertEqual(["-XX:+UseSerialGC"], [flag for flag in flags if flag not in without])

    def test_says_that_there_is_no_such_java(self):
        with self.assertRaisesRegex(measure.Failure, "no such java: "):
            jvm_options.flags(self.java)

    def test_sends_variants_unless_told(self):
        self.assertEqual(["variants"], measure.script_options(self.options()))
        self.assertEqual([], measure.script_options(self.options("--static-request")))
