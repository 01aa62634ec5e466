"""From slices to rows: medians and quartiles per scenario, parameter and server.

Left out are slices of the warm-up and those that `run` marked as disturbed; how many these were is kept with the row.
Failed requests are counted in disturbed slices too, as a noisy neighbour is no excuse for a wrong answer.
"""

import statistics
from dataclasses import dataclass, field
from typing import NamedTuple

from .results import parameter_of
from .scenarios import PACED, SCENARIOS

# Of the rate that was asked of it, in a paced scenario.
KEPT_UP = 0.98
# Of its CPU, above which a server is taken to be its own limit.
BUSY_PERCENT = 90
LATENCIES = ("mean", "p50", "p90", "p99", "p999", "max")


class Spread(NamedTuple):
    median: float
    lower: float
    upper: float
    count: int


class Missing(NamedTuple):
    """Who has no row, and why; without a reason: was not in the scenario."""

    server: str
    parameter: tuple | None
    why: str | None


@dataclass
class Row:
    """What one server did in one scenario, with one parameter."""

    server: str
    parameter: tuple | None = None
    counted: int = 0
    disturbed: int = 0
    spreads: dict = field(default_factory=dict)
    # Whether its multiple of the floor is of slices of its own, in turn with the floor's.
    paired: bool = False
    # The most memory, the worst latency, the most CPU of all slices that count.
    greatest: dict = field(default_factory=dict)
    requests: int = 0
    errors: int = 0
    load_limited: bool = False
    # A server on one CPU that was not busy all the time could have done more, whoever was the limit.
    idle_limited: bool = False
    # Of a paced scenario: the rates asked, more than one where runs with capacities of their own were put together.
    rates: set = field(default_factory=set)
    # Answered clearly less than that.
    fell_behind: bool = False
    # Of the starts that count, those that were watched until latency was steady, and for how long.
    watched: int = 0
    watched_seconds: float = 0
    latency_corrected: bool = True
    memory_bound: str | None = None
    # CPU time per request by file and round, to compare rows round by round.
    rounds: dict = field(default_factory=dict)

    def median(self, key):
        spread = self.spreads.get(key)
        return None if spread is None else spread.median


@dataclass
class Block:
    """One scenario: its rows, cheapest first, and who is missing and why."""

    scenario: str
    rows: list
    failures: list
    missing: list
    has_floor: bool
    parameters: list = field(default_factory=list)
    unfinished: bool = False
    # Slices after the warm-up, those of servers without a row too.
    measured: int = 0
    disturbed: int = 0
    # Who was still becoming cheaper when its warm-up ended: pairs of server and parameter.
    unsteady: list = field(default_factory=list)


def spread_of(values):
    present = [value for value in values if value is not None]
    if not present:
        return None
    if len(present) == 1:
        return Spread(present[0], present[0], present[0], 1)
    lower, median, upper = statistics.quantiles(present, n=4, method="inclusive")
    return Spread(median, lower, upper, len(present))


def greatest_of(values):
    return max((value for value in values if value is not None), default=None)


def summarise(results):
    """A block for each scenario that is in the results, by name."""
    names = {line["scenario"] for line in results.slices + results.starts + results.failed}
    return {name: block_of(name, results) for name in names}


def block_of(scenario, results):
    groups, pairs, unsteady = {}, {}, set()
    for line in results.slices + results.starts:
        if line["scenario"] != scenario:
            continue
        key = line["server"], parameter_of(line)
        if line.get("phase", "measured") == "measured":
            groups.setdefault(key, []).append(line)
        elif line["phase"] == "pair":
            pairs.setdefault(key, []).append(line)
        elif line.get("steady") is False:
            unsteady.add(key)
    failures = [line for line in results.failed if line["scenario"] == scenario]
    broken = {(line["server"], parameter_of(line)) for line in failures}
    rows, missing = [], []
    for (server, parameter), lines in groups.items():
        row = row_of(server, parameter, lines, pairs.get((server, parameter), ()))
        # Figures of a server that answered wrongly are figures of something else.
        if (server, parameter) in broken or (server, None) in broken:
            continue
        if row.counted:
            rows.append(row)
        else:
            which = "its only slice" if row.disturbed == 1 else f"each of its {row.disturbed} slices"
            missing.append(Missing(server, parameter, f"{which} was disturbed"))
    seen = {server for server, _ in groups} | {server for server, _ in broken}
    missing += [Missing(name, None, None) for name in results.servers
                if name not in seen and name not in results.skipped
                and scenario in (results.servers[name].get("scenarios") or [scenario])]
    floors = {name for name, line in results.servers.items() if line.get("server_kind") == "floor"}
    has_floor = any("ratio" in row.spreads for row in rows)
    for row in rows:
        if has_floor and row.server in floors and "ratio" not in row.spreads:
            row.spreads["ratio"] = Spread(1.0, 1.0, 1.0, 1)
    for row in rows:
        busy = row.median("busy")
        row.idle_limited = SCENARIOS[scenario].one_cpu and busy is not None and busy < BUSY_PERCENT
    if SCENARIOS[scenario].style == PACED:
        for row in rows:
            kept = row.median("kept")
            row.fell_behind = kept is not None and kept < KEPT_UP
    unfinished = any(name == scenario for name, _ in results.unfinished())
    parameters = sorted({row.parameter for row in rows if row.parameter}, key=number_first)
    lines = [line for group in groups.values() for line in group]
    disturbed = sum(bool(line.get("disturbed")) for line in lines)
    return Block(scenario, sorted(rows, key=order), failures, missing, has_floor, parameters, unfinished, len(lines),
                 disturbed, [(row.server, row.parameter) for row in rows if (row.server, row.parameter) in unsteady])


