"""The block of the README, from the text of PERFORMANCE.md."""

import glob
import json
import os
import unittest

from reporting import provenance, readme

PROVENANCE = """| | |
|---|---|
| Commit | `0123456789abcdef` |
| Kernel | 9.9 |
| JDK | 25.0.3 |"""
JSON = """![a chart](x.svg)

| server | CPU per request, µs | times the floor | failed |
|---|---:|---:|---:|
| the floor (C, epoll) | 5 | 1.000 | 0 |
| hyper | 6 | 1.161 (1.150 to 1.170) | 0 |
| **Vivace (epoll)** | 6 | 1.186 (1.150 to 1.190) | 0 |
| Somebody else | 6 | 1.190 | 0 |
| Fastify | 20 | 12.3 (12.0 to 13.0) | 0 |
| Bun (Bun.serve) | 8 | 2.40 | 0 |

Medians, quartiles in parentheses."""
CLOSING = """| server | times the floor |
|---|---:|
| hyper | 1.690 |
| Go (net/http) | 2,370 |
"""
TYPED = """| server | times the floor | times without validation |
|---|---:|---:|
| the floor (C, epoll) | 1.000 | – |
| **Vivace (epoll)** | 1.250 (1.200 to 1.300) | 0.997 (0.990 to 1.001) |
| Helidon SE 4 | 2.79 | 1.117 |"""


def performance(**blocks):
    named = {name.replace("_", "-"): text for name, text in blocks.items()}
    return "\n".join(f"## {name}\n<!-- compare:{name} -->\n{text}\n<!-- /compare -->" for name, text in named.items())


def lines(**blocks):
    return readme.markdown(performance(**blocks)).split("\n")


class ReadmeTest(unittest.TestCase):
    def test_should_have_the_figures_of_the_tables_sorted_by_the_first(self):
        self.assertEqual(["|  | `/json`, 64 connections | a connection for each request |", "|---|---:|---:|",
                          "| hyper | 1.161 | 1.690 |", "| **Vivace (epoll)** | **1.186** | **–** |",
                          "| Bun (Bun.serve) | 2.40 | – |", "| Fastify | 12.3 | – |", "| Go (net/http) | – | 2,370 |", ""],
                         lines(json_64=JSON, close_1=CLOSING, provenance=PROVENANCE)[:8])

    def test_should_leave_out_who_is_not_in_its_list(self):
        text = "\n".join(lines(json_64=JSON, provenance=PROVENANCE))
        self.assertNotIn("Somebody", text)
        self.assertNotIn("floor (C", text)

    def test_should_say_what_orders_cost(self):
        self.assertIn("**Vivace (epoll) 1.250 (0.997)**, Helidon SE 4 2.79 (1.117).",
                      "\n".join(lines(typed=TYPED, provenance=PROVENANCE)))

    def test_should_name_the_commit_of_each_part(self):
        own = PROVENANCE.replace("0123456789abcdef", "fedcba9876543210")
        text = lines(json_64=JSON, close_1=CLOSING, provenance=PROVENANCE, short_provenance=own)[-1]
        self.assertIn("commit `0123456789ab` (json-64), `fedcba987654` (close-1); JDK 25.0.3; kernel 9.9.", text)

    def test_should_name_one_commit_where_all_was_measured_together(self):
        rest = provenance.WITH_THE_REST
        text = lines(json_64=JSON, close_1=CLOSING, provenance=PROVENANCE, short_provenance=rest)[-1]
        self.assertIn("commit `0123456789ab`; JDK 25.0.3; kernel 9.9.", text)

    def test_should_carry_warnings(self):
        warning = "**A quick run: a first look, no result.**"
        text = "\n".join(lines(json_64=JSON, close_1=CLOSING, provenance=f"{warning}\n\n{PROVENANCE}"))
        self.assertEqual(1, text.count(warning))

    def test_should_say_that_nothing_was_measured(self):
        self.assertEqual(["Not in these results."], lines(provenance=PROVENANCE, json_64="Not in these results."))

    def test_should_name_only_servers_that_there_are(self):
        titles = set()
        for path in glob.glob(os.path.join(provenance.SERVERS, "*", "server.json")):
            with open(path, encoding="utf-8") as file:
                titles.add(json.load(file)["title"])
        self.assertEqual(set(), set(readme.SERVERS) - titles)


class HomeTest(unittest.TestCase):
    def test_should_link_a_server_to_its_home(self):
        self.assertEqual("https://netty.io", provenance.home("netty", provenance.REPOSITORY))
        self.assertEqual("[Netty](https://netty.io)", provenance.link("Netty", "https://netty.io"))

    def test_should_find_our_own_from_where_the_document_is(self):
        self.assertEqual("README.md", provenance.home("vivace-epoll", provenance.REPOSITORY))
        self.assertEqual("../README.md", provenance.home("vivace-epoll", os.path.join(provenance.REPOSITORY, "docs")))

    def test_should_not_link_a_server_without_a_folder(self):
        self.assertIsNone(provenance.home("nobody", provenance.REPOSITORY))
        self.assertEqual("Nobody", provenance.link("Nobody", None))


if __name__ == "__main__":
    unittest.main()
