"""Reads the result files of `run` and refuses those that cannot stand beside each other.

One file is JSON lines; `kind` says what a line is: run, server, skipped, capacity, slice, start, failed, done.
"""

import json
import os
from dataclasses import dataclass, field

from .scenarios import SCENARIOS

# What all results of one report have in common, and how a refusal calls it.
COMMON = {
    "commit": "commits",
    "changed": "a changed tree with a clean one",
    "tree": "states of a changed tree",
    "quick": "quick results with full ones",
    "boot": "boots of the machine",
    "jdk": "JDKs",
    "kernel": "kernels",
    "cpu": "CPUs",
    "cpus": "numbers of CPUs",
    "server_cpu": "CPUs of the server",
    "load_cpu": "CPUs of the load generator",
    "java_options": "JVM flags",
}
# For a run that does not say, of before it was on record.
OTHERWISE = {"java_options": ""}
REQUIRED_OF_RUN = ("id", "commit", "changed", "quick", "boot", "jdk", "kernel", "cpu")


class Refused(Exception):
    """The results cannot be reported on; the text is one line for the user."""


@dataclass
class Results:
    """The lines of all files, by kind. Parameters are None or a pair of name and value."""

    runs: list = field(default_factory=list)
    servers: dict = field(default_factory=dict)
    skipped: dict = field(default_factory=dict)
    failed: list = field(default_factory=list)
    slices: list = field(default_factory=list)
    starts: list = field(default_factory=list)
    capacities: list = field(default_factory=list)
    done: set = field(default_factory=set)

    @property
    def run(self):
        """What all runs have in common stands in each of them."""
        return self.runs[0]

    def title(self, server):
        return self.servers.get(server, {}).get("title") or server

    def of(self, server, key, otherwise=""):
        return self.servers.get(server, {}).get(key) or otherwise

    def unfinished(self):
        """The scenarios with results but without the line that says they are complete."""
        begun = {(line["scenario"], parameter_of(line)) for line in self.slices + self.starts}
        return sorted(begun - self.done, key=str)


def parameter_of(line):
    parameter = line.get("parameter")
    return (parameter["name"], parameter["value"]) if parameter else None


def name_of(scenario, parameter):
    return scenario if parameter is None else f"{scenario} ({parameter[0]} {parameter[1]})"


def load(paths, partial=False):
    """The results of all files together; raises Refused when they cannot be one report."""
    results = Results()
    # The order in which the files were named must not show in what comes out.
    for path in sorted(distinct(paths), key=lambda name: (os.path.basename(name), name)):
        load_file(path, results, partial)
    refuse_mixing(results.runs)
    refuse_repeated(results)
    unfinished = results.unfinished()
    if unfinished and not partial:
        names = ", ".join(name_of(*each) for each in unfinished)
        raise Refused(f"not finished: {names}; resume the run, or look at what is there with --partial")
    return results


def distinct(paths):
    real = [os.path.realpath(path) for path in paths]
    for path, target in zip(paths, real):
        if real.count(target) > 1:
            raise Refused(f"{path} is given twice")
    return paths


def load_file(path, results, partial):
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.readlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise Refused(f"cannot read {path}: {fault}") from fault
    runs = []
    for number, text in enumerate(lines, 1):
        if partial and number == len(lines) and not text.endswith("\n"):
            break  # being written right now, or cut off when the run was ended
        if text.strip():
            add(parse(text, f"{path}, line {number}"), f"{path}, line {number}", runs, results)
    if not runs:
        raise Refused(f"{path} has no line of kind run, so nobody knows what was measured")
    results.runs += runs


def parse(text, place):
    try:
        line = json.loads(text)
    except ValueError as fault:
        raise Refused(f"{place}: not JSON ({fault})") from fault
    if not isinstance(line, dict):
        raise Refused(f"{place}: not a JSON object")
    return line


def add(line, place, runs, results):
    kind = line.get("kind")
    try:
        if kind == "run":
            missing = [key for key in REQUIRED_OF_RUN if line.get(key) is None]
            if missing:
                raise Refused(f"{place}: the run has no {', '.join(missing)}")
            runs.append(OTHERWISE | line | {"file": place.rsplit(", line", 1)[0]})
        elif kind == "server":
            add_server(line, place, results.servers)
        elif kind == "skipped":
            results.skipped[line["server"]] = line["why"]
        elif kind == "capacity":
            line["requests_per_second"]
            results.capacities.append(line)
        elif kind in ("slice", "start", "failed", "done"):
            add_measured(kind, line, place, results)
        else:
            raise Refused(f"{place}: unknown kind {kind!r}")
    except (KeyError, TypeError) as fault:
        raise Refused(f"{place}: a {kind} line without {fault}") from fault


def add_server(line, place, servers):
    known = servers.setdefault(line["server"], line)
    if known.get("version") != line.get("version"):
        versions = f"{known.get('version')} and {line.get('version')}"
        raise Refused(f"{place}: {line['server']} is of two versions, {versions}")


def add_measured(kind, line, place, results):
    scenario = line["scenario"]
    if scenario not in SCENARIOS:
        raise Refused(f"{place}: unknown scenario {scenario!r}")
    parameter = parameter_of(line)
    if kind == "done":
        results.done.add((scenario, parameter))
    else:
        line["server"]
        # Rounds are numbered in each file anew.
        line["file"] = place.rsplit(", line", 1)[0]
        {"slice": results.slices, "start": results.starts, "failed": results.failed}[kind].append(line)


def refuse_mixing(runs):
    for key, what in COMMON.items():
        for other in runs[1:]:
            if runs[0].get(key) != other.get(key):
                both = ", ".join(f"{said(run.get(key))} in {run['file']}" for run in (runs[0], other))
                raise Refused(f"will not mix {what}: {both}")


def said(value):
    return "nothing" if value in (None, "") else value


def refuse_repeated(results):
    """A slice that is there twice would count twice: one file is a copy of a part of another."""
    seen = set()
    for line in results.slices + results.starts:
        key = json.dumps({name: value for name, value in line.items() if name != "file"}, sort_keys=True)
        if key in seen:
            place = f"{name_of(line['scenario'], parameter_of(line))}, {line['server']}, round {line.get('round')}"
            raise Refused(f"the same slice is there twice: {place}")
        seen.add(key)
