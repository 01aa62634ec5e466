"""The command line."""

import contextlib
import io
import json
import tempfile
import unittest

from comparison import options, scenarios


class OptionsTest(unittest.TestCase):
    def refused(self, *arguments):
        with contextlib.redirect_stderr(io.StringIO()) as text, self.assertRaises(SystemExit) as exit_:
            options.parse(list(arguments))
        self.assertEqual(2, exit_.exception.code)
        return text.getvalue()

    def test_measures_everything_by_default(self):
        choice = options.parse([])
        self.assertEqual(list(scenarios.SCENARIOS), choice.scenarios)
        self.assertIsNone(choice.servers)
        self.assertEqual(9, choice.rounds)

    def test_quick_is_ours_netty_and_the_floor(self):
        choice = options.parse(["--quick"])
        self.assertEqual(["vivace-epoll", "floor", "netty"], choice.servers)
        self.assertEqual({"json-64", "plaintext-16", "close-1", "person-256", "paced-50"}, set(choice.scenarios))
        self.assertEqual(5, choice.rounds)

    def test_quick_gives_way_to_what_is_asked_for(self):
        choice = options.parse(["--quick", "--servers", "go", "--scenarios", "size", "--rounds", "2"])
        self.assertEqual((["go"], ["size"], 2), (choice.servers, choice.scenarios, choice.rounds))

    def resumed(self, run, *arguments):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write(json.dumps({"kind": "run", **run}) + "\n")
            file.flush()
            return options.parse(["--resume", file.name, *arguments])

    def test_goes_on_as_the_run_began(self):
        choice = self.resumed({"quick": True, "rounds": 4, "paced_seconds": 2, "fresh": True})
        self.assertEqual((True, 4, 2, True), (choice.quick, choice.rounds, choice.paced_seconds, choice.fresh))
        self.assertEqual(["vivace-epoll", "floor", "netty"], choice.servers)
        self.assertEqual(30, choice.long_seconds)

    def test_goes_on_with_what_is_asked_for(self):
        """Which is refused later where it is not as the run began."""
        self.assertEqual(7, self.resumed({"rounds": 4}, "--rounds", "7").rounds)

    def test_keeps_the_order_of_a_run(self):
        self.assertEqual(["json-64", "size"], options.parse(["--scenarios", "size,json-64"]).scenarios)

    def test_refuses_what_it_does_not_know(self):
        self.assertIn("no such scenario: json-63", self.refused("--scenarios", "json-63"))
        self.assertIn("at least 1", self.refused("--rounds", "0"))
        self.assertIn("--resume", self.refused("--resume", "a", "--results", "b"))
