"""What all scenarios of a run share: options, servers, the file of results, and the lines on the terminal."""

import math
import sys

LONG_ROUNDS_MIN = 3


class Context:
    """`floor` and `folders` (all others, by name) are those that could be built."""

    def __init__(self, options, floor, folders, fleet, results, output=sys.stdout):
        self.options = options
        self.floor = floor
        self.folders = folders
        self.fleet = fleet
        self.results = results
        self.output = output

    def participants(self, unit):
        """The servers that have the route, without the floor."""
        return [folder for folder in self.folders.values() if folder.takes_part_in(unit.scenario)]

    def groups(self, folders):
        size = self.options.group_size or max(1, len(folders))
        return [folders[index:index + size] for index in range(0, len(folders), size)] or [[]]

    def rounds(self, unit):
        """Scenarios of many values get fewer, as their figures support each other; so do those of long slices."""
        rounds = self.options.rounds
        if unit.scenario.parameter_values or unit.scenario.kind in ("paced", "idle", "typed"):
            return min(rounds, max(LONG_ROUNDS_MIN, math.ceil(rounds / 2)))
        return rounds

    def add_slice(self, unit, member, line):
        ends = {name: line.pop(name) for name in ("phase", "round")}
        parameter = line.pop("parameter", unit.parameter)
        self.results.add({
            "kind": "slice", "scenario": unit.scenario.name, "parameter": parameter, **ends, "server": member.name,
            "answer_bytes": member.answer_bytes[0], "floor_cpu_nanos_per_request": None, "ratio": None, **line,
        })

    def fail(self, unit, name, why):
        self.results.add({"kind": "failed", "scenario": unit.scenario.name, "parameter": unit.parameter,
                          "server": name, "why": why})
        self.print_progress(unit, f"{name} failed: {why}")

    def print_progress(self, unit, text):
        print(f"  {unit}: {text}", file=self.output, flush=True)

    def print_round(self, unit, number, rounds, ratios, repeated, seconds):
        texts = [f"{name} {ratio:.2f}" for name, ratio in ratios.items()]
        if repeated:
            texts.append(f"({repeated} disturbed and repeated)")
        if seconds is not None:
            texts.append(f"({seconds:.0f} s)")
        self.print_progress(unit, f"round {number}/{rounds}: {' '.join(texts)}")
