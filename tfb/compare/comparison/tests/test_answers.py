"""Whether wrong answers are noticed, with servers on sockets."""

import os
import tempfile
import unittest

import measure
from comparison import answers, catalog
from comparison.fleet import Member
from comparison.scenarios import SCENARIOS
from comparison.tests import fakes


class AnswersTest(unittest.TestCase):
    def check(self, scenario, fault="", kind="native", value=None, more=1):
        with tempfile.TemporaryDirectory() as parent:
            fakes.write_server(parent, "one", kind=kind, fault=fault)
            folder = catalog.load(parent)["one"]
            server = folder.server(None, {})
            self.addCleanup(lambda: server.output.close())
            with server:
                units = {unit.value: unit for unit in SCENARIOS[scenario].units()}
                member = Member(folder, server)
                result = member.answer_bytes = answers.check(member, units[value])
                for _ in range(more):
                    answers.check_once(member, units[value])
            self.assertFalse(os.path.exists(f"/proc/{server.process.pid}"))
            return result

    def test_knows_the_length_of_an_answer(self):
        least, most = self.check("json-64")
        self.assertEqual(least, most)
        self.assertGreater(least, 27)

    def test_knows_both_lengths_where_some_connections_close(self):
        least, most = self.check("close-10")
        self.assertEqual(len("Connection: close\r\n"), most - least)

    def test_takes_right_answers(self):
        for scenario, value in (("plaintext-16", None), ("person-256", None), ("size", 1024), ("many", 100),
                                ("close-1", None)):
            with self.subTest(scenario):
                self.check(scenario, value=value)

    def test_takes_what_the_floor_answers_to_everything(self):
        for scenario in ("plaintext-16", "person-256"):
            with self.subTest(scenario):
                self.check(scenario, kind="floor")

    def test_notices_a_wrong_body(self):
        for scenario, value in (("json-64", None), ("plaintext-16", None), ("person-256", None), ("size", 256),
                                ("many", 1)):
            with self.subTest(scenario), self.assertRaisesRegex(measure.Failure, "wrong answer of one"):
                self.check(scenario, fault="wrong", value=value)

    def test_notices_a_head_that_changes(self):
        self.check("json-64", fault="grows", more=5)
        why = r"one answers /json with \d+ bytes now, (\d+) to \1 before.*x-more"
        with self.assertRaisesRegex(measure.Failure, why):
            self.check("json-64", fault="grows", more=20)

    def test_notices_a_body_that_changes(self):
        with self.assertRaisesRegex(measure.Failure, "wrong answer of one"):
            self.check("close-1", fault="tires", more=20)

    def test_notices_the_same_uuid(self):
        with self.assertRaisesRegex(measure.Failure, "the same UUID"):
            self.check("person-256", fault="same")
