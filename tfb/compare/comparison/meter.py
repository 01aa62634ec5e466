"""CPU time, memory and other processes around one load. All clocks are the kernel's."""

import os
import time

import measure

from comparison import results

OTHERS_PERCENT_MAX = 5
# A server goes on closing connections when its client is gone. Longer would cost minutes in a whole run.
SETTLE_SECONDS_MAX = 0.1
# A thread of the load generator, a server's CPU or a whole machine that is this busy has nothing left.
LIMIT_PERCENT = 97


def metered(server, load):
    """Runs `load()` against a server; the fields of a slice, those that `load` gives among them.

    `load` gives requests, seconds, errors, bytes, latency_micros, and `cpu_requests` where the server's CPU time is for
    more requests than are reported (a load's own warm-up); `load_threads` and `load_cpus` where it has more than one
    thread, or shares CPUs with the server.
    """
    measure.reset_peak_memory(server.process.pid)
    at = results.now()
    stolen_before = measure.machine_cpu_nanos()[1]
    ticks_before = server.user_and_system_ticks()
    others_before = others_nanos(server)
    own_before = measure.children_cpu_nanos()
    cpu_before = server.cpu_nanos()
    wall_before = time.monotonic_ns()
    values = load()
    load_nanos = measure.children_cpu_nanos() - own_before
    loaded_nanos = time.monotonic_ns() - wall_before
    cpu_nanos = server.settled_cpu_nanos(SETTLE_SECONDS_MAX) - cpu_before
    wall_nanos = time.monotonic_ns() - wall_before
    others = others_nanos(server) - others_before
    ticks = [after - before for before, after in zip(ticks_before, server.user_and_system_ticks())]
    memory, peak_memory = measure.memory_bytes(server.process.pid)
    user_nanos = cpu_nanos * ticks[0] // max(1, sum(ticks))
    server_percent = cpu_nanos / loaded_nanos * 100
    load_percent = load_nanos / loaded_nanos * 100
    others_percent = max(0.0, others / wall_nanos * 100)
    requests = values.pop("cpu_requests", values["requests"])
    limited = is_load_limited(server_percent, load_percent, cpus_of(server.cpu), values.pop("load_cpus", frozenset()),
                              values.pop("load_threads", 1))
    return {
        "at": at,
        **values,
        "cpu_nanos": cpu_nanos,
        "user_nanos": user_nanos,
        "system_nanos": cpu_nanos - user_nanos,
        "cpu_nanos_per_request": round(cpu_nanos / max(1, requests), 1),
        "requests_per_second": round(values["requests"] / values["seconds"], 1),
        "rss_bytes": memory,
        "peak_rss_bytes": peak_memory,
        "server_percent": round(server_percent, 1),
        "load_percent": round(load_percent, 1),
        "others_percent": round(others_percent, 2),
        "stolen_percent": round((measure.machine_cpu_nanos()[1] - stolen_before) / wall_nanos * 100, 2),
        "disturbed": others_percent > OTHERS_PERCENT_MAX,
        "load_limited": values.pop("load_limited", limited),
    }


def cpus_of(cpu):
    """The CPUs that one number, several, or None for all stand for."""
    if cpu is None:
        return frozenset(os.sched_getaffinity(0))
    return frozenset((cpu,)) if isinstance(cpu, int) else frozenset(cpu)


def is_load_limited(server_percent, load_percent, server_cpus, load_cpus=frozenset(), threads=1):
    """Whether the load generator was the limit; percentages are of one CPU, and of all threads together.

    All its threads were busy, and the server was not on all of its CPUs. Where the two share CPUs, a load generator
    that is busy may only have taken what there was: then the machine must not have been all busy either.
    """
    if load_percent <= LIMIT_PERCENT * (min(threads, len(load_cpus)) if load_cpus else threads):
        return False
    if server_percent >= LIMIT_PERCENT * len(server_cpus):
        return False
    shared = server_cpus & load_cpus
    return not shared or server_percent + load_percent < LIMIT_PERCENT * len(server_cpus | load_cpus)


def others_nanos(server):
    """CPU time of all that is neither the server under load nor this tool: the other servers that are up count, too."""
    return measure.machine_cpu_nanos()[0] - server.cpu_nanos() - measure.own_cpu_nanos()
