"""What is printed at the end of a scenario: medians of the slices that count."""

import statistics

import measure


def counted(lines):
    """The measured slices of one server that count: of each round the undisturbed, or else the least disturbed one."""
    rounds = {}
    for line in lines:
        if line["phase"] == "measured":
            rounds.setdefault(line["round"], []).append(line)
    result = []
    for same_round in rounds.values():
        quiet = [line for line in same_round if not line["disturbed"]]
        result.extend(quiet or [min(same_round, key=lambda line: line["others_percent"])])
    return result


def by_server(results, scenario, parameter):
    """Slices of a scenario by server, those that count."""
    servers = {}
    for line in results.of_kind("slice"):
        if line["scenario"] == scenario and line["parameter"] == parameter:
            servers.setdefault(line["server"], []).append(line)
    return {name: lines for name, lines in ((name, counted(lines)) for name, lines in servers.items()) if lines}


def table(results, unit):
    """The lines of a table, cheapest server first."""
    rows = []
    inner = unit.inner_parameters()
    for parameter in inner or [unit.parameter]:
        suffix = f" x{parameter['value']}" if inner else ""
        for name, lines in by_server(results, unit.scenario.name, parameter).items():
            rows.append(row(name + suffix, lines))
    rows.sort()
    heads = f"  {'server':<16}{'us/request':>11}{'of the floor':>27}{'requests/s':>12}{'p99 us':>9}{'MiB':>7}"
    return [heads, *(text for _, text in rows)] if rows else []


def row(name, lines):
    def median(field):
        return statistics.median(line[field] for line in lines)

    cost = median("cpu_nanos_per_request") / 1000
    ratios = [line["ratio"] for line in lines if line["ratio"] is not None]
    ratio = ""
    if ratios:
        low, middle, high = measure.quartiles(ratios)
        ratio = f"{middle:.2f} ({low:.2f} to {high:.2f})"
    notes = []
    if sum(line["load_limited"] for line in lines) * 2 > len(lines):
        notes.append("the load generator was the limit")
    disturbed = sum(line["disturbed"] for line in lines)
    if disturbed:
        notes.append(f"{disturbed} of {len(lines)} slices disturbed")
    errors = sum(line["errors"] for line in lines)
    if errors:
        notes.append(f"{errors} requests failed")
    p99 = statistics.median(line["latency_micros"].get("p99", 0) for line in lines)
    text = (f"  {name:<16}{cost:>11.2f}{ratio:>27}{median('requests_per_second'):>12.0f}{p99:>9.0f}"
            f"{median('peak_rss_bytes') / 2**20:>7.0f}")
    return (statistics.median(ratios) if ratios else 0, cost), text + (f"  {'; '.join(notes)}" if notes else "")


def start_table(results):
    """First answer and steady latency of each server."""
    servers = {}
    for line in results.of_kind("start"):
        servers.setdefault(line["server"], []).append(line)
    rows = []
    for name, lines in servers.items():
        first = statistics.median(line["first_answer_ms"] for line in lines)
        steady = [line["steady_ms"] for line in lines if line["steady_ms"] is not None]
        text = f"{statistics.median(steady):.0f}" if steady else "not steady"
        rows.append((first, f"  {name:<16}{first:>16.0f}{text:>12}"))
    return [f"  {'server':<16}{'first answer ms':>16}{'steady ms':>12}", *(text for _, text in sorted(rows))]
