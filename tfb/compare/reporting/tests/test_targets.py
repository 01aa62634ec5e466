"""What became of the aims, told from the tables."""

import unittest

from reporting import targets


def table(*rows, heads=("server", "times the floor")):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def row(blocks, start):
    found = [line for line in targets.markdown(blocks).split("\n") if line.startswith(f"| {start}")]
    return [cell.strip() for cell in found[0].split("|")[2:4]]


class TargetsTest(unittest.TestCase):
    def test_should_say_what_was_not_measured(self):
        lines = targets.markdown({}).split("\n")[2:]
        self.assertEqual(9, len(lines))
        for line in lines:
            self.assertTrue(line.endswith("| – | not measured |"), line)

    def test_should_hold_a_ratio_against_its_most(self):
        for figure, verdict in (("1.100 (1.050 to 1.200)", "reached"), ("1.101", "**missed**")):
            blocks = {"json-64": table(["**Vivace (epoll)**", figure])}
            self.assertEqual([figure.partition(" (")[0], verdict], row(blocks, "json-64"))

    def test_should_name_whoever_is_cheaper(self):
        blocks = {"json-64": table(["**Vivace (epoll)**", "1.1"], ["Undertow 2", "1.2"], ["hyper", "1.05"]),
                  "paced-75": table(["**Vivace (epoll)**", "1.13"], ["Netty 4.2 (HttpServerCodec)", "1.12"])}
        self.assertEqual(["in 1 of 2; not in paced-75 (Netty 4.2 (HttpServerCodec) 1.12, ours 1.13)", "**missed**"],
                         row(blocks, "Least CPU"))
        self.assertEqual(["in 0 of 1; not in json-64 (hyper 1.05, ours 1.1)", "**missed**"], row(blocks, "Less than"))

    def test_should_look_at_each_column_of_a_series(self):
        heads = ("server", "27 B", "1 MB", "1 MB to 27 B, times")
        blocks = {"size": table(["**Vivace (epoll)**", "6.5 (6.4 to 6.9), 1.12× †", "515, 2.68×", "78"],
                                ["Vert.x 5", "7.0, 1.25×", "400, 2.10×", "60"], heads=heads),
                  "many": table(["**Vivace (epoll)**", "6.5", "7.0"], ["Vert.x 5", "9.0", "8.0"],
                                heads=("server", "1", "10"))}
        self.assertEqual(["in 3 of 4; not in size at 1 MB (Vert.x 5 2.1, ours 2.68)", "**missed**"],
                         row(blocks, "Least CPU"))

    def test_should_compare_rates_of_accepting(self):
        blocks = {"close-1": table(["the floor (C, epoll)", "1.000"], ["**Vivace (epoll)**", "1.2"],
                                   ["Netty 4.2 (HttpServerCodec)", "1.8"])}
        self.assertEqual(["1.50; the floor itself has 1.80", "**missed**"], row(blocks, "close-1"))

    def test_should_read_growth_and_memory(self):
        blocks = {"two-loops": table(["**Vivace (epoll)**", "6.5", "6.8", "1.036 (1.03 to 1.05)"],
                                     heads=("server", "1 loop", "2 loops", "2 loops to 1 loop, times")),
                  "small-machine": table(["**Vivace (epoll)**", "76.2"], heads=("server", "peak memory, MB"))}
        self.assertEqual(["1.036", "reached"], row(blocks, "two-loops"))
        self.assertEqual(["76.2", "reached"], row(blocks, "small-machine"))
