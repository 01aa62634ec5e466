"""512 MB, by a control group or by the JVM's option."""

import os
import tempfile
import unittest
from types import SimpleNamespace

from comparison import memory_bound
from comparison.memory_bound import MemoryBound

JVM = SimpleNamespace(is_jvm=True)
NATIVE = SimpleNamespace(is_jvm=False)


class MemoryBoundTest(unittest.TestCase):
    def test_tells_a_jvm_where_no_group_can_be_made(self):
        with MemoryBound([("/nonexistent", "memory.max", {})]) as bound:
            self.assertIsNone(bound.prepare)
            self.assertEqual({"JAVA_OPTIONS": "-XX:MaxRAM=512m"}, bound.environment(JVM))
            self.assertEqual({}, bound.environment(NATIVE))
            self.assertEqual(("-XX:MaxRAM=512m", "none"), (bound.kind(JVM), bound.kind(NATIVE)))

    def test_takes_no_folder_for_a_group_that_has_no_limit(self):
        with tempfile.TemporaryDirectory() as parent:
            with MemoryBound([(parent, "memory.max", {})]) as bound:
                self.assertIsNone(bound.group)
            self.assertEqual([], os.listdir(parent))

    def test_bounds_every_server_alike_in_a_group(self):
        with tempfile.TemporaryDirectory() as group:
            for name in ("memory.max", "cgroup.procs"):
                open(os.path.join(group, name), "w", encoding="ascii").close()
            bound = MemoryBound([])
            bound.group = group
            self.assertEqual({}, bound.environment(JVM))
            self.assertEqual("control group", bound.kind(NATIVE))
            bound.prepare()
            with open(os.path.join(group, "cgroup.procs"), encoding="ascii") as file:
                self.assertEqual(str(os.getpid()), file.read())
            self.assertEqual(512 * 1024 * 1024, memory_bound.LIMIT_BYTES)
