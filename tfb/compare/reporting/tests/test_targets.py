"""What became of the aims, told from the tables."""

import unittest

from reporting import targets

OURS, NETTY = targets.OURS, targets.NETTY


def table(*rows, heads=("server", "times the floor")):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def full(*rows):
    """A table with the other servers of the aims at 9 times the floor."""
    given = [server for server, _ in rows]
    return table(*rows, *([name, "9.0"] for name in targets.JVM_SERVERS + targets.RIVALS if name not in given))


def contested(**blocks):
    """Blocks for all scenarios of the aim at servers of all kinds."""
    return {name: full([OURS, "1.0"]) for name in targets.CONTESTED} | blocks


def row(blocks, start):
    found = [line for line in targets.markdown(blocks).split("\n") if line.startswith(f"| {start}")]
    return [cell.strip() for cell in found[0].split("|")[2:4]]


def least(blocks):
    """The row of the aim at servers on the JVM, without the scenarios that are not in the blocks."""
    text, reached = row(blocks, "Least CPU")
    return [text.partition("; not measured: ")[0], reached]


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
        blocks = {"json-64": full([OURS, "1.1"], ["Undertow 2", "1.2"], ["hyper", "1.05"]),
                  "paced-75": full([OURS, "1.13"], [NETTY, "1.12"])}
        self.assertEqual([f"in 1 of 2; not in paced-75 ({NETTY} 1.12, ours 1.13)", "**missed**"], least(blocks))
        self.assertEqual(["in 5 of 6; not in json-64 (hyper 1.05, ours 1.1)", "**missed**"],
                         row(contested(**blocks), "Less than"))

    def test_should_take_no_equal_figure_for_less(self):
        blocks = {"json-64": full([OURS, "1.1"], [NETTY, "1.10"], ["hyper", "1.10"])}
        self.assertEqual(["in 1 of 1", "reached"], least(blocks))
        self.assertEqual(["in 5 of 6; not in json-64 (hyper 1.1, ours 1.1)", "**missed**"],
                         row(contested(**blocks), "Less than"))

    def test_should_look_at_orders_too(self):
        blocks = {"typed": full([OURS, "1.25"], ["Javalin 7", "1.2"])}
        self.assertEqual(["in 0 of 1; not in typed (Javalin 7 1.2, ours 1.25)", "**missed**"], least(blocks))

    def test_should_compare_loops_with_nobody(self):
        blocks = {"two-loops": table([OURS, "6.5", "6.8", "1.036"], [NETTY, "6.0", "6.1", "1.1"],
                                     heads=("server", "1 loop", "2 loops", "2 loops to 1 loop, times"))}
        self.assertEqual(["–", "not measured"], row(blocks, "Least CPU"))

    def test_should_name_rivals_without_a_figure(self):
        blocks = {"json-64": full([OURS, "1.1"], ["Javalin 7", "–"]),
                  "typed": table([OURS, "1.25"], ["Helidon SE 4", "2.79"], ["Javalin 7", "6.35"]),
                  "typed-unchecked": table([OURS, "1.25"], ["Helidon SE 4", "2.79"], ["Javalin 7", "6.35"])}
        text, verdict = least(blocks)
        self.assertEqual("in 3 of 3; without a figure: Javalin 7 in json-64; "
                         f"{NETTY}, Vert.x 5, Undertow 2 in typed, typed-unchecked", text)
        self.assertEqual("reached", verdict)
        text, verdict = row(contested(**{"close-1": table([OURS, "1.1"], ["hyper", "1.2"])}), "Less than")
        self.assertEqual("in 6 of 6; without a figure: Go (net/http), nginx (return 200), Bun (Bun.serve), Fastify in "
                         "close-1", text)

    def test_should_not_take_for_reached_what_has_no_figure_of_ours(self):
        blocks = {"json-64": full([OURS, "–"]), "json-256": full([OURS, "1.1"])}
        self.assertEqual(["in 1 of 2; not in json-64 (no figure of ours)", "**missed**"], least(blocks))

    def test_should_say_which_scenario_was_not_measured(self):
        blocks = contested()
        del blocks["json-512"], blocks["close-1"]
        self.assertEqual(["in 4 of 4; not measured: json-512, close-1", "reached"], row(blocks, "Less than"))

    def test_should_look_at_each_column_of_a_series(self):
        heads = ("server", "27 B", "1 MB", "1 MB to 27 B, times")
        others = [[name, "9.0, 9.00×", "900, 9.00×", "60"] for name in targets.JVM_SERVERS[2:]]
        blocks = {"size": table([OURS, "6.5 (6.4 to 6.9), 1.12× †", "515, 2.68×", "78"],
                                [NETTY, "7.0, 1.25×", "failed", "–"],
                                ["Vert.x 5", "7.0, 1.25×", "400, 2.10×", "60"], *others, heads=heads),
                  "many": table([OURS, "6.5", "7.0"], *([name, "9.0", "8.0"] for name in targets.JVM_SERVERS[1:]),
                                heads=("server", "1", "10"))}
        self.assertEqual(["in 3 of 4; not in size at 1 MB (Vert.x 5 2.1, ours 2.68); "
                          f"without a figure: {NETTY} in size at 1 MB, many", "**missed**"], least(blocks))

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
