"""One server at a time for half a minute: on a small machine, and on the whole one."""

import os
import threading
import time

import measure

from comparison import answers, loads, meter
from comparison.memory_bound import MemoryBound

WARM_UP_SECONDS = 3
SAMPLE_SECONDS = 0.5


def run(context, unit):
    context.fleet.end_all()
    participants = [context.floor, *context.participants(unit)]
    for position, folder in enumerate(participants, 1):
        try:
            line = measure_one(context, unit, folder)
            context.print_progress(
                unit, f"{position}/{len(participants)} {folder.name}: {line['requests_per_second']:.0f} requests/s, "
                f"{line['errors']} failed, at most {line['peak_rss_bytes'] / 2**20:.0f} MiB")
        except measure.Failure as failure:
            context.fail(unit, folder.name, str(failure))


def measure_one(context, unit, folder):
    options = context.options
    with MemoryBound(() if unit.scenario.name == "all-cpus" else MemoryBound.PLACES) as bound:
        cpus, threads, environment = place(context, unit, folder, bound)
        load_cpu = None if threads > 1 else options.load_cpu
        with context.fleet.start(folder, cpus, environment, bound.prepare) as member:
            member.answer_bytes = answers.check(member, unit)
            load = lambda seconds, tolerant: loads.wrk(member, unit, seconds, load_cpu, threads, tolerant)  # noqa: E731
            meter.metered(member.server, lambda: load(WARM_UP_SECONDS, False))
            with PeakCpu(member.server) as peak:
                line = meter.metered(member.server, lambda: load(options.long_seconds, True))
            line = {"phase": "measured", "round": 1, **line, "peak_cpu_percent": round(peak.percent, 1),
                    "memory_bound": bound.kind(folder) if threads == 1 else "none"}
            context.add_slice(unit, member, line)
            answers.check(member, unit)
            return line


def place(context, unit, folder, bound):
    """(CPUs of the server, threads of wrk, environment)."""
    fleet, options = context.fleet, context.options
    if unit.scenario.name == "small-machine":
        return options.server_cpu, 1, {**fleet.environment(folder), **bound.environment(folder)}
    count = len(os.sched_getaffinity(0))
    return None, count, fleet.environment(folder, cpu_count=count)


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