def number_first(pair):
    """For sorting parameters; none comes before all."""
    if pair is None:
        return -1, 0, ""
    return (0, pair[1], "") if isinstance(pair[1], (int, float)) else (1, 0, str(pair[1]))


def order(row):
    """By CPU per request: by the ratio where there is one, as absolute cost moves with the machine."""
    for rank, key in enumerate(("ratio", "cpu", "first_answer")):
        if row.median(key) is not None:
            return rank, row.median(key), row.server
    return 3, 0, row.server


def row_of(server, parameter, lines, pairs=()):
    """`pairs` are short slices in turn with the floor's, where those that count were too long for that."""
    counted = [line for line in lines if not line.get("disturbed")]
    row = Row(server, parameter, len(counted), len(lines) - len(counted))
    row.paired = any(line.get("ratio") is not None for line in pairs)
    row.requests = sum(line.get("requests") or 0 for line in (*lines, *pairs))
    row.errors = sum(line.get("errors") or 0 for line in (*lines, *pairs))
    row.load_limited = sum(bool(line.get("load_limited")) for line in counted) * 2 > len(counted)
    row.latency_corrected = all(line.get("latency_corrected") for line in counted)

    def values(key):
        return [line.get(key) for line in counted]

    columns = {
        "cpu": values("cpu_nanos_per_request"),
        "ratio": [line.get("ratio") for line in (pairs or counted) if not line.get("disturbed")],
        "unchecked_ratio": values("ratio_to_unchecked"),
        "throughput": values("requests_per_second"),
        "busy": values("server_percent"),
        "idle_bytes": values("idle_bytes_per_connection"),
        "first_answer": values("first_answer_ms"),
        "steady": values("steady_ms"),
    }
    row.rounds = {(line["file"], line.get("round")): line["cpu_nanos_per_request"] for line in counted
                  if line.get("cpu_nanos_per_request")}
    latencies = [line.get("latency_micros") or {} for line in counted]
    columns |= {key: [latency.get(key) for latency in latencies] for key in LATENCIES}
    columns["tail_ratio"] = [tail_ratio(line) for line in counted]
    paced = [line for line in counted if line.get("rate") and line.get("requests_per_second")]
    columns["kept"] = [line["requests_per_second"] / line["rate"] for line in paced]
    spreads = {key: spread_of(column) for key, column in columns.items()}
    row.spreads = {key: spread for key, spread in spreads.items() if spread is not None}
    watched = [line["watched_seconds"] for line in counted if line.get("watched_seconds")]
    row.watched, row.watched_seconds = len(watched), max(watched, default=0)
    row.rates = {line["rate"] for line in paced}
    row.greatest["peak_rss_bytes"] = greatest_of(values("peak_rss_bytes"))
    # Within a slice, where `run` looked; else the busiest slice.
    row.greatest["peak_cpu"] = greatest_of(values("peak_cpu_percent") + values("server_percent"))
    row.memory_bound = next((line["memory_bound"] for line in counted if line.get("memory_bound")), None)
    row.greatest["max"] = greatest_of(latency.get("max") for latency in latencies)
    return row


def tail_ratio(line):
    """The 99.9th percentile as a multiple of that of the floor's neighbouring slice."""
    own, floor = ((line.get(key) or {}).get("p999") for key in ("latency_micros", "floor_latency_micros"))
    return own / floor if own is not None and floor else None
