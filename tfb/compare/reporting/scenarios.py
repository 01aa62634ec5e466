"""The scenarios of `run`, in the order of the report, and what is shown of each."""

from dataclasses import dataclass

CLOSED = "closed"  # as many requests as go through: cost, and throughput where the server was the limit
PACED = "paced"  # a fixed rate: cost and latency
START = "start"
SERIES = "series"  # cost against a parameter


@dataclass(frozen=True)
class Scenario:
    title: str
    style: str
    columns: tuple = ()
    charts: tuple = ()
    # Of a series: what its parameter is called.
    axis: str = ""
    # Whether a server that is not in it is worth a word.
    everyone: bool = True
    # Whether a server that is at its limit has one CPU busy all the time.
    one_cpu: bool = True
    # Whether the values of the parameter were measured in turn, so that they are compared round by round.
    paired: bool = False
    # Measured at another time than the rest, maybe of another commit: such a part of the document has its own provenance
    # and is left as it is where the results have nothing of it.
    part: str = ""


TYPED = "typed"
SHORT = "short"
STARTS = "starts"
LONG = "long"
LOAD = ("cpu", "ratio", "throughput", "mean", "p99", "memory", "failures")
CHECKED = ("cpu", "ratio", "unchecked_ratio", "throughput", "mean", "p99", "memory", "failures")
SMALL = ("cpu", "ratio", "throughput", "mean", "max", "peak_cpu", "memory", "failures")
RATE = ("cpu", "ratio", "rate", "p50", "p99", "p999", "tail_ratio", "max", "failures")
IDLE = ("memory", "idle_bytes", "cpu", "ratio", "throughput", "p50", "p99", "p999", "max", "failures")

SCENARIOS = {
    "json-64": Scenario("JSON, 64 connections", CLOSED, LOAD, ("cpu", "throughput")),
    "json-256": Scenario("JSON, 256 connections", CLOSED, LOAD, ("cpu", "throughput")),
    "json-512": Scenario("JSON, 512 connections", CLOSED, LOAD, ("cpu", "throughput")),
    "plaintext-16": Scenario("Plaintext, 64 connections, 16 pipelined", CLOSED, LOAD, ("cpu", "throughput")),
    "close-1": Scenario("One request per connection", CLOSED, LOAD, ("cpu", "throughput"), part=SHORT),
    "close-10": Scenario("Ten requests per connection", CLOSED, LOAD, ("cpu", "throughput"), part=SHORT),
    "person-256": Scenario("A person with a random UUID, 256 connections", CLOSED, LOAD, ("cpu", "throughput")),
    "small-machine": Scenario("One CPU and 512 MB, 200 connections", CLOSED, SMALL, ("cpu", "throughput", "memory"),
                              part=LONG),
    "all-cpus": Scenario("All CPUs, shared with the load generator", CLOSED, SMALL, ("cpu", "throughput", "memory"),
                         one_cpu=False, part=LONG),
    "paced-25": Scenario("Paced at 25 % of the floor's capacity", PACED, RATE, ("latency", "cpu")),
    "paced-50": Scenario("Paced at 50 % of the floor's capacity", PACED, RATE, ("latency", "cpu")),
    "paced-75": Scenario("Paced at 75 % of the floor's capacity", PACED, RATE, ("latency", "cpu")),
    "idle-10000": Scenario("10,000 idle connections beside load", CLOSED, IDLE, ("memory", "latency")),
    "start": Scenario("First answer after the start", START, ("first_answer", "steady"), ("start",),
                      part=STARTS),
    "typed": Scenario("An order posted and validated, 150 connections", CLOSED, CHECKED, ("cpu", "validation", "throughput"),
                      everyone=False, part=TYPED),
    "typed-unchecked": Scenario("The same without validation", CLOSED, LOAD, ("cpu",), everyone=False, part=TYPED),
    "size": Scenario("Cost against the size of the answer", SERIES, charts=("lines",), axis="the size of the answer"),
    "many": Scenario("Cost against the number of routes", SERIES, charts=("lines",), axis="the number of routes"),
    "two-loops": Scenario("Two loops on two CPUs against one on one", SERIES, axis="loops", everyone=False,
                          paired=True),
}


def parts():
    """Of the document; the first is the one that most of it belongs to."""
    return list(dict.fromkeys(scenario.part for scenario in SCENARIOS.values()))


def provenance_of(part):
    """The name of the block that says where a part's figures come from."""
    return f"{part}-provenance" if part else "provenance"
