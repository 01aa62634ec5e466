"""The load generators: wrk, closed-loop, and tfb/load, at a fixed rate."""

import json
import os
import subprocess

import measure

from comparison import meter

LOAD_JAR = os.path.normpath(os.path.join(measure.FOLDER, "..", "load", "target", "load.jar"))
# One thread that polls on a CPU of its own. The second compiler would take that CPU from it for seconds; what the first
# one makes is fast enough, as nearly all of the time goes to the kernel.
PACED_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData")
PACED_WARM_UP_SECONDS = 2
# Less than this share of the rate answered: the server does not keep up, and waiting requests are all one would see.
ANSWERED_SHARE_MIN = 0.97
# Above this share of failed requests a server has failed the scenario; below, they are on record.
ERRORS_SHARE_MAX = 0.001
# The same where failed requests are a result; above it, too little of what is measured is the answer asked for.
TOLERANT_ERRORS_SHARE_MAX = 0.1
# What a failed request may have been answered with, head and body.
ERROR_BYTES_MAX = 8192
# A load generator that sends this late at its 99th percentile measures itself.
SEND_LAG_MICROS_MAX = 2000
# Of its errors, those that are the answer's.
WRONG_ANSWERS = ("status", "length", "malformed")


class Overloaded(measure.Failure):
    """A server could not keep up with a fixed rate."""


def wrk(member, unit, seconds, cpu, threads=1, tolerant=False):
    """One slice of wrk; fields for `meter.metered`. `tolerant` where failed requests are a result like others."""
    scenario = unit.scenario
    counts = measure.run_wrk(
        member.server, seconds, unit.connections, [unit.path], scenario.depth, scenario.connection, cpu,
        threads, unit.script_options, tolerant=True,
    )
    values = {
        "seconds": counts["micros"] / 1e6,
        "requests": counts["requests"],
        "errors": sum(counts[name] for name in measure.WRK_FAULTS),
        "bytes": counts["bytes"],
        "latency_micros": counts["latency_micros"],
        "latency_corrected": False,
        "load_threads": threads,
        "load_cpus": meter.cpus_of(cpu),
    }
    faults = {name: counts[name] for name in measure.WRK_FAULTS if counts[name]}
    check_errors(member, values, faults, TOLERANT_ERRORS_SHARE_MAX if tolerant else ERRORS_SHARE_MAX)
    check_length(member, unit, values, counts["status_errors"] if tolerant else 0)
    return values


def check_errors(member, values, faults, share_max=ERRORS_SHARE_MAX):
    if values["errors"] > values["requests"] * share_max:
        raise measure.Failure(f"{values['errors']} errors in {values['requests']} answers of {member.name}: {faults}")


def check_length(member, unit, values, failed=0):
    """The bytes received are those of the answers counted, but for answers cut off at the end and `failed` ones."""
    least, most = member.answer_bytes
    requests, received = values["requests"], values["bytes"]
    right = requests - failed
    slack = unit.connections * unit.scenario.depth * most + requests * most // 1000
    if not right * least - slack <= received <= right * most + slack + failed * ERROR_BYTES_MAX:
        raise measure.Failure(f"{member.name}: {received} bytes for {requests} answers of {least} to {most} bytes")


def require_paced():
    if not os.path.exists(LOAD_JAR):
        raise measure.Failure("tfb/load/target/load.jar is not there; build it first: mvn package")


def paced(member, unit, seconds, rate, options):
    """One slice at a fixed rate, latencies from the intended time of sending; fields for `meter.metered`."""
    url = f"http://127.0.0.1:{member.server.port}"
    command = [options.java, *PACED_JAVA_OPTIONS, "-jar", LOAD_JAR, url, "--rate", str(rate),
               "--connections", str(unit.connections), "--duration", str(seconds),
               "--warm-up", str(PACED_WARM_UP_SECONDS), "--path", unit.path,
               "--expect-length", str(len(measure.JSON_BODY)), "--json"]
    bound = seconds + PACED_WARM_UP_SECONDS + 15
    process = measure.start_child(command, options.load_cpu, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        output, faults = process.communicate(timeout=bound)
    except subprocess.TimeoutExpired as late:
        raise measure.Failure(f"the load generator did not end {bound} s after its start") from late
    finally:
        measure.end_child(process)
    member.server.require_alive()
    lines = [line for line in output.splitlines() if line.startswith("{")]
    if not lines:
        raise measure.Failure(f"the load generator failed with code {process.returncode}: {faults.strip()[-300:]}")
    line = json.loads(lines[-1])
    values = paced_values(line, rate, seconds)
    # Overload makes no answer wrong; wrong ones count as not answered, and would be taken for overload.
    wrong = sum(line["errors"][name] for name in WRONG_ANSWERS)
    if not values["overloaded"] or wrong > line["sent"] * ERRORS_SHARE_MAX:
        check_errors(member, values, faults.strip()[-200:])
    check_length(member, unit, values)
    return values


def paced_values(line, rate, seconds):
    """The fields of a slice; `overloaded` is one of them."""
    # It waits until all are answered: a server that falls behind takes longer than it was asked for.
    took = max(seconds, line["seconds"])
    answered = line["completed"] / took
    return {
        "seconds": took,
        "requests": line["completed"],
        "errors": line["error_count"],
        "bytes": line["bytes"],
        "rate": rate,
        "overloaded": line["overloaded"] or answered < ANSWERED_SHARE_MIN * rate,
        "latency_micros": line["latency_micros"],
        "latency_corrected": True,
        "service_micros": line["service_micros"],
        "send_lag_micros": line["send_lag_micros"],
        "notice_lag_micros": line.get("notice_lag_micros"),
        "run_delay_micros": line.get("run_delay_micros"),
        # The rate is the same in the warm-up, which the server's CPU time is for, too.
        "cpu_requests": round(line["completed"] + rate * PACED_WARM_UP_SECONDS),
        "load_limited": line["send_lag_micros"]["p99"] > SEND_LAG_MICROS_MAX,
    }
