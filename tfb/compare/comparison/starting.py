"""Time from making a server's process to its first correct answer, and until its latency is steady under a light load.

start-watch.c asks and loads: a client that has to warm up itself would be seen in the figures.
"""

import json
import statistics
import subprocess
import time

import measure

from comparison import answers, meter, paced

START_COUNT = 5
REPEATS_MAX = 2
CONNECTION_COUNT = 64
RATE_SHARE_PERCENT = 20
# What the latency settles at is that of the last four seconds.
FINAL_WINDOW_COUNT = 16
LEVEL_WINDOW_COUNT = 5
STEADY_FACTOR_MAX = 1.5
# A server that is this late in the end does not keep up.
FINAL_MICROS_MAX = 100_000
WATCH_BOUND_SECONDS = 75


def run(context, unit):
    measure.require_tools("gcc")
    context.fleet.end_all()
    folders = [context.floor, *context.participants(unit)]
    rate = round(floor_capacity(context, unit) * RATE_SHARE_PERCENT / 100)
    count = min(START_COUNT, context.options.rounds)
    for position, folder in enumerate(folders, 1):
        try:
            starts = [measure_starts(context, unit, folder, rate, number) for number in range(count + 1)]
            times = " ".join(f"{line['first_answer_ms']:.0f}" for line in starts[1:])
            steady = starts[1]["steady_ms"]
            context.print_progress(unit, f"{position}/{len(folders)} {folder.name}: first answer after {times} ms, "
                                   + (f"steady after {steady:.0f} ms" if steady else "not steady"))
        except (measure.Failure, OSError) as failure:
            context.fail(unit, folder.name, str(failure))


def floor_capacity(context, unit):
    with context.fleet.start(context.floor, context.options.server_cpu,
                             context.fleet.environment(context.floor)) as floor:
        floor.answer_bytes = answers.check(floor, unit)
        return paced.capacity(context, unit, floor)


def measure_starts(context, unit, folder, rate, number):
    """Start number 0 is not counted: it brings the server's files into memory. The first counted one is watched."""
    seconds = context.options.steady_seconds if number == 1 else 0
    for _ in range(1 + REPEATS_MAX):
        line = measure_start(context, unit, folder, rate, seconds)
        line = {"kind": "start", "scenario": "start", "round": number, "server": folder.name, "rate": rate, **line}
        if number > 0:
            context.results.add(line)
        if number == 0 or not line["disturbed"]:
            break
    return line


def measure_start(context, unit, folder, rate, seconds):
    options, fleet = context.options, context.fleet
    server = folder.server(options.server_cpu, fleet.environment(folder))
    command = [measure.build_tool("start-watch"), str(server.port), str(max(1000, rate)), str(CONNECTION_COUNT),
               str(seconds)]
    watch = measure.start_child(command, options.load_cpu, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        busy_before, own_before = measure.machine_cpu_nanos()[0], measure.own_cpu_nanos()
        server.start()
        output, faults = watch.communicate(timeout=WATCH_BOUND_SECONDS + seconds)
        wall = time.monotonic_ns() - server.started
        others = (measure.machine_cpu_nanos()[0] - busy_before - server.cpu_nanos()
                  - (measure.own_cpu_nanos() - own_before))
        server.require_alive()
        if watch.returncode != 0:
            raise measure.Failure(f"{faults.strip()}; it had printed: {server.text()[-300:] or 'nothing'}")
        with measure.Client(server.port) as client:
            measure.check_answer(client.get("/json"), "/json", folder.name)
        fleet.on_start(folder, server)
    except subprocess.TimeoutExpired as late:
        raise measure.Failure(f"no first answer within {WATCH_BOUND_SECONDS} s") from late
    finally:
        measure.end_child(watch)
        server.stop()
    watched = json.loads(output)
    others_percent = max(0.0, others / wall * 100)
    return {
        "first_answer_ms": round((watched["first_answer_nanos"] - server.started) / 1e6, 2),
        "steady_ms": steady_millis(watched, server.started),
        "watched_seconds": seconds,
        "watched_after_ms": round((watched["begin_nanos"] - server.started) / 1e6, 2),
        "window_p99_micros": watched["p99_micros"],
        "others_percent": round(others_percent, 2),
        "disturbed": others_percent > meter.OTHERS_PERCENT_MAX,
    }


def steady_millis(watched, started_nanos):
    """When the p99 of the windows came down to where it ends, for good, or None.

    Windows of a server that has long been steady differ by many times from one to the next, as the machine does other
    things in between. So the level at a window is the second lowest of five from there on, which one quiet window alone
    does not make and three noisy ones do not hide. Near the end means as near as the last levels are themselves.
    """
    windows = watched["p99_micros"]
    if len(windows) < 2 * FINAL_WINDOW_COUNT:
        return None
    levels = [level(windows[index:index + LEVEL_WINDOW_COUNT]) for index in range(len(windows) - LEVEL_WINDOW_COUNT + 1)]
    last = levels[-FINAL_WINDOW_COUNT:]
    final = statistics.median(last)
    if final > FINAL_MICROS_MAX or falls(last):
        return None
    near = max(final * STEADY_FACTOR_MAX, max(last))
    steady = 0
    for index, value in enumerate(levels):
        if value > near:
            # Four of the five are above; the first of those behind them may be the fifth
            steady = index + LEVEL_WINDOW_COUNT - 1
    while steady < len(windows) and windows[steady] > near and steady < LEVEL_WINDOW_COUNT - 1:
        # The first windows have none before them that would be above too
        steady += 1
    if steady > len(windows) - FINAL_WINDOW_COUNT:
        return None
    begin_millis = (watched["begin_nanos"] - started_nanos) / 1e6
    return round(begin_millis + steady * watched["window_millis"], 1)


def level(windows):
    return sorted(windows)[1]


def falls(levels):
    """Whether the second half is clearly below the first: it has not ended yet."""
    half = len(levels) // 2
    return statistics.median(levels[half:]) * STEADY_FACTOR_MAX < statistics.median(levels[:half])
