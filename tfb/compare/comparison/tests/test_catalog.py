"""The folders of servers/."""

import os
import tempfile
import types
import unittest

import measure
from comparison import catalog
from comparison.fleet import Fleet
from comparison.scenarios import SCENARIOS
from comparison.tests import fakes


class CatalogTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def build(self, script):
        fakes.write_server(self.folder, "one", build=script)
        return catalog.load(self.folder)["one"].build()

    def test_reads_the_floor_first_and_ours_next(self):
        fakes.write_server(self.folder, "apple")
        fakes.write_server(self.folder, "vivace", kind="ours")
        fakes.write_server(self.folder, "zero", kind="floor")
        os.makedirs(os.path.join(self.folder, "shared-sources"))
        self.assertEqual(["zero", "vivace", "apple"], list(catalog.load(self.folder)))

    def test_names_the_file_that_is_wrong(self):
        path = fakes.write_server(self.folder, "one")
        with open(os.path.join(path, "server.json"), "w", encoding="utf-8") as file:
            file.write("{}")
        with self.assertRaisesRegex(measure.Failure, "one/server.json"):
            catalog.load(self.folder)

    def test_builds_with_the_java_of_the_run(self):
        fakes.write_server(self.folder, "one", build="echo $JAVA; exit 3")
        self.assertEqual("/some/java", catalog.load(self.folder)["one"].build("/some/java"))

    def test_knows_what_a_server_needs_where_clients_close(self):
        path = fakes.write_server(self.folder, "one")
        fakes.describe(path, closing={"CLOSE": "1"})
        folder = catalog.load(self.folder)["one"]
        fleet = Fleet(types.SimpleNamespace(java="java"))
        self.assertEqual("1", fleet.environment(folder, closing=True)["CLOSE"])
        self.assertNotIn("CLOSE", fleet.environment(folder))

    def test_keeps_a_server_to_the_scenarios_that_it_is_for(self):
        path = fakes.write_server(self.folder, "one")
        self.assertTrue(catalog.load(self.folder)["one"].takes_part_in(SCENARIOS["json-64"]))
        fakes.describe(path, scenarios=["close-1"])
        folder = catalog.load(self.folder)["one"]
        self.assertTrue(folder.takes_part_in(SCENARIOS["close-1"]))
        self.assertFalse(folder.takes_part_in(SCENARIOS["json-64"]))

    def test_is_ready_without_a_build(self):
        self.assertIsNone(self.build(None))

    def test_is_ready_after_a_build(self):
        self.assertIsNone(self.build("echo done; exit 0"))

    def test_says_what_is_missing(self):
        self.assertEqual("cargo is needed", self.build("echo noise; echo cargo is needed >&2; exit 3"))

    def test_says_what_went_wrong(self):
        with self.assertRaisesRegex(measure.Failure, "code 1: no such file"):
            self.build("echo no such file >&2; exit 1")

    def test_version_of_the_distribution_is_what_the_build_found(self):
        path = fakes.write_server(self.folder, "one", version="system",
                                  build='cd "$(dirname "$0")"; mkdir target; echo 1.26 > target/version')
        folder = catalog.load(self.folder)["one"]
        self.assertIsNone(folder.build())
        self.assertEqual("1.26", folder.resolved_version())
        self.assertTrue(os.path.exists(os.path.join(path, "target", "version")))

    def test_selects_the_floor_always(self):
        fakes.write_server(self.folder, "zero", kind="floor")
        fakes.write_server(self.folder, "one")
        fakes.write_server(self.folder, "two")
        servers = catalog.load(self.folder)
        self.assertEqual(["zero", "two"], list(catalog.select(servers, ["two"])))
        self.assertEqual(["zero", "one", "two"], list(catalog.select(servers, None)))
        with self.assertRaisesRegex(measure.Failure, "no such server: three"):
            catalog.select(servers, ["three"])

    def test_needs_a_floor(self):
        fakes.write_server(self.folder, "one")
        with self.assertRaisesRegex(measure.Failure, "kind floor"):
            catalog.select(catalog.load(self.folder), None)
