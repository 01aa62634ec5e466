"""What was aimed at before the comparison was made, and what the tables of PERFORMANCE.md say of it."""

import re

from . import readme
from .formatting import DASH
from .scenarios import SCENARIOS, SERIES, START

NAME = "targets"
OURS = "**Vivace (epoll)**"
NETTY = "Netty 4.2 (HttpServerCodec)"
JVM_SERVERS = (NETTY, "Vert.x 5", "Undertow 2", "Helidon SE 4", "Javalin 7")
RIVALS = ("hyper", "Go (net/http)", "nginx (return 200)", "Bun (Bun.serve)", "Fastify")
CONTESTED = ("json-64", "json-256", "json-512", "plaintext-16", "close-1", "close-10")
CPU, TAIL, MEMORY = "CPU per request, µs", "p99.9, times the floor", "peak memory, MB"
RATIO_MAX = {"json-64": 1.10, "json-256": 1.10, "plaintext-16": 1.4}
TAIL_MAX, LOOPS_MAX, ACCEPTS_MIN, MEGABYTES_MAX = 1.2, 1.05, 2, 96
IN_CELL = re.compile(r"([\d.,]+)×")


def markdown(blocks):
    """A row for each aim, from the blocks of the document by name; what was not measured says so."""
    rows = [cheapest("Least CPU per request of all servers on the JVM, in every scenario", blocks, JVM_SERVERS,
                     [name for name, scenario in SCENARIOS.items() if scenario.style != START and not scenario.paired]),
            cheapest(f"Less than hyper, Go, nginx, Bun and Fastify in {', '.join(CONTESTED)}", blocks, RIVALS,
                     CONTESTED, strictly=True)]
    for name, most in RATIO_MAX.items():
        rows.append(at_most(f"{name}: at most {most:.2f} times the floor's CPU per request", most,
                            readme.medians(blocks.get(name, ""), readme.RATIO).get(OURS)))
    rows.append(at_most(f"paced-50: a 99.9th percentile of at most {TAIL_MAX:.2f} times the floor's", TAIL_MAX,
                        readme.medians(blocks.get("paced-50", ""), TAIL).get(OURS)))
    rows.append(at_most(f"two-loops: at most {LOOPS_MAX:.2f} times the CPU of one on one", LOOPS_MAX,
                        growth(blocks.get("two-loops", ""))))
    rows.append(accepts(readme.medians(blocks.get("close-1", ""), readme.RATIO)))
    rows.append(at_most(f"small-machine: at most {MEGABYTES_MAX} MB of resident memory, at full speed", MEGABYTES_MAX,
                        readme.medians(blocks.get("small-machine", ""), MEMORY).get(OURS)))
    # Text, and so not aligned as figures are
    return "\n".join(["| aim | measured | |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])


def verdict(reached):
    return "reached" if reached else "**missed**"


def at_most(aim, most, figure):
    return [aim, figure or DASH, verdict(readme.number(figure) <= most) if figure else "not measured"]


def costs(text, style):
    """From each column of a table that compares CPU to a dictionary from server to figure."""
    if style != SERIES:
        found = readme.medians(text, readme.RATIO) or readme.medians(text, CPU)
        return {"": {server: readme.number(figure) for server, figure in found.items()}} if found else {}
    columns = {}
    for row in readme.rows(text):
        for head, cell in row.items():
            figure = IN_CELL.search(cell)
            if figure or head != "server" and not head.endswith("times"):
                number = readme.number(figure[1]) if figure else first_number(cell)
                if number is not None:
                    columns.setdefault(head, {})[row["server"]] = number
    return columns


def first_number(cell):
    found = re.match(r"[\d.,]+", cell)
    return readme.number(found[0]) if found else None


def cheapest(aim, blocks, others, scenarios, strictly=False):
    """In how many of all columns ours is the cheapest, where somebody else is, and whose figure is not there.

    As cheap as ours is not cheaper, unless the aim is strictly less.
    """
    count, lost, absent, unmeasured = 0, [], {}, []
    for name in scenarios:
        columns = costs(blocks.get(name, ""), SCENARIOS[name].style)
        if not columns:
            unmeasured.append(name)
        for column, found in columns.items():
            present = [(found[server], server) for server in others if server in found]
            count += bool(present)
            why = present and beaten(found.get(OURS), *min(present), strictly)
            if why:
                lost.append(f"{place(name, column)} ({why})")
        for server, places in without_figure(name, columns, others):
            absent.setdefault(server, []).extend(places)
    if not count:
        return [aim, DASH, "not measured"]
    texts = [f"in {count - len(lost)} of {count}"]
    texts += [f"not in {', '.join(lost)}"] if lost else []
    texts += [f"without a figure: {'; '.join(grouped(absent))}"] if absent else []
    texts += [f"not measured: {', '.join(unmeasured)}"] if unmeasured else []
    return [aim, "; ".join(texts), verdict(not lost)]


def place(scenario, column):
    return f"{scenario} at {column}" if column else scenario


def beaten(ours, least, server, strictly):
    """Why ours is not the cheapest, or None."""
    if ours is None:
        return "no figure of ours"
    return f"{server} {least:g}, ours {ours:g}" if least < ours or strictly and least == ours else None


def without_figure(scenario, columns, servers):
    """The servers that the aim names and a table does not, each with where; those that it has nowhere, once."""
    for server in servers:
        places = [place(scenario, column) for column, found in columns.items() if server not in found]
        if places:
            yield server, places if len(places) < len(columns) else [scenario]


def grouped(absent):
    """`servers in places`, from the places of each server: those with the same ones together."""
    groups = {}
    for server, places in absent.items():
        groups.setdefault(", ".join(places), []).append(server)
    return [f"{', '.join(servers)} in {places}" for places, servers in groups.items()]


def growth(text):
    for row in readme.rows(text):
        if row["server"] == OURS:
            return next((cell.partition(" (")[0] for head, cell in row.items() if head.endswith("times")), None)
    return None


def accepts(found):
    """A rate for a CPU second is the other way round of what a connection costs."""
    aim = f"close-1: at least {ACCEPTS_MIN} times Netty's rate for a CPU second"
    floor = next((readme.number(figure) for title, figure in found.items() if title.startswith("the floor")), None)
    if OURS not in found or NETTY not in found:
        return [aim, DASH, "not measured"]
    netty, ours = readme.number(found[NETTY]), readme.number(found[OURS])
    floor_text = f"; the floor itself has {netty / floor:.2f}" if floor else ""
    return [aim, f"{netty / ours:.2f}{floor_text}", verdict(netty / ours >= ACCEPTS_MIN)]
