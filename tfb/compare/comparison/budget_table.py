"""The table of where the CPU time of a request goes, from the lines that `budget` keeps."""

import statistics

import measure

from comparison import layers

OURS, FLOOR = "vivace", "floor"


def own(lines, kind, server):
    return [line for line in lines if line["kind"] == kind and line.get("server") == server]


def nanos_per_request(lines, server):
    """The median of the slices without `perf`."""
    slices = own(lines, "slice", server)
    costs = [line["cpu_nanos"] / line["requests"] for line in slices if line["phase"] == "measured"]
    if not costs:
        raise measure.Failure(f"no slice of {server}")
    return statistics.median(costs)


def shares(lines, server):
    samples = own(lines, "samples", server)
    if not samples:
        raise measure.Failure(f"no samples of {server}")
    return layers.shares(samples)


def head_text(run, written_by):
    return (f"Commit {run['commit'][:12]}{' with changes' if run['changed'] else ''}, JDK {run['jdk']}, kernel "
            f"{run['kernel']}, {run['cpus']} x {run['cpu']}, {run['id'][:10]}; {run['path']}, {run['connections']} "
            f"connections, one loop. Measured by `{run['command']}`, written by `{written_by}`.")


def table(lines, written_by):
    """The block of the document."""
    if not lines or lines[0]["kind"] != "run":
        raise measure.Failure("no line says where it was measured")
    costs = [nanos_per_request(lines, server) for server in (OURS, FLOOR)]
    both_shares = [shares(lines, server) for server in (OURS, FLOOR)]
    rows = [head_text(lines[0], written_by), "", "| layer | Vivace, ns | floor, ns |", "|---|---|---|"]
    for name in layers.LAYERS:
        values = [share.get(name, 0) * cost for share, cost in zip(both_shares, costs)]
        if max(values) >= 0.5:
            rows.append(f"| {name} | {values[0]:,.0f} | {values[1]:,.0f} |")
    rows.append(f"| **together** | **{costs[0]:,.0f}** | **{costs[1]:,.0f}** |")
    return "\n".join(rows)
