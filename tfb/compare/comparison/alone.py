"""One server at a time for half a minute: on a small machine, and on the whole one.

The floor is up beside it all the time, on the same CPUs and without the bound on memory, and has a short slice right
before and right after: F A F. A server's ratio is to the mean of the two.
"""

import os
import threading
import time

import measure

from comparison import answers, loads, slices
from comparison.memory_bound import MemoryBound

WARM_UP_SECONDS = 3
FLOOR_SECONDS = 3
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
        self.context.add_slice(self.unit, member, slices.take(member, self.load(member, WARM_UP_SECONDS), "warm-up", 0))

    def measure_one(self, folder):
        """(the slice of a server that counts, or the last one where all were disturbed; its multiple of the floor)."""
        if not self.is_small:
            return self.measure_started(folder, None)
        with MemoryBound() as bound:
            return self.measure_started(folder, bound)

    def measure_started(self, folder, bound):
        with self.start(folder, bound) as member:
            member.answer_bytes = answers.check(member, self.unit)
            self.warm_up(member)
            for _ in range(1 + slices.repeats_max(self.context.options)):
                line, ratio = self.between_floors(member, bound.kind(folder) if bound else "none")
                if not line["disturbed"]:
                    break
            answers.check(member, self.unit)
            return line, ratio

    def between_floors(self, member, bound_kind):
        """One slice of a server, with the floor's two."""
        before = self.floor_slice(member)
        with PeakCpu(member.server) as peak:
            load = self.load(member, self.context.options.long_seconds, tolerant=True)
            line = slices.take_and_check(member, self.unit, load, 1)
        after = self.floor_slice(member)
        floor_nanos = (before["cpu_nanos_per_request"] + after["cpu_nanos_per_request"]) / 2
        ratio = round(line["cpu_nanos_per_request"] / floor_nanos, 4)
        line["disturbed"] = any(each["disturbed"] for each in (before, line, after))
        line |= {"peak_cpu_percent": round(peak.percent, 1), "memory_bound": bound_kind}
        if member.folder is self.context.floor:
            # Near 1: what a slice of half a minute between two of seconds is good for.
            line |= {"ratio": None, "ratio_to_itself": ratio}
        else:
            line |= {"ratio": ratio, "floor_cpu_nanos_per_request": round(floor_nanos, 1)}
        self.context.add_slice(self.unit, member, dict(line))
        return line, ratio

    def floor_slice(self, member):
        line = slices.take_and_check(self.floor, self.unit, self.load(self.floor, FLOOR_SECONDS), 1)
        self.context.add_slice(self.unit, self.floor, {**line, "phase": "beside", "beside": member.name})
        return line


def told(line, ratio):
    """A server's slice, for the terminal."""
    return (f"{line['requests_per_second']:.0f} requests/s, {ratio:.2f} of the floor's CPU, {line['errors']} failed, "
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
