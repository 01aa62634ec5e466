"""Whole runs, with small servers in Python and a wrk that sends a few requests."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import measure
from comparison import results
from comparison.tests import fakes

RUN = os.path.join(measure.FOLDER, "run")
SECONDS_MAX = 60


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.servers = os.path.join(self.folder, "servers")
        self.results = os.path.join(self.folder, "r.jsonl")
        tools = os.path.join(self.folder, "tools")
        os.makedirs(tools)
        fakes.write_script(os.path.join(tools, "wrk"), fakes.WRK)
        self.java = os.path.join(tools, "java")
        fakes.write_script(self.java, 'echo \'openjdk version "25.0.3" 2026-04-21\' >&2', "/bin/sh")
        # Whoever owns the checkout: a run without a commit is refused.
        git = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
        self.environment = {**os.environ, **git, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        fakes.write_server(self.servers, "zero", kind="floor", routes=["json"])
        self.addCleanup(self.expect_no_processes)

    def expect_no_processes(self):
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as line:
                    self.assertNotIn(self.folder.encode(), line.read(), f"process {pid} was left behind")
            except OSError:
                pass

    def command(self, *arguments):
        cpu = str(min(os.sched_getaffinity(0)))
        return [sys.executable, RUN, "--servers-folder", self.servers, "--java", self.java, "--server-cpu", cpu,
                "--load-cpu", cpu, *arguments]

    def run_it(self, *arguments):
        result = subprocess.run(self.command(*arguments), env=self.environment, capture_output=True, text=True,
                                timeout=SECONDS_MAX)
        return result.returncode, result.stdout, result.stderr

    def measure(self, *scenarios, rounds="1"):
        return self.run_it("--results", self.results, "--rounds", rounds, "--scenarios", ",".join(scenarios))

    def lines(self, kind):
        return [line for line in results.read_lines(self.results) if line["kind"] == kind]

    def test_lists(self):
        code, output, _ = self.run_it("--list")
        self.assertEqual(0, code)
        self.assertIn("zero", output)
        self.assertIn("plaintext-16", output)
        self.assertFalse(os.path.exists(self.results))

    def test_refuses_to_measure_where_git_does_not_say_what(self):
        self.environment |= {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "GIT_CONFIG_COUNT": "0",
                             "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        code, output, faults = self.measure("json-64")
        self.assertEqual((2, ""), (code, output))
        self.assertRegex(faults, "^run: git rev-parse HEAD: fatal: detected dubious ownership in repository at .*\n$")
        self.assertFalse(os.path.exists(self.results))

    def test_measures_servers_beside_the_floor(self):
        fakes.write_server(self.servers, "one")
        fakes.write_server(self.servers, "two")
        code, output, faults = self.measure("json-64", "close-1", rounds="2")
        self.assertEqual((0, ""), (code, faults))
        self.assertIn("2 measurements", output)
        (run,) = self.lines("run")
        self.assertEqual("25.0.3", run["jdk"])
        self.assertEqual({"zero", "one", "two"}, {line["server"] for line in self.lines("server")})
        measured = [line for line in self.lines("slice") if line["phase"] == "measured"]
        for name in ("one", "two"):
            rounds = {line["round"] for line in measured if line["server"] == name}
            self.assertEqual({1, 2}, rounds)
        for line in measured:
            self.assertEqual(line["server"] == "zero", line["ratio"] is None)
            self.assertEqual(8, line["requests"])
            self.assertGreater(line["rss_bytes"], 1_000_000)
        self.assertEqual(["json-64", "close-1"], [line["scenario"] for line in self.lines("done")])

    def test_skips_what_cannot_be_had(self):
        fakes.write_server(self.servers, "one", build="echo gnat is needed >&2; exit 3")
        code, output, _ = self.measure("json-64")
        self.assertEqual(0, code)
        self.assertIn("one: skipped: gnat is needed", output)
        self.assertEqual([{"kind": "skipped", "server": "one", "why": "gnat is needed"}], self.lines("skipped"))

    def test_says_that_a_build_failed(self):
        fakes.write_server(self.servers, "one", build="echo oops >&2; exit 1")
        code, _, _ = self.measure("json-64")
        self.assertEqual(1, code)
        self.assertEqual(["its build failed with code 1: oops"], [line["why"] for line in self.lines("skipped")])

    def test_leaves_a_server_out_of_the_scenario_it_fails_only(self):
        fakes.write_server(self.servers, "one", routes=["json", "person"], fault="same")
        fakes.write_server(self.servers, "two", fault="dies")
        code, _, _ = self.measure("json-64", "person-256")
        self.assertEqual(1, code)
        failed = {(line["server"], line["scenario"]): line["why"] for line in self.lines("failed")}
        self.assertEqual({("one", "person-256"), ("two", "json-64")}, set(failed))
        self.assertIn("ended with code 3", failed["two", "json-64"])
        self.assertTrue([line for line in self.lines("slice") if line["server"] == "one" and line["ratio"]])
        self.assertEqual(2, len(self.lines("done")))

    def test_goes_on_with_a_run(self):
        self.assertEqual(0, self.measure("json-64")[0])
        before = len(self.lines("slice"))
        code, output, _ = self.run_it("--resume", self.results, "--rounds", "1", "--scenarios", "json-64,json-256")
        self.assertEqual(0, code)
        self.assertIn("json-64: done before", output)
        self.assertEqual(["json-64", "json-256"], [line["scenario"] for line in self.lines("done")])
        self.assertGreater(len(self.lines("slice")), before)

    def test_does_not_go_on_with_other_rounds(self):
        self.assertEqual(0, self.measure("json-64")[0])
        code, _, faults = self.run_it("--resume", self.results, "--rounds", "2", "--scenarios", "json-256")
        self.assertEqual(2, code)
        self.assertIn("cannot go on with that run: --rounds was 1 and is 2", faults)
        code, _, _ = self.run_it("--resume", self.results, "--scenarios", "json-256")
        rounds = {line["round"] for line in self.lines("slice") if line["phase"] == "measured"}
        self.assertEqual((0, {1}), (code, rounds))
        self.assertEqual([False, True], ["--resume" in line["command"] for line in self.lines("run")])

    def test_does_not_go_on_with_another_jdk(self):
        self.assertEqual(0, self.measure("json-64")[0])
        fakes.write_script(self.java, 'echo \'openjdk version "17.0.1"\' >&2', "/bin/sh")
        code, _, faults = self.run_it("--resume", self.results, "--scenarios", "json-256")
        self.assertEqual(2, code)
        self.assertIn("jdk was 25.0.3 and is 17.0.1", faults)

    def test_measures_one_server_at_a_time(self):
        fakes.write_server(self.servers, "one", kind="jvm")
        code, _, faults = self.measure("small-machine", "all-cpus")
        self.assertEqual((0, ""), (code, faults))
        slices = {(line["scenario"], line["server"]): line for line in self.lines("slice")
                  if line["phase"] == "measured"}
        self.assertEqual(4, len(slices))
        pairs = {(line["scenario"], line["server"]): line for line in self.lines("slice") if line["phase"] == "pair"}
        self.assertEqual(set(slices), set(pairs))
        one = pairs["small-machine", "one"]
        self.assertAlmostEqual(one["ratio"], one["cpu_nanos_per_request"] / one["floor_cpu_nanos_per_request"], 2)
        self.assertIsNone(pairs["small-machine", "zero"]["ratio"])
        self.assertIn(slices["small-machine", "one"]["memory_bound"], ("-XX:MaxRAM=512m", "control group"))
        self.assertEqual("none", slices["all-cpus", "one"]["memory_bound"])
        self.assertGreaterEqual(slices["all-cpus", "one"]["peak_cpu_percent"], 0)

    def test_compares_two_loops_with_one(self):
        fakes.write_server(self.servers, "vivace-epoll", kind="ours")
        code, _, faults = self.measure("two-loops")
        self.assertEqual((0, ""), (code, faults))
        slices = {(line["server"], line["parameter"]["value"]): line for line in self.lines("slice")
                  if line["phase"] == "measured"}
        self.assertEqual(4, len(slices))
        self.assertEqual(1.0, slices["vivace-epoll", 1]["ratio_to_one_loop"])
        self.assertEqual({None, 1, 2}, {line["parameter"] and line["parameter"]["value"]
                                        for line in self.lines("done")})

    def test_leaves_no_process_behind_when_interrupted(self):
        fakes.write_server(self.servers, "one")
        # As from a terminal: what a script started in the background ignores SIGINT, and so do its children.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)
        process = subprocess.Popen(self.command("--results", self.results, "--scenarios", "json-64", "--rounds", "500"),
                                   env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.communicate, timeout=SECONDS_MAX)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + SECONDS_MAX
        while not (os.path.exists(self.results) and any(line["server"] == "one" for line in self.lines("slice"))):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        self.assertEqual(130, process.wait(SECONDS_MAX))
        self.expect_no_processes()


if __name__ == "__main__":
    unittest.main()
