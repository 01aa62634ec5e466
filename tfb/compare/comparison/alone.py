"""One server at a time for half a minute: on a small machine, and on the whole one.

The floor is up beside it all the time, on the same CPUs and without the bound on memory. Half a minute is too long to be
compared with anything before or after it: once it is over, the two have slices of a second in turn, one pair for each round,
and a server's multiple of the floor is the median of these. All else is of the half minute.
"""

import os
import statistics
import threading
import time

import measure

from comparison import answers, loads, slices
from comparison.memory_bound import MemoryBound

PAIR_SECONDS = 1
SAMPLE_SECONDS = 0.5


def run(context, unit):
    context.fleet.end_all()
    Alone(context, unit).run()


class Alone:
    """A scenario of half a minute, one server after the other."""

    def __init__(self, context, unit):
        self.context = context
        self.unit = unit
        self.is_small = unit.scenario.name == "small-machine"
        options = context.options
        # Of the servers, and of wrk with its threads.
        self.cpus, self.load_cpu, self.threads = options.server_cpu, options.load_cpu, 1
        if not self.is_small:
            self.cpus, self.load_cpu, self.threads = None, None, len(os.sched_getaffinity(0))
        # The floor that servers are compared with; with the bound, and a half minute, it is a server like others.
        self.floor = None

    def run(self):
        context, unit = self.context, self.unit
        participants = [context.floor, *context.participants(unit)]
        with self.start(context.floor) as self.floor:
            self.floor.answer_bytes = answers.check(self.floor, unit)
            self.warm_up(self.floor)
            for position, folder in enumerate(participants, 1):
                try:
                    text = told(*self.measure_one(folder))
                    context.print_progress(unit, f"{position}/{len(participants)} {folder.name}: {text}")
                except measure.Failure as failure:
                    context.fail(unit, folder.name, str(failure))

    def start(self, folder, bound=None):
        fleet = self.context.fleet
        environment = fleet.environment(folder, cpu_count=self.threads)
        if bound is not None:
            environment.update(bound.environment(folder))
        return fleet.start(folder, self.cpus, environment, bound and bound.prepare)

    def load(self, member, seconds, tolerant=False):
        return lambda: loads.wrk(member, self.unit, seconds, self.load_cpu, self.threads, tolerant)

    def warm_up(self, member):
        slices.warm_up(self.context, self.unit, member, self.load(member, PAIR_SECONDS))

    def measure_one(self, folder):
        """(the half minute that counts, or the last one where all were disturbed; its multiples of the floor)."""
        if not self.is_small:
            return self.measure_started(folder, None)
        with MemoryBound() as bound:
            return self.measure_started(folder, bound)

    def measure_started(self, folder, bound):
        repeats_max = slices.repeats_max(self.context.options)
        with self.start(folder, bound) as member:
            member.answer_bytes = answers.check(member, self.unit)
            self.warm_up(member)
            for _ in range(1 + repeats_max):
                line = self.half_minute(member, bound.kind(folder) if bound else "none")
                if not line["disturbed"]:
                    break
            ratios = []
            for number in range(1, self.context.rounds(self.unit) + 1):
                for _ in range(1 + repeats_max):
                    ratio, disturbed = self.pair(member, number)
                    if not disturbed:
                        ratios.append(ratio)
                        break
            answers.check(member, self.unit)
            return line, ratios

    def half_minute(self, member, bound_kind):
        with PeakCpu(member.server) as peak:
            load = self.load(member, self.context.options.long_seconds, tolerant=True)
            line = slices.take_and_check(member, self.unit, load, 1)
        line |= {"peak_cpu_percent": round(peak.percent, 1), "memory_bound": bound_kind}
        self.context.add_slice(self.unit, member, dict(line))
        return line

    def pair(self, member, number):
        """(a server's multiple of the floor, whether one of the two slices was disturbed)."""
        # Nobody is always the first.
        if number % 2:
            floor_line, line = self.short_slice(self.floor, number), self.short_slice(member, number)
        else:
            line, floor_line = self.short_slice(member, number), self.short_slice(self.floor, number)
        floor_nanos = floor_line["cpu_nanos_per_request"]
        ratio = round(line["cpu_nanos_per_request"] / floor_nanos, 4)
        disturbed = floor_line["disturbed"] or line["disturbed"]
        self.context.add_slice(self.unit, self.floor, {**floor_line, "phase": "beside", "beside": member.name})
        # The floor against itself: near 1, and what such pairs are good for.
        own = ({"ratio_to_itself": ratio} if member.folder is self.context.floor
               else {"ratio": ratio, "floor_cpu_nanos_per_request": floor_nanos})
        self.context.add_slice(self.unit, member, {**line, "phase": "pair", "disturbed": disturbed, **own})
        return ratio, disturbed

    def short_slice(self, member, number):
        return slices.take_and_check(member, self.unit, self.load(member, PAIR_SECONDS), number)


def told(line, ratios):
    """A server's half minute, for the terminal."""
    ratio = f"{statistics.median(ratios):.2f} of the floor's CPU" if ratios else "never undisturbed beside the floor"
    return (f"{line['requests_per_second']:.0f} requests/s, {ratio}, {line['errors']} failed, "
            f"at most {line['peak_rss_bytes'] / 2**20:.0f} MiB{', disturbed' if line['disturbed'] else ''}")


class PeakCpu:
    """The most CPU that a server used in any half second, in percent of one CPU."""

    def __init__(self, server):
        self.server = server
        self.percent = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.sample, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    def sample(self):
        time_before, cpu_before = time.monotonic_ns(), self.server.cpu_nanos()
        while not self.ended.wait(SAMPLE_SECONDS):
            time_now, cpu_now = time.monotonic_ns(), self.server.cpu_nanos()
            self.percent = max(self.percent, (cpu_now - cpu_before) / (time_now - time_before) * 100)
            time_before, cpu_before = time_now, cpu_now
